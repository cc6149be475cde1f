"""`{% results found %}`: the documents that the office gave with its delivery, to be opened."""

from typing import Any

from django import template

from services.requests.documents.listing import listed
from services.requests.documents.results import results_of
from services.requests.models import ServiceRequest

register = template.Library()


@register.inclusion_tag("services/requests/results.html")
def results(found: ServiceRequest) -> dict[str, Any]:
    """Draws nothing, and asks for nothing, before the request is delivered."""
    is_delivered = found.status == ServiceRequest.Status.DELIVERED
    return {"documents": listed(results_of(found)) if is_delivered else []}
