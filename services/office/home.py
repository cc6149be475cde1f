"""An officer's day: what is new, with her, due and late, and what was decided; and find by number."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit.centres.guard import office_view
from audit.centres.models import Operator
from audit.centres.roles import Post
from services.office import rows
from services.office.forms import NumberForm
from services.office.lists import TITLES, counts_of, lists_of, page_of
from services.requests.models import ServiceRequest


@require_safe
@office_view()
def office(request: HttpRequest, officer: Operator) -> HttpResponse:
    context: dict[str, Any] = {"department": rows.department_of(officer)}
    if officer.post == Post.DESIGNATED:
        context |= day_of(request, officer)
    return render(request, "services/office/home.html", context)


def day_of(request: HttpRequest, officer: Operator) -> dict[str, Any]:
    """The counts of all lists, and a page of the one that is asked for, as it is narrowed."""
    today = timezone.localdate()
    lists = lists_of(officer, today)
    asked = request.GET.get("list", "")
    name = asked if asked in lists else "open"
    narrowed = narrowed_by(request)
    found = rows.requests_of(officer).filter(lists[name], **narrowed)
    number = request.GET.get("after")
    after = rows.request_of(officer, number) if number else None
    counts = counts_of(officer, lists)
    kept = request.GET.copy()
    kept.pop("after", None)
    return {
        "today": today,
        "lists": [(each, title, counts[each]) for each, title in TITLES.items()],
        "list_name": name,
        "list_title": TITLES[name],
        "narrowed": narrowed,
        "services": rows.services_of(officer),
        "districts": rows.districts_of(officer),
        "statuses": ServiceRequest.Status.choices,
        "page": page_of(found, after, decided=name == "decided"),
        "kept": kept.urlencode(),
    }


def narrowed_by(request: HttpRequest) -> dict[str, str]:
    """Service, district and status where the address names them; what is no such thing finds nothing."""
    asked = {
        "service__slug": request.GET.get("service", ""),
        "district": request.GET.get("district", ""),
        "status": request.GET.get("status", ""),
    }
    return {field: value.replace("\0", "") for field, value in asked.items() if value}


@require_POST
@office_view(Post.DESIGNATED)
def find(request: HttpRequest, officer: Operator) -> HttpResponse:
    """By an acknowledgement number alone: nobody is looked up by name here."""
    form = NumberForm(request.POST, auto_id="find_%s")
    if not form.is_valid():
        return render(request, "services/office/found.html", {"find": form, "form": form})
    found = rows.request_of(officer, form.cleaned_data["number"])
    return redirect("office-request", found.acknowledgement)
