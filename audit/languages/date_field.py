"""A form field for a day, dd/mm/yyyy in every language; `en` of Django would read the month first."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.languages.text_fields import in_readers_digits, short_line

FIRST_YEAR, LAST_YEAR = 1890, 2100

_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})[/. -](?P<month>[0-9]{1,2})[/. -](?P<year>[0-9]+)")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")


class DateField(forms.CharField):
    """A date, or None where nothing is given; `past` refuses a day that has not come yet in India."""

    default_error_messages = {
        "required": _("Write the date."),
        "invalid": _("Write the date as day/month/year, for example 03/04/2001."),
        "no_such_day": _("There is no such day. Check the day and the month."),
        "year": _("Write the year in four digits, between %(first)s and %(last)s."),
        "future": _("This day has not come yet."),
    }

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "numeric"}))
        super().__init__(empty_value=None, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date):
            return value
        line = short_line(value, self.error_messages["invalid"])
        text = re.sub(r" ?([/.-]) ?", r"\1", line)
        if not text:
            return None
        parts = _DAY_FIRST.fullmatch(text) or _ISO.fullmatch(text)
        if parts is None:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return self.day(*(parts[name] for name in ("year", "month", "day")))

    def day(self, year: str, month: str, day: str) -> date:
        if len(year) != 4 or not FIRST_YEAR <= int(year) <= LAST_YEAR:
            years = {"first": in_readers_digits(FIRST_YEAR), "last": in_readers_digits(LAST_YEAR)}
            raise ValidationError(self.error_messages["year"], "year", years)
        try:
            found = date(int(year), int(month), int(day))
        except ValueError:
            raise ValidationError(self.error_messages["no_such_day"], "no_such_day") from None
        if self.past and found > timezone.localdate():
            raise ValidationError(self.error_messages["future"], "future")
        return found

    def prepare_value(self, value: Any) -> Any:
        """A stored day as people write it; what was typed stays as typed."""
        if isinstance(value, str) and _ISO.fullmatch(value):
            value = date.fromisoformat(value) if _is_day(value) else value
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
