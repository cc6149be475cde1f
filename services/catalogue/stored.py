"""A stored service in the shape that its file is read into, so that the two can be compared."""

from typing import Any

from services.catalogue.models import FeeRule, Officer, Question, Service

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
QUESTION = ("key", "order", "kind", "required", "label", "hint", "options", "least", "most")


def as_read(service: Service) -> dict[str, Any]:
    """Works on what has been prefetched: department, fees, officers and pages with questions."""
    officers = sorted(service.officers.all(), key=lambda officer: (officer.role, officer.area))
    return {
        "department": service.department.slug,
        **_fields(service, FIELDS),
        "fees": [_fields(fee, FEE) for fee in service.fees.all()],
        "officers": [_fields(officer, OFFICER) for officer in officers],
        "pages": [
            {
                "number": page.number,
                "title": page.title,
                "questions": [_fields(question, QUESTION) for question in page.questions.all()],
            }
            for page in service.pages.all()
        ],
    }


def _fields(row: Service | FeeRule | Officer | Question, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
