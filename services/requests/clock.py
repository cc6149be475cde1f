"""The statutory clock: working days as the West Bengal Right to Public Services Act counts them.

All days are Indian. The day of receipt does not count, nor does a working day at whose end papers
were being waited for: what was asked for and brought on one day is no pause. The limit ends at the
midnight after the due date.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from audit.calendar.working_days import Calendar, calendar_of

DAY = timedelta(days=1)

# From the Indian day on which papers were asked for to that on which they came; None: not yet.
Pause = tuple[date, date | None]


def is_waited(day: date, pauses: Iterable[Pause]) -> bool:
    """Whether papers were being waited for at the end of the day."""
    return any(asked <= day and (came is None or day < came) for asked, came in pauses)


def due_on(
    received: date,
    days: int | None,
    *,
    district: str = "",
    pauses: Iterable[Pause] = (),
    calendar: Calendar | None = None,
) -> date | None:
    """The last day of a limit of `days` working days.

    None without a limit, and while papers are waited for before the limit has ended. `calendar` is
    the district's where it was read already.
    """
    if days is None:
        return None
    calendar, pauses = calendar or calendar_of(district), list(pauses)
    open_since = [asked for asked, came in pauses if came is None]
    day = received
    while days > 0:
        day += DAY
        if open_since and open_since[0] <= day:
            return None
        days -= calendar.counts(day) and not is_waited(day, pauses)
    return day


def days_used(
    received: date, until: date, *, pauses: Iterable[Pause] = (), calendar: Calendar
) -> int:
    """Working days that the office has had after the day of receipt, up to and with `until`."""
    return calendar.between(received, until) - days_waited(
        received, until, pauses=pauses, calendar=calendar
    )


def days_waited(received: date, until: date, *, pauses: Iterable[Pause], calendar: Calendar) -> int:
    """Working days after the day of receipt on which the citizen's papers were waited for."""
    pauses = list(pauses)
    span = range(1, (until - received).days + 1)
    days = (received + timedelta(days=number) for number in span)
    return sum(calendar.counts(day) and is_waited(day, pauses) for day in days)
