"""Every row an officer's pages show, reached through her: the only module here that asks for rows.

What another department or district has is OutOfScope, what nobody has is Http404.
"""

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404

from audit.centres.models import District, Operator
from audit.centres.roles import Post, Role
from audit.journal.refusals import OutOfScope
from audit.languages.reference_numbers import parse
from services.catalogue.models import Department, Officer, Service
from services.requests.models import ServiceRequest


def requests_of(officer: Operator) -> QuerySet[ServiceRequest]:
    return ServiceRequest.objects.visible_to(officer)


def as_listed(requests: QuerySet[ServiceRequest]) -> QuerySet[ServiceRequest]:
    """With what a list of requests shows: no name, nothing that was answered."""
    return requests.select_related("service", "district", "officer").only(
        "acknowledgement",
        "status",
        "submitted_at",
        "due_on",
        "closed_at",
        "service__title",
        "district__name",
        "officer__login_name",
    )


def request_of(officer: Operator, number: str) -> ServiceRequest:
    try:
        stored = parse(number)
    except ValidationError:
        raise Http404 from None
    rows = requests_of(officer).select_related(
        "service__department",
        "version",
        "citizen__district",
        "citizen__block",
        "centre",
        "operator",
        "officer",
        "district",
    )
    found = rows.prefetch_related("papers_asked").filter(acknowledgement=stored).first()
    if found is None:
        elsewhere = ServiceRequest.objects.filter(acknowledgement=stored).exists()
        raise OutOfScope if elsewhere else Http404
    return found


def department_of(officer: Operator) -> Department | None:
    return Department.objects.filter(slug=officer.department).first()


def services_of(officer: Operator) -> list[Service]:
    rows = Service.objects.filter(
        department__slug=officer.department, kind=Service.Kind.TRANSACTION
    )
    return list(rows.only("slug", "title"))


def districts_of(officer: Operator) -> list[District]:
    """To choose from; none for an officer of one district."""
    return [] if officer.district_id else list(District.objects.order_by("code"))


def acting_officers() -> QuerySet[Operator]:
    """Those who can sign in and decide on requests."""
    return Operator.objects.filter(role=Role.OFFICER, post=Post.DESIGNATED, is_active=True)


def colleagues_of(officer: Operator, found: ServiceRequest) -> list[Operator]:
    """The other officers before whom this request may come."""
    rows = acting_officers().filter(
        Q(district=None) | Q(district=found.district_id), department=found.service.department.slug
    )
    return list(rows.exclude(pk=officer.pk).select_related("district").order_by("login_name"))


def waiting_requests() -> QuerySet[ServiceRequest]:
    """All that are open, wherever; to be counted for the PMU and shown to nobody."""
    return ServiceRequest.objects.filter(closed_at=None)


def services_without_officers() -> QuerySet[Service]:
    """Those that can be applied for and of which the catalogue names nobody who decides."""
    offered = Service.objects.filter(
        kind=Service.Kind.TRANSACTION, is_offered=True, current_version__isnull=False
    )
    return offered.exclude(officers__role=Officer.Role.DESIGNATED).select_related("department")


def districts_by_code() -> dict[str, District]:
    return District.objects.in_bulk()
