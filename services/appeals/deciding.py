"""Decides an appeal with an order; refuses what another officer decided meanwhile."""

from django.db import transaction
from django.utils import timezone

from audit.journal.actors import Actor
from services.appeals.lodging import note, tell_of
from services.appeals.models import Appeal
from services.requests import moves
from services.requests.clock import due_on
from services.requests.models import ServiceRequest

Status = ServiceRequest.Status


class DecidedMeanwhile(Exception):
    """Somebody else decided the appeal, or changed it, after it was read; nothing was overwritten.

    `appeal` is the row as it stands now.
    """

    def __init__(self, appeal: Appeal) -> None:
        super().__init__(appeal.number)
        self.appeal = appeal


def allow(
    appeal: Appeal,
    *,
    order: str,
    days: int | None,
    penalty: int | None = None,
    revision: int,
    by: Actor,
) -> Appeal:
    """Stores the order; the designated officer has `days` working days from today to obey it.

    What was rejected is opened again with that limit; of what is open the statutory limit stays as
    it was, passed or not. `days` counts for nothing where the request has been delivered meanwhile.
    """
    with transaction.atomic():
        row = _locked(appeal, revision)
        request = row.request
        if request.status == Status.REJECTED:
            reopened = moves.reopen(request, days=days, by=by)
            row.obey_by = reopened.due_on
        elif request.status != Status.DELIVERED:
            row.obey_by = due_on(timezone.localdate(), days, district=request.district_id)
        return _decided(row, Appeal.State.ALLOWED, order=order, penalty=penalty, by=by)


def dismiss(
    appeal: Appeal, *, order: str, penalty: int | None = None, revision: int, by: Actor
) -> Appeal:
    """Stores the order; the request stays as it is."""
    with transaction.atomic():
        row = _locked(appeal, revision)
        return _decided(row, Appeal.State.DISMISSED, order=order, penalty=penalty, by=by)


def _locked(appeal: Appeal, revision: int) -> Appeal:
    """Request first, then appeal: lodging and moves hold them in this order too."""
    ServiceRequest.objects.select_for_update(of=("self",)).get(pk=appeal.request_id)
    row = (
        Appeal.objects.select_for_update(of=("self",))
        .select_related("request__citizen", "request__service")
        .get(pk=appeal.pk)
    )
    if row.revision != revision or not row.is_open:
        raise DecidedMeanwhile(row)
    return row


def _decided(
    row: Appeal, state: Appeal.State, *, order: str, penalty: int | None, by: Actor
) -> Appeal:
    row.state, row.order, row.penalty = state, order, penalty
    row.decided_at, row.decided_by = timezone.now(), by.name
    row.revision += 1
    row.save(
        update_fields=[
            "state",
            "order",
            "penalty",
            "obey_by",
            "decided_at",
            "decided_by",
            "revision",
        ]
    )
    tell_of(row, note(row, state.value, by=by), state.value)
    return row
