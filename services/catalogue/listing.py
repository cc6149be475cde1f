"""Which services and departments the public sees, and in what order; shows none that is not offered."""

from django.db.models import Count, Prefetch, Q, QuerySet

from audit.languages.text import comparison_key
from services.catalogue.models import Department, Service

MOST_USED_BELOW = 100


def offered() -> QuerySet[Service]:
    return Service.objects.filter(is_offered=True)


def most_used() -> QuerySet[Service]:
    """Services whose order the PMU set below a hundred, most used first."""
    return offered().filter(order__lt=MOST_USED_BELOW).select_related("department")


def departments() -> list[Department]:
    """Departments that offer something, by title in the reader's language, with `service_count`."""
    counted = Department.objects.annotate(
        service_count=Count("services", Q(services__is_offered=True))
    )
    return _by_title(counted.filter(service_count__gt=0))


def departments_with_services() -> list[Department]:
    """Departments as above, each with its offered services in `services.all()`."""
    return _by_title(
        Department.objects.filter(services__is_offered=True)
        .distinct()
        .prefetch_related(Prefetch("services", offered().defer("eligibility", "papers", "steps")))
    )


def _by_title(found: QuerySet[Department]) -> list[Department]:
    return sorted(found, key=lambda department: comparison_key(str(department.title)))
