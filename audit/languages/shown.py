"""Kept answers as people read them, by the field that took them; the same on every page and print."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, runtime_checkable

from django import forms
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from audit.languages.bank_account_field import AccountField, IfscField
from audit.languages.contact_fields import MobileField, PinField
from audit.languages.date_field import DateField
from audit.languages.identity_fields import AadhaarField, SchemeNumberField
from audit.languages.number_fields import MoneyField, WholeNumberField
from audit.languages.partial_date_field import PartialDateField
from audit.languages.parts_field import PartsField
from audit.languages.spoken import left_to_right, marked
from audit.templatetags.languages import digits, rupees, short_date


@runtime_checkable
class ShowsItself(Protocol):
    """A field of another room, which alone knows how its answers read."""

    def shown(self, value: Any) -> str: ...


@dataclass(frozen=True)
class Shown:
    """One answer in the reader's language; `text` is "" where nothing was answered."""

    name: str
    label: str
    text: str


def shown_answers(form: forms.BaseForm, kept: Mapping[str, Any]) -> Iterator[Shown]:
    """Each field of the form with its kept answer; a field that did not apply is left out."""
    for name, field in form.fields.items():
        value = kept.get(name)
        if value in (None, "", []) and getattr(field, "needed_sometimes", False):
            continue
        yield Shown(name, str(field.label or name), shown(field, value))


def shown(field: forms.Field, value: Any) -> str:
    """The text of one kept answer (see audit.languages.kept)."""
    return field.shown(value) if isinstance(field, ShowsItself) else _shown(field, value)


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if value in (None, "", []):
        return ""
    text: str
    match field:
        case forms.ChoiceField():
            labels = _labels(field)
            values = value if isinstance(value, list) else [value]
            text = format_html_join(", ", "{}", ((labels.get(str(v), str(v)),) for v in values))
            text = marked(text, field.widget.attrs.get("lang", ""))
        case DateField():
            text = short_date(date.fromisoformat(value))
        case PartialDateField():
            text = _partial_date(value)
        case PartsField():
            text = _parts(field, value)
        case AadhaarField():
            text = left_to_right(f"XXXX XXXX {value}")
        case AccountField() | IfscField() | SchemeNumberField():
            text = left_to_right(str(value))  # as issued, to be compared with the passbook or card
        case MoneyField():
            text = rupees(value)
        case WholeNumberField() | PinField():
            text = digits(value)
        case MobileField():
            text = left_to_right(digits(f"{value[:3]} {value[3:8]} {value[8:]}"))
        case _:
            text = str(value)
    return text


def _labels(field: forms.ChoiceField) -> dict[str, str]:
    """Value to label, through the groups of a list."""
    labels: dict[str, str] = {}
    choices: Any = field.choices
    for value, label in choices:
        pairs = label if isinstance(label, list | tuple) else [(value, label)]
        labels.update({str(value): str(label) for value, label in pairs})
    return labels


def _partial_date(value: Mapping[str, Any]) -> str:
    match value.get("known"):
        case "year":
            return _("%(year)s (only the year is known)") % {"year": digits(value["year"])}
        case "age":
            on = short_date(date.fromisoformat(value["on"]))
            return _("%(age)s years of age on %(day)s") % {"age": digits(value["age"]), "day": on}
    return short_date(date.fromisoformat(value["date"]))


def _parts(field: PartsField, value: Mapping[str, Any]) -> str:
    """A line for each part that was told."""
    told = shown_answers(field.form_of(value, checked=False), value)
    return format_html_join("\n", "{}: {}", ((part.label, part.text) for part in told if part.text))
