"""The page with the acknowledgement number, for whose request it is (own.py) and its centre."""

import segno
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from audit.centres.models import Operator
from audit.journal.refusals import OutOfScope
from audit.languages.reference_numbers import parse
from services.requests.deciding import officers_for
from services.requests.models import ServiceRequest
from services.requests.noting import tracking_address
from services.requests.own import is_own
from services.requests.papers.showing import papers_of
from services.requests.standing import standing_of


@require_safe
def acknowledgement(request: HttpRequest, number: str) -> HttpResponse:
    found = acknowledged(request, number)
    service = found.service
    context = {
        "request_made": found,
        "service": service,
        "steps": service.steps.here if service.steps else [],
        "standing": standing_of(found),
        "papers": papers_of(found),
        "officers": officers_for(service, found.district_id),
        "needs_code": not found.citizen.mobile,
        "code": qr_code(found),
        "tracking_address": tracking_address(found),
        "slip": request.GET.get("paper") == "slip",
        "own": is_own(request, found),
    }
    return render(request, "services/requests/acknowledgement.html", context)


def acknowledged(request: HttpRequest, number: str) -> ServiceRequest:
    """The request, where the one who asks may see it; 404 otherwise, noted where there is one."""
    try:
        stored = parse(number)
    except ValidationError:
        raise Http404 from None
    rows = ServiceRequest.objects.select_related(
        "service__department", "citizen", "centre", "operator"
    ).prefetch_related("service__officers", "papers_asked__documents", "appeals")
    found = rows.filter(acknowledgement=stored).first()
    if found is None:
        raise Http404
    if not (is_own(request, found) or is_served_by(request, found)):
        raise OutOfScope
    return found


def is_served_by(request: HttpRequest, found: ServiceRequest) -> bool:
    """Whether staff of the request's own centre ask; the PMU reads no names here."""
    user = request.user
    return (
        isinstance(user, Operator)
        and found.centre_id is not None
        and found.centre_id == user.centre_id
    )


def qr_code(found: ServiceRequest) -> SafeString:
    """The tracking page's address as an SVG image; it holds the number and nothing of the person."""
    svg = segno.make(tracking_address(found), error="m").svg_inline(scale=3, border=2)
    return mark_safe(svg)  # noqa: S308  # made here from a setting and a number of our own alphabet
