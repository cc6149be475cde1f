"""The statutory clock: working days as the West Bengal Right to Public Services Act counts them."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

SUNDAY = 6


@lru_cache(maxsize=8)
def public_holidays(year: int) -> frozenset[date]:
    """West Bengal's public holidays of a year; those that hang on the moon may move by a day."""
    return frozenset(holidays.country_holidays("IN", subdiv="WB", years=year))


def counts(day: date) -> bool:
    """Sundays and public holidays do not count (West Bengal Act XVII of 2013)."""
    return day.weekday() != SUNDAY and day not in public_holidays(day.year)


def due_on(received: date, days: int | None) -> date | None:
    """The last day of a limit of `days` working days; the day of receipt is not one of them."""
    if days is None:
        return None
    day = received
    while days > 0:
        day += timedelta(days=1)
        days -= counts(day)
    return day
