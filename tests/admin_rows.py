"""Rows that tests of the PMU's admin read: all invented."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from audit.languages.reference_numbers import new_number
from audit.models import Operator, Refusal, Visit
from citizens.models import Citizen
from services.catalogue.versions import publish
from services.models import Service, ServiceRequest, StatusChange

CONSENT = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)


def make_citizen(district_id: str = "320", **fields: Any) -> Citizen:
    given = {
        "name": "সুমিত্রা মাহাতো",
        "name_key": "সুমিত্রামাহাতো",
        "guardian_name": "হরেন মাহাতো",
        "sex": "female",
        "birth_known_as": "year",
        "birth_year": 1987,
        "mobile": "+919800012345",
        "district_id": district_id,
        "village_or_ward": "শিমুরালি",
        "pin": "741248",
        "notice_version": "2026-11",
        "consented_at": CONSENT,
        "reference": new_number(),
        **fields,
    }
    return Citizen.objects.create(**given)


def make_request(
    service: Service, operator: Operator | None = None, **fields: Any
) -> ServiceRequest:
    given = {
        "acknowledgement": new_number(),
        "service": service,
        "version": service.current_version or publish(service, []),
        "citizen": fields.pop("citizen", None) or make_citizen(),
        "district_id": "320",
        "centre": operator.centre if operator else None,
        "operator": operator,
        "answers": {"income": "৭২০০০"},
        "tracking_digits": "2345",
        "form_token": uuid4(),
        "language": "bn",
        "notice_version": "2026-11",
        "consented_at": CONSENT,
        **fields,
    }
    request = ServiceRequest.objects.create(**given)
    StatusChange.objects.create(request=request, to_status="received", by="mitali")
    return request


def make_visit(login_name: str = "mitali", days_ago: int = 0) -> Visit:
    began = timezone.now().replace(microsecond=0) - timedelta(days=days_ago)
    return Visit.objects.create(
        access_time=began, last_seen=began, ip="10.20.0.5", login_name=login_name
    )


def make_refusal(days_ago: int = 0, **fields: Any) -> Refusal:
    given = {"rule": "sign_in", "reference": "ABCD3467", "method": "POST", "path": "/x/", **fields}
    return Refusal.objects.create(at=timezone.now() - timedelta(days=days_ago), **given)
