"""Which days count: not Sundays, not public holidays (West Bengal Act XVII of 2013), as corrected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F, Q

from audit.calendar.models import HolidayCorrection
from audit.calendar.public_holidays import SUNDAY, public_holidays

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The working days of one place. `corrected` says of a day whether it is a holiday there."""

    corrected: Mapping[date, bool] = field(default_factory=dict)

    def counts(self, day: date) -> bool:
        if day.weekday() == SUNDAY:
            return False
        told = self.corrected.get(day)
        return day not in public_holidays(day.year) if told is None else not told

    def after(self, day: date, days: int) -> date:
        """The working day that comes `days` after this day; the day itself where they are none."""
        while days > 0:
            day += DAY
            days -= self.counts(day)
        return day

    def between(self, after: date, until: date) -> int:
        """Working days after the first day, up to and with the second."""
        span = range(1, (until - after).days + 1)
        return sum(self.counts(after + timedelta(days=number)) for number in span)


def calendar_of(district: str = "") -> Calendar:
    """Of a district by its code, "" of the whole state. One query: ask once for many days."""
    rows = HolidayCorrection.objects.filter(Q(district=None) | Q(district=district or None))
    # The district's own comes after the state's, and replaces it.
    rows = rows.order_by(F("district").asc(nulls_first=True))
    return Calendar(dict(rows.values_list("day", "is_holiday")))


def counts(day: date, district: str = "") -> bool:
    return calendar_of(district).counts(day)
