"""Moves a grievance from step to step; refuses what its state does not allow and what went stale."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit.centres.models import Operator
from audit.journal.actors import Actor
from audit.journal.recording import record
from citizens.notices.telling import tell
from citizens.notices.templates import template_of
from services.grievances import limits
from services.grievances.assignment import Place, another_place, first_place, next_place
from services.grievances.models import Grievance, GrievanceStep

Kind, Level, State = GrievanceStep.Kind, Grievance.Level, Grievance.State
ENDED = (State.ANSWERED, State.CLOSED)


class MoveRefused(Exception):
    """The grievance's state, its days or who has it do not allow what was asked."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the grievance after it was read; nothing was overwritten."""


@transaction.atomic
def take(grievance: Grievance, *, handler: Operator, revision: int, by: Actor) -> Grievance:
    """The person whose page it is begins to work on it; of the PMU's, a colleague may."""
    row = locked(grievance, revision)
    allow(row.state == State.RECEIVED or (row.is_open and row.handler_id != handler.pk))
    row.state, row.handler = State.TAKEN, handler
    return noted(row, Kind.TAKEN, by=by)


@transaction.atomic
def reply_meanwhile(
    grievance: Grievance, *, text: str, due_on: date, revision: int, by: Actor
) -> Grievance:
    """The interim reply that the norm wants where 21 days are not enough, with the new date."""
    row = locked(grievance, revision)
    allow(row.is_open and not row.has_interim and bool(text.strip()))
    allow(row.due_on < due_on <= limits.days_from_today(limits.INTERIM_DAYS))
    row.state, row.has_interim, row.due_on = State.TAKEN, True, due_on
    return noted(row, Kind.INTERIM, text=text, tells="interim", by=by)


@transaction.atomic
def transfer(
    grievance: Grievance, *, unit: str, reason: str, revision: int, by: Actor
) -> Grievance:
    """To the unit that answers for it, instead of "not ours"; the citizen's date stays.

    Only the first transfer gives the new unit a week where less is left: handed round again and
    again, a grievance would else never be late.
    """
    row = locked(grievance, revision)
    allow(row.is_open and unit != row.unit and bool(reason.strip()))
    if not row.steps.filter(kind=Kind.TRANSFERRED).exists():
        row.due_on = max(row.due_on, limits.days_from_today(limits.TRANSFER_DAYS))
    place(
        row,
        first_place(unit, district_id=row.district_id, barred=row.barred, last=row.handler_id),
    )
    return noted(row, Kind.TRANSFERRED, text=reason, tells="transferred", by=by)


@transaction.atomic
def answer(grievance: Grievance, *, text: str, revision: int, by: Actor) -> Grievance:
    row = locked(grievance, revision)
    allow(row.is_open and bool(text.strip()))
    row.state, row.answered_at = State.ANSWERED, timezone.now()
    return noted(row, Kind.ANSWERED, text=text, tells="answered", by=by)


@transaction.atomic
def rate(grievance: Grievance, *, rating: str, revision: int, by: Actor) -> Grievance:
    """The citizen says how the answer was, which closes it; once for an answer."""
    row = locked(grievance, revision)
    allow(may_rate(row) and rating in Grievance.Rating.values)
    row.state, row.rating = State.CLOSED, rating
    row.closed_at = row.closed_at or timezone.now()
    return noted(row, Kind.RATED, by=by)


@transaction.atomic
def reopen(grievance: Grievance, *, why: str, revision: int, by: Actor) -> Grievance:
    """Once: who answered badly twice is not asked a third time; the appeal goes to somebody else."""
    row = locked(grievance, revision)
    allow(may_reopen(row) and bool(why.strip()))
    begin_again(row)
    row.reopened = True
    return noted(row, Kind.REOPENED, text=why, tells="reopened", by=by)


@transaction.atomic
def appeal(grievance: Grievance, *, why: str, revision: int, by: Actor) -> Grievance:
    """After an answer rated poor, to the next level, with the whole days of the norm again."""
    row = locked(grievance, revision)
    higher = next_place(row)
    allow(may_appeal(row) and bool(why.strip()))
    begin_again(row)
    if higher:
        place(row, higher)
    return noted(row, Kind.APPEALED, text=why, tells="appealed", by=by)


@transaction.atomic
def escalate(grievance: Grievance, *, by: Actor) -> bool:
    """One level up when its day is over, whether or not anybody has it; False where it is not due."""
    row = locked(grievance)
    higher = next_place(row)
    if not row.is_open or row.due_on >= timezone.localdate() or higher is None:
        return False
    place(row, higher)
    row.due_on = limits.days_from_today(limits.ESCALATED_DAYS)
    noted(row, Kind.ESCALATED, tells="escalated", by=by)
    return True


@transaction.atomic
def give_to_another(grievance: Grievance, *, by: Actor) -> bool:
    """For one whose handler is gone; the date stays. False where there is still nobody."""
    row = locked(grievance)
    new = another_place(row)
    if not row.is_open or new is None:
        return False
    elsewhere = (new.unit, new.level) != (row.unit, row.level)
    if elsewhere:
        place(row, new)
        noted(row, Kind.TRANSFERRED, tells="transferred", by=by)
        return True
    if new.handler and new.handler.pk == row.handler_id:
        return False
    row.handler, row.state = new.handler, State.RECEIVED
    row.revision += 1
    row.save()
    record(action="grievance.assigned", subject=row.subject, by=by, unit=row.unit)
    return True


@transaction.atomic
def close(grievance: Grievance, *, by: Actor) -> bool:
    """An answer that the citizen let stand; it may still be reopened within its days."""
    row = locked(grievance)
    if row.state != State.ANSWERED:
        return False
    row.state, row.closed_at = State.CLOSED, timezone.now()
    noted(row, Kind.CLOSED, by=by)
    return True


def may_rate(row: Grievance) -> bool:
    return row.state in ENDED and not row.rating and within_days(row)


def may_reopen(row: Grievance) -> bool:
    return row.state in ENDED and not row.reopened and within_days(row)


def may_appeal(row: Grievance) -> bool:
    poor = row.rating == Grievance.Rating.POOR
    return poor and within_days(row) and row.level != Level.ADMINISTRATOR


def within_days(row: Grievance) -> bool:
    """Whether the thirtieth day after the answer is not over."""
    if row.answered_at is None:
        return False
    gone = timezone.localdate() - timezone.localdate(row.answered_at)
    return gone.days <= limits.REOPENING_DAYS


def locked(grievance: Grievance, revision: int | None = None) -> Grievance:
    row = Grievance.objects.select_for_update(of=("self",)).get(pk=grievance.pk)
    if revision is not None and row.revision != revision:
        raise ChangedMeanwhile
    return row


def allow(condition: bool) -> None:
    if not condition:
        raise MoveRefused


def place(row: Grievance, where: Place) -> None:
    row.unit, row.level, row.handler = where.unit, where.level, where.handler
    row.state, row.has_interim = State.RECEIVED, False


def begin_again(row: Grievance) -> None:
    row.state, row.has_interim = State.RECEIVED, False
    row.rating, row.answered_at, row.closed_at = "", None, None
    row.due_on = limits.days_from_today(limits.ANSWER_DAYS)


def noted(row: Grievance, kind: str, *, text: str = "", tells: str = "", by: Actor) -> Grievance:
    """Stores the row with its step, event and message, inside the transaction of the move."""
    if kind != Kind.RECEIVED:
        row.revision += 1
        row.save()
    GrievanceStep.objects.create(
        grievance=row,
        kind=kind,
        by=by.name,
        unit=row.unit,
        level=row.level,
        due_on=row.due_on,
        rating=row.rating,
        text=text,
    )
    event = record(
        action=f"grievance.{kind}",
        subject=row.subject,
        by=by,
        unit=row.unit,
        level=row.level,
        revision=row.revision,
    )
    if tells:
        template = f"grievance.{tells}"
        known = {
            "number": row.shown_number,
            "due": row.due_on.isoformat(),
            "link": settings.PUBLIC_URL + reverse("grievance-track-number", args=[row.number]),
        }
        values = {name: known[name] for name in template_of(template).variables}
        tell(event=event, about=row.subject, contact=row.contact, template=template, values=values)
    return row
