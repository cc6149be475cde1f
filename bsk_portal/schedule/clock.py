"""Refuses a purge by a clock that runs ahead: it would delete what is not yet old."""

from datetime import datetime, timedelta

from django.db.models import Max

from audit.journal.models import Event, JobRun, Refusal
from audit.visits.models import Visit
from services.requests.models import ServiceRequest

MAY_LEAD = timedelta(hours=24)
# A day without any visitor has its purge too, which starts some seconds off yesterday's.
GRACE_AFTER_A_PURGE = timedelta(hours=1)


class ClockAheadError(Exception):
    """The clock is over a day ahead of everything stored; `str()` says by how much."""


def check_clock(now: datetime) -> None:
    """Raises ClockAheadError when nothing was stored in the 24 hours before `now`, though rows exist."""
    newest = newest_stored()
    if newest is not None and now - newest > MAY_LEAD:
        hours = int((now - newest).total_seconds() // 3600)
        raise ClockAheadError(
            f"The clock is {hours} hours ahead of the newest stored row. Nothing was deleted."
        )


def newest_stored() -> datetime | None:
    times = [
        Event.objects.aggregate(newest=Max("at"))["newest"],
        Refusal.objects.aggregate(newest=Max("at"))["newest"],
        Visit.objects.aggregate(newest=Max("access_time"))["newest"],
        ServiceRequest.objects.aggregate(newest=Max("submitted_at"))["newest"],
    ]
    purged = JobRun.objects.filter(name="purge").values_list("succeeded_at", flat=True).first()
    if purged:
        times.append(purged + GRACE_AFTER_A_PURGE)
    return max((time for time in times if time), default=None)
