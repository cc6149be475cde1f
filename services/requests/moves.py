"""Moves a request from one status to the next; refuses what the table lacks and what went stale."""

from django.db import transaction
from django.utils import timezone

from audit.journal.actors import Actor
from services.requests.models import ServiceRequest
from services.requests.submission import note_status

Status = ServiceRequest.Status

ALLOWED: dict[str, frozenset[str]] = {
    Status.RECEIVED: frozenset({Status.FORWARDED, Status.DELIVERED, Status.REJECTED}),
    Status.FORWARDED: frozenset({Status.DELIVERED, Status.REJECTED}),
    Status.DELIVERED: frozenset(),
    Status.REJECTED: frozenset(),
}
CLOSING = frozenset({Status.DELIVERED, Status.REJECTED})


class MoveRefused(Exception):
    """The request's status does not lead to the one asked for, or a reason is missing."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the request after it was read; nothing was overwritten.

    `request` is the row as it stands now.
    """

    def __init__(self, request: ServiceRequest) -> None:
        super().__init__(request.acknowledgement)
        self.request = request


def forward(request: ServiceRequest, *, revision: int, by: Actor) -> ServiceRequest:
    """Sends the request on to its department."""
    return _move(request, Status.FORWARDED, revision=revision, by=by)


def deliver(request: ServiceRequest, *, revision: int, by: Actor) -> ServiceRequest:
    """Closes the request: the citizen has what was asked for."""
    return _move(request, Status.DELIVERED, revision=revision, by=by)


def reject(request: ServiceRequest, *, reason: str, revision: int, by: Actor) -> ServiceRequest:
    """Closes the request without giving it; an appeal is made against the reason."""
    if not reason.strip():
        raise MoveRefused("A rejection gives its reason.")
    return _move(request, Status.REJECTED, reason=reason, revision=revision, by=by)


def _move(
    request: ServiceRequest, to: str, *, reason: str = "", revision: int, by: Actor
) -> ServiceRequest:
    """`revision` is the count that the person saw; returns the row as it stands after the move."""
    with transaction.atomic():
        row = (
            ServiceRequest.objects.select_for_update(of=("self",))
            .select_related("citizen", "service")
            .get(pk=request.pk)
        )
        if row.revision != revision:
            raise ChangedMeanwhile(row)
        if to not in ALLOWED[row.status]:
            raise MoveRefused(f"{row.status} does not lead to {to}.")
        before, row.status = row.status, to
        row.revision += 1
        if to in CLOSING:
            row.closed_at = timezone.now()
        row.save(update_fields=["status", "revision", "closed_at"])
        note_status(row, from_status=before, reason=reason, by=by)
    return row
