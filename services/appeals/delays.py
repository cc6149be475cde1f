"""The clock of appeals: tells at the end of an officer's limit, and counts anew when a holiday moves."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.calendar.working_days import calendar_of
from audit.journal.actors import Actor
from services.appeals.lodging import note, tell_of
from services.appeals.models import Appeal
from services.requests.clock import due_on


def due(now: datetime) -> QuerySet[Appeal]:
    """Open appeals whose last day has ended and of which nobody was told yet."""
    open_ones = Appeal.objects.filter(state=Appeal.State.LODGED, breached_at=None)
    return open_ones.filter(due_on__lt=timezone.localdate(now)).order_by("due_on", "id")


def tell_late(now: datetime, *, by: Actor) -> int:
    """Tells each citizen once that she may go to the reviewing officer; how many were told."""
    told = 0
    for pk in due(now).values_list("pk", flat=True).iterator():
        with transaction.atomic():
            late = due(now).select_for_update(skip_locked=True, of=("self",)).filter(pk=pk)
            appeal = late.select_related("request__citizen", "request__service").first()
            if appeal is None:
                continue
            appeal.breached_at = now
            appeal.save(update_fields=["breached_at"])
            tell_of(appeal, note(appeal, "delayed", by=by), "delayed")
            told += 1
    return told


def count_anew(day: date, *, district: str = "", by: Actor) -> int:
    """Due dates of open appeals after `day` became a holiday, or none; how many moved.

    `district` "" is the whole state. One whose delay was told of keeps that.
    """
    rows = Appeal.objects.filter(
        state=Appeal.State.LODGED, breached_at=None, lodged_at__date__lte=day
    )
    if district:
        rows = rows.filter(request__district_id=district)
    moved = 0
    for pk in rows.values_list("pk", flat=True).iterator():
        with transaction.atomic():
            moved += _counted_anew(pk, by)
    return moved


def _counted_anew(pk: int, by: Actor) -> bool:
    held = Appeal.objects.select_for_update(of=("self",))
    row = held.select_related("request__citizen", "request__service").get(pk=pk)
    district, today = row.request.district_id, timezone.localdate()
    last = due_on(timezone.localdate(row.lodged_at), row.days, district=district)
    if last is None or not row.is_open:
        return False
    if last < row.due_on:
        # A holiday taken away makes nobody late by the calendar that she worked with.
        last = min(row.due_on, max(last, calendar_of(district).after(today, 1)))
    if last == row.due_on:
        return False
    row.due_on = last
    row.save(update_fields=["due_on"])
    tell_of(row, note(row, "due_changed", by=by), "due_changed", due=last.isoformat())
    return True
