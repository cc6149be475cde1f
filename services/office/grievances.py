"""A department's officer handles the grievances that are hers."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from audit.centres.guard import office_view
from audit.centres.models import Operator
from services.grievances import handling

ROOMS = handling.Rooms("services/grievances/office_base.html", "office-grievances")


@require_safe
@office_view()
def grievances(request: HttpRequest, officer: Operator) -> HttpResponse:
    return handling.listed(request, officer, ROOMS)


@require_safe
@office_view()
def grievance(request: HttpRequest, officer: Operator, number: str) -> HttpResponse:
    return handling.show(request, officer, number, ROOMS)


@require_POST
@office_view()
def act(request: HttpRequest, officer: Operator, number: str, act: str) -> HttpResponse:
    return handling.act(request, officer, number, ROOMS, act)
