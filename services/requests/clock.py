"""The statutory clock: working days as the West Bengal Right to Public Services Act counts them."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import holidays

SUNDAY = 6

# From the Indian day on which papers were asked for to that on which they came; None: not yet.
Pause = tuple[date, date | None]


@lru_cache(maxsize=8)
def public_holidays(year: int) -> frozenset[date]:
    """West Bengal's public holidays of a year; those that hang on the moon may move by a day."""
    return frozenset(holidays.country_holidays("IN", subdiv="WB", years=year))


def counts(day: date) -> bool:
    """Sundays and public holidays do not count (West Bengal Act XVII of 2013)."""
    return day.weekday() != SUNDAY and day not in public_holidays(day.year)


def is_waited(day: date, pauses: Iterable[Pause]) -> bool:
    """Whether papers were being waited for at the end of the day."""
    return any(asked <= day and (came is None or day < came) for asked, came in pauses)


def due_on(
    received: date, days: int | None, *, district: str = "", pauses: Iterable[Pause] = ()
) -> date | None:
    """The last day of a limit of `days` working days; the day of receipt is not one of them.

    None without a limit, and while papers are waited for before the limit has ended.
    """
    if days is None:
        return None
    pauses = list(pauses)
    day = received
    while days > 0:
        day += timedelta(days=1)
        if any(came is None and asked <= day for asked, came in pauses):
            return None
        days -= counts(day) and not is_waited(day, pauses)
    return day
