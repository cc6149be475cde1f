"""A request that can be appealed against, the officers who hear it, and the forms as pages send them."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

from audit.models import Operator
from citizens.models import Notice
from services.models import Appeal, Officer, ServiceRequest
from services.requests import moves
from tests.conftest import make_staff
from tests.errand_fixtures import apply

# Reviewing officers are not in the shared fixture.
REVIEWER = {"bn": "বিভাগীয় কমিশনার", "en": "Divisional Commissioner"}
GROUND = "সব কাগজ দেওয়া হয়েছিল, তবু কাজ হয়নি। শংসাপত্র চাই।"
REASON = "ঠাকুরদার দলিল লাগবে।"


def officer(post: str, login: str, found: ServiceRequest, **more: Any) -> Operator:
    department = found.service.department.slug
    made: Operator = make_staff(
        login, login.title(), role="officer", post=post, department=department, **more
    )
    return made


@pytest.fixture
def applied(caste_certificate: Any, client: Any) -> ServiceRequest:
    """A citizen's own request, sent with `client`, with officers of all three posts."""
    Officer.objects.create(service=caste_certificate, role="reviewing", days=30, title=REVIEWER)
    apply(client)
    return ServiceRequest.objects.get()


def rejected(found: ServiceRequest, by: Operator) -> ServiceRequest:
    found.refresh_from_db()
    return moves.reject(found, reason=REASON, revision=found.revision, by=by.actor)


def overdue(found: ServiceRequest, day: date) -> ServiceRequest:
    """As if the last day had been this one."""
    ServiceRequest.objects.filter(pk=found.pk).update(due_on=day)
    found.refresh_from_db()
    return found


def form(page: Any, **typed: str) -> dict[str, str]:
    """What the page that is open sends."""
    context = page.context
    told = {"token": str(context["token"]), "step": context["step_seen"], "ground": GROUND}
    return told | typed


def lodged(client: Any, found: ServiceRequest, **typed: str) -> Appeal:
    """Lodges what may be lodged now, as the citizen does."""
    at = f"/acknowledgements/{found.acknowledgement}/appeal/"
    answer = client.post(at, form(client.get(at), **typed))
    assert answer.status_code == 302, answer.content.decode()
    return Appeal.objects.latest("id")


def make_appeal(found: ServiceRequest, **more: Any) -> Appeal:
    """A row as lodging leaves it, of a request as it is."""
    facts = {
        "level": "appellate",
        "because": "delayed",
        "ground": GROUND,
        "officer": {"bn": "জেলা শাসক", "en": "District Magistrate"},
        "days": 30,
        "due_on": date(2027, 1, 4),
        "lodged_by": "citizen",
        "form_token": uuid4(),
    }
    return Appeal.objects.create(request=found, **(facts | more))


def told() -> list[str]:
    """The templates of what waits to be sent about appeals, in order."""
    rows = Notice.objects.filter(template__startswith="appeal.").order_by("id")
    return list(rows.values_list("template", flat=True))


def link(found: ServiceRequest) -> str:
    return f"{settings.PUBLIC_URL}/track/{found.acknowledgement}/"
