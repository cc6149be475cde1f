"""A form field for a past day of which only the year, or only an age, may be known."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.languages.ages import years_between
from audit.languages.choice_fields import ChoiceField
from audit.languages.conditions import keep_the_chosen, mark_needed_sometimes
from audit.languages.date_field import FIRST_YEAR, DateField
from audit.languages.number_fields import WholeNumberField
from audit.languages.parts_field import PartsField

OLDEST = 130


class PastYearField(WholeNumberField):
    """A year in four digits, up to the present one in India."""

    default_error_messages = {"year": _("Write a year in four digits that is not to come.")}

    def within(self, number: Any) -> Any:
        if not FIRST_YEAR <= number <= timezone.localdate().year:
            raise ValidationError(self.error_messages["year"], "year")
        return number


class PartialDateForm(forms.Form):
    """Of the three ways the one chosen counts."""

    known = ChoiceField(
        label=_("What is known?"),
        choices=[("date", _("The date")), ("year", _("Only the year")), ("age", _("Only the age"))],
    )
    date = DateField(
        label=_("Date"),
        help_text=_("Day/month/year, for example 03/04/2001. Only if you know the date."),
        required=False,
        past=True,
    )
    year = PastYearField(
        label=_("Year"),
        help_text=_("Four digits, for example 1975. Only if you do not know the date."),
        required=False,
    )
    age = WholeNumberField(
        label=_("Age in years, today"),
        help_text=_("Only if you know neither the date nor the year."),
        required=False,
        least=0,
        most=OLDEST,
    )

    WAYS = {"date": "date", "year": "year", "age": "age"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_needed_sometimes(self, *self.WAYS)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        keep_the_chosen(self, told, told.get("known"), self.WAYS)
        return told


class PartialDateField(PartsField):
    """{"known": "date", "date": ISO day}, {"known": "year", "year"} or {"known": "age", "age", "on"}.

    `on` is the day on which the age was told: today, or for an answer already kept the day it has.
    """

    parts = PartialDateForm

    def answer(self, told: Mapping[str, Any], value: Mapping[str, Any]) -> dict[str, Any]:
        known = told["known"]
        found = {
            part: each
            for part, each in super().answer(told, value).items()
            if part in {"known", known}
        }
        if known == "age":
            found["on"] = (told_on(value) or timezone.localdate()).isoformat()
        return found

    def prepare_value(self, value: Any) -> Any:
        """An age as it is today, since the page asks for that."""
        day = told_on(value)
        if day is None or not isinstance(value.get("age"), int):
            return value
        return {"known": "age", "age": value["age"] + years_between(day, timezone.localdate())}


def told_on(value: Any) -> date | None:
    """The day in a kept age that lies in the past; nothing a page sends has one."""
    day = value.get("on") if isinstance(value, Mapping) else None
    try:
        found = date.fromisoformat(day) if isinstance(day, str) else None
    except ValueError:
        return None
    return found if found and found <= timezone.localdate() else None
