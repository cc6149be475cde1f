"""`{% appeal_offer found %}`: a request's appeals, and what may be appealed now and to whom."""

from typing import Any

from django import template

from services.appeals.standing import standing_of
from services.requests.models import ServiceRequest

register = template.Library()


@register.inclusion_tag("services/appeals/offer.html")
def appeal_offer(found: ServiceRequest, at: str = "") -> dict[str, Any]:
    """`at` is "desk" where an operator lodges it for the citizen, "office" where nobody lodges.

    Draws nothing where there is no appeal and never was one. Two queries, fewer where `appeals`
    and `service__officers` are prefetched.
    """
    standing = standing_of(found)
    return {
        "found": found,
        "standing": standing,
        "step": standing.step,
        "officer": standing.officer,
        "at": at,
        "is_shown": bool(standing.appeals or standing.step),
    }
