"""The PMU corrects a day of the calendar; due dates that hang on it are counted again after that."""

from django.db import transaction
from django.utils import timezone

from audit.calendar.models import HolidayCorrection
from audit.journal.actors import Actor
from audit.journal.recording import record


@transaction.atomic
def correct(correction: HolidayCorrection, *, by: Actor) -> HolidayCorrection:
    """Stores a new or a changed correction with its event; the schedule does the counting."""
    correction.changed_at = timezone.now()
    correction.recounted_at = None
    correction.save()
    record(
        action="holiday.corrected",
        subject=f"holiday:{correction.day.isoformat()}",
        by=by,
        is_holiday=correction.is_holiday,
        district=correction.district_id or "",
    )
    return correction
