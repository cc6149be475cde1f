"""The desk itself: find, begin, figures, half-filled forms and today's work, without a name."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from audit.centres.models import Operator
from services.desk import rows
from services.desk.choosing import to_choose_from
from services.desk.figures import figures_of, requests_today, services_today
from services.desk.finding import by_name
from services.desk.forms import FindForm
from services.desk.guard import desk_view
from services.desk.paging import page_of
from services.requests.models import ServiceRequest

MOST_DRAFTS = 20


@require_safe
@desk_view
def desk(request: HttpRequest, operator: Operator) -> HttpResponse:
    context = {
        "today": timezone.localdate(),
        "services": to_choose_from(),
        "figures": figures_of(operator),
        "services_today": services_today(operator),
        "drafts": rows.drafts_of(operator)[:MOST_DRAFTS],
        "page": page_of(requests_today(operator), before(request, operator)),
        "goes_on": "before" in request.GET,
    }
    return render(request, "services/desk/home.html", context)


def before(request: HttpRequest, operator: Operator) -> ServiceRequest | None:
    """The request after which the list goes on."""
    number = request.GET.get("before")
    return rows.request_of(operator, number) if number else None


@require_safe
@desk_view
def requests(request: HttpRequest, operator: Operator) -> HttpResponse:
    """The centre's requests, newest first, of one status where one is asked for."""
    status = request.GET.get("status", "")
    found = rows.requests_of(operator)
    if status in ServiceRequest.Status.values:
        found = found.filter(status=status)
    context = {
        "statuses": ServiceRequest.Status.choices,
        "status": status,
        "page": page_of(found, before(request, operator)),
    }
    return render(request, "services/desk/requests.html", context)


@require_POST
@desk_view
def find(request: HttpRequest, operator: Operator) -> HttpResponse:
    """A number leads to its page; a mobile, or a whole name, shows whom this centre knows under it."""
    form = FindForm(request.POST, auto_id="find_%s")
    context: dict[str, Any] = {"find": form, "form": form}
    if form.is_valid():
        if form.number and (found := rows.by_number(operator, form.number)):
            return HttpResponseRedirect(address_of(found))
        if form.sound:
            context.update(people=by_name(operator, form.sound), by_name=True, most=rows.MOST_FOUND)
        elif form.mobile:
            context["people"] = rows.by_mobile(operator, form.mobile)
    return render(request, "services/desk/found.html", context)


def address_of(found: Any) -> str:
    if isinstance(found, ServiceRequest):
        return reverse("desk-request", args=[found.acknowledgement])
    return reverse("desk-person", args=[found.reference])


@require_POST
@desk_view
def ending(request: HttpRequest, operator: Operator) -> HttpResponse:
    """Ends the citizen: a fresh form token, and a desk that shows nothing of her.

    What was saved half filled stays with the operator, who may go on with it or throw it away.
    """
    rotate_token(request)
    messages.info(request, _("Ready for the next citizen."))
    return redirect("desk")
