"""Minds the limits: marks those that end soon, and tells the citizen in the minute one has ended.

Each row is looked at anew under its lock, and what was done is written on it: however often this
runs, by however many hosts and after whatever the clock did, a breach is told once.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from audit.calendar.working_days import calendar_of
from audit.journal.actors import Actor
from audit.journal.recording import record
from services.requests.models import ServiceRequest
from services.requests.noting import subject_of, tell_of
from services.requests.standing import PAPERS, day_of

WARN_BEFORE = 2  # working days; of a limit of five or fewer, one
SHORT_LIMIT = 5

Rows = QuerySet[ServiceRequest]


def ended(now: datetime) -> Rows:
    """Undecided, past their last day, and not told of; one that waits for papers stands still."""
    return _undecided().filter(breached_at=None, due_on__lt=day_of(now))


def near(now: datetime) -> Rows:
    """Undecided and not marked yet, whose last day is at most two working days of the state away.

    A holiday of one district alone may put a few off by a day: `_warn` looks again.
    """
    today = day_of(now)
    until = calendar_of().after(today, WARN_BEFORE)
    rows = _undecided().filter(breached_at=None, warned_at=None)
    return rows.filter(due_on__gte=today, due_on__lte=until)


def _undecided() -> Rows:
    """By their due date, which an index of the undecided has."""
    return ServiceRequest.objects.filter(~Q(status=PAPERS), closed_at=None).order_by("due_on", "id")


def tell_delays(now: datetime, *, by: Actor) -> int:
    """How many citizens' limits ended, each told of once."""
    return _each(ended(now), lambda row: breach(row, now, by=by))


def warn(now: datetime, *, by: Actor) -> int:
    """How many were marked for the office's and the desk's pages; nobody is sent a message."""
    return _each(near(now), lambda row: _warn(row, now, by))


def breach(row: ServiceRequest, now: datetime, *, by: Actor) -> bool:
    """Of a row that is held: its limit has ended. The law gives the citizen an appeal from now on."""
    row.breached_at = now
    row.save(update_fields=["breached_at"])
    event = record(
        action="request.delayed",
        subject=subject_of(row),
        by=by,
        service=row.service.slug,
        due_on=row.due_on.isoformat() if row.due_on else "",
    )
    tell_of(row, event, "request.delayed")
    return True


def _warn(row: ServiceRequest, now: datetime, by: Actor) -> bool:
    before = 1 if (row.limit_days or 0) <= SHORT_LIMIT else WARN_BEFORE
    until = calendar_of(row.district_id).after(day_of(now), before)
    if row.due_on is None or row.due_on > until:
        return False
    row.warned_at = now
    row.save(update_fields=["warned_at"])
    record(action="request.near_limit", subject=subject_of(row), by=by, service=row.service.slug)
    return True


def _each(due: Rows, act: Callable[[ServiceRequest], bool]) -> int:
    """Each row in a short transaction of its own; one that somebody holds comes the next minute."""
    done = 0
    for pk in due.values_list("pk", flat=True).iterator():
        with transaction.atomic():
            held = due.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk)
            row = held.select_related("citizen", "service").first()
            done += bool(row and act(row))
    return done
