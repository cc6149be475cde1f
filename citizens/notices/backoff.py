"""When a message that could not be sent is tried again: sooner at first, and for 72 hours."""

from datetime import datetime, timedelta

from citizens.notices.models import Notice

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# Together 72 hours. Counted in tries, so that a clock set forward gives nothing up.
PAUSES = (
    *(MINUTE, 2 * MINUTE, 5 * MINUTE, 12 * MINUTE, 40 * MINUTE),
    *(HOUR, 2 * HOUR, 4 * HOUR, 4 * HOUR, 12 * HOUR, 12 * HOUR, 12 * HOUR, 12 * HOUR, 12 * HOUR),
)
# What is of use for minutes only cannot wait so long.
HURRIED = timedelta(seconds=15)
LONGEST = timedelta(hours=72)
# No pause is longer: a later time was written by a clock that ran ahead.
FURTHEST = timedelta(hours=24)


def next_try(notice: Notice, now: datetime) -> datetime | None:
    """After a try that failed at `now`, the `attempts`-th; None when there is none any more."""
    if notice.not_after is not None:
        return now + HURRIED
    too_old = now - notice.created_at >= LONGEST and notice.attempts > 2
    if notice.attempts > len(PAUSES) or too_old:
        return None
    return now + PAUSES[notice.attempts - 1]
