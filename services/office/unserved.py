"""Requests that nobody can act on, for the PMU: no officer of their department and district signs in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.centres.guard import staff_view
from audit.centres.models import District, Operator
from audit.languages.texts import Translated
from services.catalogue.models import Service
from services.office.rows import (
    acting_officers,
    districts_by_code,
    services_without_officers,
    waiting_requests,
)


@dataclass(frozen=True)
class Unserved:
    """Open requests of one department and district; `late` are over their due date."""

    department: Translated
    department_slug: str
    district: District | None
    count: int
    late: int
    first_due: date | None


@require_safe
@staff_view("audit.change_operator")
def unserved(request: HttpRequest, person: Operator) -> HttpResponse:
    """Only counts: who makes the logins of officers needs to know where one is missing."""
    context = {"rows": unserved_now(), "services": without_officers()}
    return render(request, "services/office/unserved.html", context)


def unserved_now() -> list[Unserved]:
    """The longest waiting first, in two queries."""
    today = timezone.localdate()
    covering = acting_officers().filter(
        Q(district=None) | Q(district=OuterRef("district")),
        department=OuterRef("service__department__slug"),
    )
    waiting = (
        waiting_requests()
        .filter(~Exists(covering))
        .values("service__department__slug", "service__department__title", "district")
        .annotate(count=Count("pk"), late=Count("pk", Q(due_on__lt=today)), first_due=Min("due_on"))
        .order_by("first_due", "service__department__slug", "district")
    )
    found: list[dict[str, Any]] = [{**row} for row in waiting]
    districts = districts_by_code()
    return [
        Unserved(
            department=row["service__department__title"],
            department_slug=row["service__department__slug"],
            district=districts.get(row["district"]),
            count=row["count"],
            late=row["late"],
            first_due=row["first_due"],
        )
        for row in found
    ]


def without_officers() -> list[Service]:
    """Services applied for here of which the catalogue names no designated officer."""
    return list(services_without_officers())
