"""Gives an out time to visits whose browser was not seen to leave; leaves those that go on."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from audit.visits.models import Visit

AT_ONCE = 1_000
RECENT = timedelta(days=2)  # no visit is longer than fourteen hours

SWEEP = """
WITH over AS (
    SELECT access_time, id FROM audit_visit
    WHERE out_time IS NULL AND access_time >= %(since)s
      AND (last_seen < %(idle)s OR access_time < %(expired)s)
    ORDER BY access_time, id LIMIT %(at_once)s FOR UPDATE SKIP LOCKED
)
UPDATE audit_visit v SET out_time = v.last_seen,
    ended = CASE WHEN v.access_time < %(expired)s AND v.last_seen >= %(idle)s
                 THEN %(expired_word)s ELSE %(idle_word)s END
FROM over WHERE v.access_time = over.access_time AND v.id = over.id AND v.access_time >= %(since)s
"""


def close_idle(now: datetime) -> int:
    """Closes what has been over at `now`, at the moment it was last seen; returns how many.

    Looks at the last two days only, so that a log of a year costs no more than one of a week.
    """
    return close_since(now, now - RECENT)


def close_forgotten(now: datetime) -> int:
    """The same over the whole log: for the first run after the schedule stood still for days."""
    return close_since(now, now - timedelta(days=settings.RETENTION_DAYS + 2))


def close_since(now: datetime, since: datetime) -> int:
    told: dict[str, datetime | str | int] = {
        "since": since,
        "idle": now - settings.VISIT_IDLE,
        "expired": now - settings.STAFF_SESSION,
        "idle_word": Visit.Ending.IDLE.value,
        "expired_word": Visit.Ending.EXPIRED.value,
        "at_once": AT_ONCE,
    }
    closed = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(SWEEP, told)
            batch = int(cursor.rowcount)
            closed += batch
            if batch < AT_ONCE:
                return closed
