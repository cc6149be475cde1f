"""A form field of several inputs with one answer: a form of parts inside the field of a form.

Its answer is {part: value} as JSON. The same shape comes from a page (`name-part` for each input),
from what a draft keeps (`name` holding the whole), and goes back into the inputs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from audit.languages.kept import kept


class PartError(ValidationError):
    """What is wrong with one part; it is shown beside that part, and in the summary."""

    def __init__(self, part: str, error: ValidationError) -> None:
        super().__init__(str(error.messages[0]), error.code)
        self.part = part


@dataclass(frozen=True)
class Listed:
    """A line of the error summary: where it leads, and what it says."""

    target: str
    label: str
    text: str


class PartsWidget(forms.Widget):
    """Reads the parts; they draw themselves in the template of their field."""

    use_fieldset = True

    def __init__(self, parts: type[forms.Form]) -> None:
        super().__init__()
        self.parts = parts

    @property
    def media(self) -> forms.Media:
        return self.parts().media

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """{part: what was typed}; None where nothing was."""
        whole = data.get(name)
        if isinstance(whole, Mapping):
            return whole
        typed = {
            part: field.widget.value_from_datadict(data, files, f"{name}-{part}")
            for part, field in self.parts.base_fields.items()
        }
        return typed if any(str(value or "").strip() for value in typed.values()) else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in (*self.parts.base_fields, name))


class PartsBoundField(BoundField):
    """The field on a page: its parts with the errors of each, and its own errors."""

    @property
    def parts(self) -> forms.Form:
        """The parts as they are drawn: with errors only where this form shows them."""
        field = cast(PartsField, self.field)
        form = field.form_of(
            self.value(),
            checked=bool(self._part_errors),
            prefix=self.html_name,
            ids=self.form.auto_id,
        )
        for part in form.fields.values():
            part.disabled = part.disabled or field.disabled
        return form

    @property
    def _part_errors(self) -> list[PartError]:
        return [error for error in self._all_errors if isinstance(error, PartError)]

    @property
    def _all_errors(self) -> list[ValidationError]:
        return list(self.errors.as_data())

    @property
    def own_errors(self) -> list[str]:
        """Those that belong to no part."""
        return [
            message
            for error in self._all_errors
            if not isinstance(error, PartError)
            for message in error.messages
        ]

    @property
    def listed_errors(self) -> Iterator[Listed]:
        parts = self.parts
        first = next(iter(parts))
        for text in self.own_errors:
            yield Listed(_target(first), str(self.label), text)
        for error in self._part_errors:
            part = parts[error.part]
            yield Listed(
                _target(part), format_html("{}, {}", self.label, part.label), error.messages[0]
            )

    @property
    def aria_describedby(self) -> str | None:
        told = [
            f"{self.auto_id}_{name}"
            for name, there in (("helptext", self.help_text), ("error", self.own_errors))
            if there and self.auto_id
        ]
        return " ".join(told) or None


def _target(part: BoundField) -> str:
    return f"{part.auto_id}_0" if part.use_fieldset else str(part.auto_id)


class PartsField(forms.Field):
    """`parts` is the form of its parts; an answer without any part is None."""

    parts: type[forms.Form]
    parts_template = "forms/each_part.html"
    default_error_messages = {"required": _("Fill this in.")}
    bound_field_class = PartsBoundField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=PartsWidget(self.parts), template_name="forms/parts.html", **kwargs)

    def form_of(
        self, value: Any, *, checked: bool, prefix: str | None = None, ids: Any = "id_%s"
    ) -> forms.Form:
        """The parts filled with a typed or kept value; `checked` with what is wrong of it."""
        told = value if isinstance(value, Mapping) else {}
        before = f"{prefix}-" if prefix else ""
        return self.parts(
            {f"{before}{part}": each for part, each in told.items()} if checked else None,
            initial=dict(told),
            prefix=prefix,
            auto_id=ids,
            use_required_attribute=self.required,
        )

    def clean(self, value: Any) -> dict[str, Any] | None:
        if not isinstance(value, Mapping) or not value:
            self.validate(None)
            return None
        form = self.form_of(value, checked=True)
        if form.is_valid():
            return self.answer(form.cleaned_data, value)
        raise ValidationError(
            [
                PartError(part, error) if part in form.fields else error
                for part, errors in form.errors.as_data().items()
                for error in errors
            ]
        )

    def answer(self, told: Mapping[str, Any], value: Mapping[str, Any]) -> dict[str, Any]:
        """The JSON that is kept of valid parts; `value` is what they were made of."""
        return {part: kept(each) for part, each in told.items()}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(initial or None) != bool(data or None) or (initial or {}) != (data or {})
