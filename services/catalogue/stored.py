"""A stored service in the shape that its file is read into, so that the two can be compared."""

from typing import Any

from services.catalogue.definition import definition
from services.catalogue.models import FeeRule, Officer, Service

FIELDS = (
    "kind",
    "title",
    "summary",
    "eligibility",
    "papers",
    "steps",
    "also_called",
    "time_limit_days",
    "time_limit_notice",
    "order",
    "updated_on",
)
FEE = ("from_date", "amount", "condition")
OFFICER = ("role", "area", "title", "days")


def as_read(service: Service) -> dict[str, Any]:
    """Works on what has been prefetched: department, fees, officers and current version.

    `pages` and `eligibility_rules` are those of `definition.py`; `eligibility` says in words who can
    have the service.
    """
    version = service.current_version
    kept = version.definition if version else {"pages": []}
    exact = definition(kept["pages"], kept.get("eligibility", ()))
    officers = sorted(service.officers.all(), key=lambda officer: (officer.role, officer.area))
    return {
        "department": service.department.slug,
        **_fields(service, FIELDS),
        "fees": [_fields(fee, FEE) for fee in service.fees.all()],
        "officers": [_fields(officer, OFFICER) for officer in officers],
        "pages": exact["pages"],
        "eligibility_rules": exact.get("eligibility", []),
    }


def _fields(row: Service | FeeRule | Officer, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
