"""Lists as an author types them, one a line; an option is `value | বাংলা | English`."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from audit.languages.text import clean_text, in_digits_of


class LinesField(forms.CharField):
    """Gives a list of texts, one for each line that says something."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea({"rows": 5, "cols": 60}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [line for line in clean_text(value or "", lines=True).split("\n") if line]

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = "\n".join(initial or [])
        return before.split() != str(data or "").split()


class OptionsField(forms.CharField):
    """Gives [{"value": …, "bn": …, "en": …}, …]; refuses a line without these parts, and doubles.

    Parts in further languages may follow, in the order of the settings.
    """

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea({"rows": 5, "cols": 60}))
        super().__init__(**kwargs)
        full = dict(settings.FULL_LANGUAGES)
        further = [code for code, _name in settings.LANGUAGES if code not in full]
        self.languages, self.least = [*full, *further], 1 + len(full)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        lines = (
            " | ".join([option["value"], *(option.get(code, "") for code in self.languages)])
            for option in value
        )
        return "\n".join(line.rstrip(" |") for line in lines)

    def clean(self, value: Any) -> list[dict[str, str]]:
        lines = [line for line in clean_text(value or "", lines=True).split("\n") if line]
        options: list[dict[str, str]] = []
        for number, line in enumerate(lines, 1):
            parts = [part.strip() for part in line.split("|")]
            told = self.least <= len(parts) <= 1 + len(self.languages)
            if not told or not all(parts[: self.least]):
                raise forms.ValidationError(
                    _("Line %(number)s must read: value | বাংলা | English."),
                    "parts",
                    {"number": in_digits_of(get_language() or "", number)},
                )
            if parts[0] in {option["value"] for option in options}:
                raise forms.ValidationError(
                    _("Line %(number)s repeats the value %(value)s."),
                    "double",
                    {"number": in_digits_of(get_language() or "", number), "value": parts[0]},
                )
            texts = zip(self.languages, parts[1:], strict=False)
            options.append({"value": parts[0], **{code: text for code, text in texts if text}})
        return options

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data) != (initial or [])
        except forms.ValidationError:
            return True
