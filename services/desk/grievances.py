"""A complaint that an operator writes down for the citizen in front of her; never of her own centre."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.centres.models import Operator
from services.desk import rows
from services.desk.guard import desk_view
from services.grievances.filling import fill_in
from services.grievances.models import Grievance
from services.grievances.own_page import DIGITS_SHOWN


@require_safe
@desk_view
def choose(request: HttpRequest, operator: Operator) -> HttpResponse:
    context = {"choices": Grievance.About.choices}
    return render(request, "services/desk/grievance_choice.html", context)


@desk_view
def lodge(request: HttpRequest, operator: Operator, about: str) -> HttpResponse:
    return fill_in(
        request,
        about,
        template="services/desk/grievance.html",
        then=lambda found: redirect("desk-grievance-lodged", found.number),
        barred=operator.centre,
        by=operator.actor,
    )


@require_safe
@desk_view
def lodged(request: HttpRequest, operator: Operator, number: str) -> HttpResponse:
    """Number and digits for the citizen to write down, and to her who wrote it for an hour alone."""
    found = rows.lodged_by(operator, number, since=timezone.now() - DIGITS_SHOWN)
    return render(request, "services/desk/grievance_lodged.html", {"found": found})
