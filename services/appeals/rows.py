"""Whose appeals somebody may see: the only module of this room that asks for rows by a person."""

from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from audit.centres.models import Operator
from audit.centres.roles import Role
from audit.journal.refusals import OutOfScope
from audit.languages.reference_numbers import parse
from citizens.own_sign_in.sessions import mobile_of
from services.appeals.models import Appeal
from services.requests.models import ServiceRequest
from services.requests.own import own_requests


class SignInFirst(Exception):
    """Nobody's request is found by this browser, which has proved no mobile number yet."""


def own_request(request: HttpRequest, number: str) -> ServiceRequest:
    """Raises SignInFirst for a stranger whatever the number is, Http404 for somebody else's."""
    stored = stored_number(number)
    rows = own_requests(request).select_related("service__department", "citizen", "district")
    found = rows.filter(acknowledgement=stored).first()
    if found is not None:
        return found
    if not isinstance(request.user, Operator) and not mobile_of(request):
        raise SignInFirst
    exists = ServiceRequest.objects.filter(acknowledgement=stored).exists()
    raise OutOfScope if exists else Http404


def to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('my-sign-in')}?{urlencode({'next': request.path})}")


def appeals_before(officer: Operator) -> QuerySet[Appeal]:
    """Those of the officer's own level, department and district; none for anybody else."""
    if officer.role != Role.OFFICER or not officer.is_active:
        return Appeal.objects.none()
    here = Appeal.objects.filter(
        level=officer.post, request__service__department__slug=officer.department
    )
    return here.filter(request__district_id=officer.district_id) if officer.district_id else here


def appeal_before(officer: Operator, number: str) -> Appeal:
    """With its request. Raises OutOfScope for another officer's, Http404 for nobody's."""
    stored = stored_number(number)
    rows = appeals_before(officer).select_related(
        "request__service__department", "request__version", "request__citizen", "request__district"
    )
    found = rows.filter(number=stored).first()
    if found is None:
        exists = Appeal.objects.filter(number=stored).exists()
        raise OutOfScope if exists else Http404
    return found


def stored_number(number: str) -> str:
    try:
        return parse(number)
    except ValidationError:
        raise Http404 from None
