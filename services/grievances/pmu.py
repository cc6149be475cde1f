"""The PMU's pages of grievances: its help desk's and administrator's queue, and the figures."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from audit.centres.guard import staff_view
from audit.centres.models import Operator
from services.grievances import figures, handling
from services.grievances.models import HANDLE

ROOMS = handling.Rooms("services/grievances/pmu_base.html", "pmu-grievances")


@require_safe
@staff_view(HANDLE)
def grievances(request: HttpRequest, person: Operator) -> HttpResponse:
    period = figures.period_of(request.GET)
    return handling.listed(request, person, ROOMS, period=period, counts=figures.by_unit(*period))


@require_safe
@staff_view(HANDLE)
def grievance(request: HttpRequest, person: Operator, number: str) -> HttpResponse:
    return handling.show(request, person, number, ROOMS)


@require_POST
@staff_view(HANDLE)
def act(request: HttpRequest, person: Operator, number: str, act: str) -> HttpResponse:
    return handling.act(request, person, number, ROOMS, act)
