"""Which services and departments the public sees, and in what order; shows none that is not offered."""

from django.db.models import Count, Q, QuerySet
from django.db.models.fields.json import KeyTransform

from audit.languages.alphabet import alphabetical
from services.catalogue.models import Department, Service

MOST_USED_BELOW = 100


def offered() -> QuerySet[Service]:
    return Service.objects.filter(is_offered=True)


def most_used() -> QuerySet[Service]:
    """Services whose order the PMU set below a hundred, most used first."""
    return offered().filter(order__lt=MOST_USED_BELOW).select_related("department")


def rules_of_version() -> KeyTransform:
    """The rules of eligibility alone, out of the version's definition; None where it has none."""
    return KeyTransform("eligibility", "current_version__definition")


def with_rules() -> QuerySet[Service]:
    """Services that say by rules who can have them, which each row holds as `rules`."""
    known = offered().filter(current_version__definition__has_key="eligibility")
    return known.annotate(rules=rules_of_version()).defer("eligibility", "papers", "steps")


def departments() -> list[Department]:
    """Departments that offer something, by title in the reader's language, with `service_count`."""
    counted = Department.objects.annotate(
        service_count=Count("services", Q(services__is_offered=True))
    )
    return alphabetical(counted.filter(service_count__gt=0))


def departments_with_services() -> list[tuple[Department, list[Service]]]:
    """Departments as above, each with its offered services, by title too."""
    found: dict[Department, list[Service]] = {}
    services = offered().select_related("department").defer("eligibility", "papers", "steps")
    for service in alphabetical(services):
        found.setdefault(service.department, []).append(service)
    return [(department, found[department]) for department in alphabetical(found)]
