"""Counts due dates again after a holiday was corrected, a row at a time, and tells where one moved.

A due date moved back by a holiday that was taken away never lies in the past, nor on the day it is
told: the office was not late by the calendar it worked with, and cannot decide yesterday. It keeps
the next working day at least, and never more than it had. A delay that was told of and, by a
holiday added afterwards, was none is taken back: the new date is told instead, and its end again.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.calendar.working_days import Calendar, calendar_of
from audit.journal.actors import Actor
from audit.journal.recording import record
from services.requests.models import ServiceRequest
from services.requests.noting import subject_of, tell_of
from services.requests.standing import PAPERS, day_of, due_date, received_on

STORED = ("due_on", "warned_at", "breached_at")


def resting_on(day: date, district: str) -> QuerySet[ServiceRequest]:
    """Undecided requests whose due date was counted over this day; `district` "" is all of them.

    What waits for papers is counted when they come.
    """
    rows = ServiceRequest.objects.filter(closed_at=None, due_on__gte=day)
    rows = rows.exclude(status=PAPERS).filter(submitted_at__date__lt=day)
    return (rows.filter(district=district) if district else rows).order_by("pk")


def count_anew(day: date, *, district: str = "", by: Actor) -> int:
    """How many due dates moved. What was counted before a run was killed comes out the same again."""
    moved = 0
    calendars: dict[str, Calendar] = {}
    for pk, of in resting_on(day, district).values_list("pk", "district_id").iterator():
        if of not in calendars:
            calendars[of] = calendar_of(of)
        with transaction.atomic():
            moved += _counted_anew(pk, calendars[of], timezone.now(), by)
    return moved


def _counted_anew(pk: int, calendar: Calendar, now: datetime, by: Actor) -> bool:
    held = ServiceRequest.objects.select_for_update(of=("self",))
    row = held.select_related("citizen", "service").filter(pk=pk, closed_at=None).first()
    if row is None or row.status == PAPERS or row.due_on is None:
        return False
    counted = due_date(row, calendar)
    if counted is None:
        return False
    today, before = day_of(now), row.due_on
    if counted < before:
        if row.breached_at is not None:
            return False  # it was late by the later day already
        counted = min(before, max(counted, calendar.after(today, 1)))
    if counted == before:
        return False
    row.due_on = counted
    if counted >= today:
        row.warned_at = row.breached_at = None
    row.save(update_fields=STORED)
    event = record(
        action="request.due_changed",
        subject=subject_of(row),
        by=by,
        before=before.isoformat(),
        after=counted.isoformat(),
        received_on=received_on(row).isoformat(),
    )
    tell_of(row, event, "request.due_changed")
    return True
