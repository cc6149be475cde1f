"""Moves a request from one status to the next; refuses what the table lacks and what went stale."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from audit.calendar.working_days import calendar_of
from audit.centres.models import Operator
from audit.journal.actors import Actor
from services.requests.delays import breach
from services.requests.models import ServiceRequest
from services.requests.noting import note_status
from services.requests.papers.models import PapersAsked
from services.requests.standing import day_of, due_date, has_ended

Status = ServiceRequest.Status

ALLOWED: dict[str, frozenset[str]] = {
    Status.RECEIVED: frozenset(
        {Status.FORWARDED, Status.TAKEN, Status.PAPERS, Status.DELIVERED, Status.REJECTED}
    ),
    Status.FORWARDED: frozenset({Status.TAKEN, Status.PAPERS, Status.DELIVERED, Status.REJECTED}),
    Status.TAKEN: frozenset({Status.FORWARDED, Status.PAPERS, Status.DELIVERED, Status.REJECTED}),
    Status.PAPERS: frozenset({Status.TAKEN, Status.DELIVERED, Status.REJECTED}),
    Status.DELIVERED: frozenset(),
    Status.REJECTED: frozenset(),  # what an order on appeal opens again is `reopen`'s alone
}
CLOSING = frozenset({Status.DELIVERED, Status.REJECTED})

STORED = (
    "officer",
    "status",
    "revision",
    "closed_at",
    "limit_days",
    "counted_from",
    "due_on",
    "warned_at",
    "breached_at",
)


class MoveRefused(Exception):
    """The request's status does not lead to the one asked for, or a reason is missing."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the request after it was read; nothing was overwritten.

    `request` is the row as it stands now.
    """

    def __init__(self, request: ServiceRequest) -> None:
        super().__init__(request.acknowledgement)
        self.request = request


def forward(
    request: ServiceRequest,
    *,
    to: str = "",
    officer: Operator | None = None,
    revision: int,
    by: Actor,
) -> ServiceRequest:
    """Sends the request on to its department, or within it to `officer`; `to` is a note with it."""
    with transaction.atomic():
        row = _locked(request, revision)
        row.officer = officer
        return _moved(row, Status.FORWARDED, reason=to, by=by)


def take(
    request: ServiceRequest, *, officer: Operator | None = None, revision: int, by: Actor
) -> ServiceRequest:
    """The officer has begun with it. What waits for papers is not taken: see `papers_came`."""
    with transaction.atomic():
        row = _locked(request, revision)
        if row.status == Status.PAPERS:
            raise MoveRefused("Papers are waited for.")
        with_nobody = row.status == Status.TAKEN and row.officer is None
        row.officer = officer
        if with_nobody and officer is not None:  # an operator had asked for papers, and they came
            return _stored(row, Status.TAKEN, by=by)
        return _moved(row, Status.TAKEN, by=by)


def ask_papers(
    request: ServiceRequest,
    *,
    wanted: str,
    officer: Operator | None = None,
    revision: int,
    by: Actor,
) -> ServiceRequest:
    """Asks the citizen for papers; until they come the clock stands still."""
    if not wanted.strip():
        raise MoveRefused("Who asks for papers says which.")
    with transaction.atomic():
        row, now = _locked(request, revision), timezone.now()
        if row.breached_at is None and has_ended(row, day_of(now), None):
            breach(row, now, by=by)  # this minute's run of the schedule has not come yet
        PapersAsked.objects.create(request=row, wanted=wanted, asked_by=by.name)
        row.officer = officer or row.officer
        return _moved(row, Status.PAPERS, by=by)


def papers_came(request: ServiceRequest, *, revision: int | None, by: Actor) -> ServiceRequest:
    """The papers are there: the clock goes on. `revision` is None where the citizen brings them."""
    with transaction.atomic():
        row = _locked(request, revision)
        if row.status != Status.PAPERS:
            raise MoveRefused(f"Nothing is waited for of a request that is {row.status}.")
        return _moved(row, Status.TAKEN, by=by)


def deliver(request: ServiceRequest, *, revision: int, by: Actor) -> ServiceRequest:
    """Closes the request: the citizen has what was asked for."""
    return _move(request, Status.DELIVERED, revision=revision, by=by)


def reject(request: ServiceRequest, *, reason: str, revision: int, by: Actor) -> ServiceRequest:
    """Closes the request without giving it; an appeal is made against the reason."""
    if not reason.strip():
        raise MoveRefused("A rejection gives its reason.")
    return _move(request, Status.REJECTED, reason=reason, revision=revision, by=by)


def reopen(request: ServiceRequest, *, days: int | None, by: Actor) -> ServiceRequest:
    """An order on appeal opens what was rejected; the clock begins anew on this day.

    `days` is the limit that the order sets; None: the one that the request had.
    """
    with transaction.atomic():
        row = _locked(request, None)
        if row.status != Status.REJECTED:
            raise MoveRefused(f"A request that is {row.status} is not opened again.")
        row.closed_at = row.warned_at = row.breached_at = None
        row.counted_from = day_of(timezone.now())
        row.limit_days = row.limit_days if days is None else days
        row.due_on = due_date(row)
        return _stored(row, Status.TAKEN, by=by)


def _move(
    request: ServiceRequest, to: str, *, reason: str = "", revision: int, by: Actor
) -> ServiceRequest:
    """`revision` is the count that the person saw; returns the row as it stands after the move."""
    with transaction.atomic():
        return _moved(_locked(request, revision), to, reason=reason, by=by)


def _locked(request: ServiceRequest, revision: int | None) -> ServiceRequest:
    row = (
        ServiceRequest.objects.select_for_update(of=("self",))
        .select_related("citizen", "service")
        .get(pk=request.pk)
    )
    if revision is not None and row.revision != revision:
        raise ChangedMeanwhile(row)
    return row


def _moved(row: ServiceRequest, to: str, *, reason: str = "", by: Actor) -> ServiceRequest:
    if to not in ALLOWED[row.status]:
        raise MoveRefused(f"{row.status} does not lead to {to}.")
    now = timezone.now()
    if row.status == Status.PAPERS:
        _end_pause(row, now)
    if to in CLOSING:
        row.closed_at = now
    return _stored(row, to, reason=reason, by=by)


def _end_pause(row: ServiceRequest, now: datetime) -> None:
    for papers in row.papers_asked.filter(answered_at=None):
        papers.answered_at = max(now, papers.asked_at)  # whatever the clock did meanwhile
        papers.save(update_fields=["answered_at"])
    calendar = calendar_of(row.district_id)
    before, row.due_on = row.due_on, due_date(row, calendar)
    if row.breached_at is None and has_ended(row, day_of(now), None):
        # A holiday was taken away meanwhile: nobody is late before a day's notice of it.
        row.due_on = calendar.after(day_of(now), 1)
    if row.due_on != before:
        row.warned_at = None


def _stored(row: ServiceRequest, to: str, *, reason: str = "", by: Actor) -> ServiceRequest:
    before, row.status = row.status, to
    row.revision += 1
    row.save(update_fields=STORED)
    note_status(row, from_status=before, reason=reason, by=by)
    return row
