"""Has every room count its due dates again once a holiday was corrected."""

from datetime import date, datetime, timedelta
from typing import Protocol

from django.db import transaction

from audit.calendar.models import HolidayCorrection
from audit.journal.actors import Actor
from audit.journal.recording import record
from services.appeals import delays as appeals
from services.requests import recounting as requests

# What was being sent in by the old calendar when a correction was stored is stored itself by then.
SETTLED_AFTER = timedelta(minutes=1)


class Recounter(Protocol):
    """Counts anew what rests on `day`, in short transactions; how many due dates moved.

    It may be killed and run again: a row that is right already stays as it is.
    """

    def __call__(self, day: date, *, district: str = "", by: Actor) -> int: ...


RECOUNTERS: tuple[Recounter, ...] = (requests.count_anew, appeals.count_anew)


def recount(now: datetime, *, by: Actor) -> int:
    """How many due dates moved by corrections that nobody has counted with yet."""
    waiting = HolidayCorrection.objects.filter(
        recounted_at=None, changed_at__lte=now - SETTLED_AFTER
    )
    return sum(_counted(correction, now, by) for correction in waiting.order_by("changed_at", "id"))


def _counted(correction: HolidayCorrection, now: datetime, by: Actor) -> int:
    district = correction.district_id or ""
    moved = sum(again(correction.day, district=district, by=by) for again in RECOUNTERS)
    # Corrected once more meanwhile, it is counted once more.
    as_read = HolidayCorrection.objects.filter(pk=correction.pk, changed_at=correction.changed_at)
    with transaction.atomic():
        if as_read.update(recounted_at=now):
            subject = f"holiday:{correction.day.isoformat()}"
            record(action="holiday.recounted", subject=subject, by=by, moved=moved)
    return moved
