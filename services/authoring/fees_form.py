"""The fees of a service and its officers, a few to a page, with empty ones to add."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.languages.fields import DateField, MoneyField, SelectField, WholeNumberField
from services.authoring.content import Content
from services.authoring.fields import Part, TextsField
from services.catalogue.models import Officer
from services.catalogue.service_file import MOST_DAYS

DEAREST = 99_999_999
EMPTY = 2  # rows to add at a time
MOST_ROWS = 40


class FeeForm(Part):
    texts = ("condition",)

    from_date = DateField(label=_("From"))
    amount = MoneyField(label=_("Rupees"), least=0, most=DEAREST)
    condition = TextsField(label=_("When it applies"), needed=False)

    def write(self, before: dict[str, Any]) -> dict[str, Any]:
        part: dict[str, Any] = {
            "from_date": self.cleaned_data["from_date"].isoformat(),
            "amount": f"{self.cleaned_data['amount']:.2f}",
            "condition": before.get("condition"),
        }
        self.write_texts(part)
        return part


class OfficerForm(Part):
    texts = ("title",)

    role = SelectField(label=_("Role"), empty=_("Choose one"), choices=list(Officer.Role.choices))
    area = SelectField(label=_("Area"), empty=_("Choose one"), choices=list(Officer.Area.choices))
    title = TextsField(label=_("Title"))
    days = WholeNumberField(label=_("Working days"), least=1, most=MOST_DAYS)

    def write(self, before: dict[str, Any]) -> dict[str, Any]:
        part: dict[str, Any] = {name: self.cleaned_data[name] for name in ("role", "area", "days")}
        part["title"] = before.get("title")
        self.write_texts(part)
        return part


class Rows(forms.BaseFormSet[Any]):
    """The rows that are there, each with a box to take it out, and a few empty ones."""

    def written(self, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
        kept = []
        for place, form in enumerate(self.forms):
            said = form.has_changed() or place < self.initial_form_count()
            if said and form not in self.deleted_forms:
                kept.append(form.write(before[place] if place < len(before) else {}))
        return kept

    def without_errors(self) -> None:
        """As typed, to be read in another language: nothing is called wrong yet."""
        self.full_clean()
        for form in self.forms:
            form.errors.clear()
        self.non_form_errors().clear()


class OfficerRows(Rows):
    def clean(self) -> None:
        seen: set[tuple[str, str]] = set()
        for form in self.forms:
            if form in self.deleted_forms or not form.cleaned_data.get("role"):
                continue
            place = (form.cleaned_data["role"], form.cleaned_data.get("area", ""))
            if place in seen:
                form.add_error(
                    "role", ValidationError(_("This role is filled in this area already."))
                )
            seen.add(place)


def _rows_of(form: type[Part], rows: type[Rows]) -> type[Rows]:
    made: Any = forms.formset_factory(
        form, rows, extra=EMPTY, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS + EMPTY
    )
    return cast(type[Rows], made)


FeesForm = _rows_of(FeeForm, Rows)
OfficersForm = _rows_of(OfficerForm, OfficerRows)


def write_fees(form: Rows, content: Content) -> None:
    content["fees"] = sorted(form.written(content["fees"]), key=lambda fee: fee["from_date"])


def write_officers(form: Rows, content: Content) -> None:
    rows = form.written(content["officers"])
    content["officers"] = sorted(rows, key=lambda officer: (officer["role"], officer["area"]))
