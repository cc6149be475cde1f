"""Delivers a request with the document that the citizen gets: both, or neither."""

from django.db import transaction

from audit.journal.actors import Actor
from services.requests import moves
from services.requests.documents.accepting import Accepted
from services.requests.documents.results import keep_result
from services.requests.models import ServiceRequest


@transaction.atomic
def deliver_with(
    request: ServiceRequest, accepted: Accepted | None, *, revision: int, by: Actor
) -> ServiceRequest:
    """`accepted` is None where no document is given. Raises what `moves.deliver` raises."""
    delivered = moves.deliver(request, revision=revision, by=by)
    if accepted is not None:
        keep_result(delivered, accepted)
    return delivered
