"""Rows of every kind that retention knows, each of a chosen age."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from citizens.models import Citizen, Notice
from services.models import Draft, Service, ServiceRequest, ServiceVersion, StatusChange
from tests.catalogue_rows import make_department, make_service


def make_version() -> ServiceVersion:
    service = make_service(make_department(), "boat-permit", "নৌকার অনুমতি", "Boat permit")
    return ServiceVersion.objects.create(service=service, digest="d" * 64, definition={})


def make_citizen(made: datetime, district: Any, name: str = "Fatema Khatun") -> Citizen:
    citizen = Citizen.objects.create(
        reference=uuid.uuid4().hex[:13],
        name=name,
        name_key=name.lower(),
        guardian_name="Abdul Khatun",
        sex="female",
        birth_known_as="year",
        birth_year=1984,
        district=district,
        village_or_ward="Rasullapur",
        pin="741222",
        notice_version="test",
        consented_at=made,
    )
    Citizen.objects.filter(pk=citizen.pk).update(created_at=made)
    return citizen


def make_request(
    citizen: Citizen, version: ServiceVersion, submitted: datetime, closed: datetime | None
) -> ServiceRequest:
    request = ServiceRequest.objects.create(
        acknowledgement=uuid.uuid4().hex[:13],
        service=version.service,
        version=version,
        citizen=citizen,
        district=citizen.district,
        status="delivered" if closed else "received",
        submitted_at=submitted,
        closed_at=closed,
        tracking_digits="4821",
        form_token=uuid.uuid4(),
        language="bn",
        notice_version="test",
        consented_at=submitted,
    )
    StatusChange.objects.create(request=request, to_status="received", by="citizen", at=submitted)
    return request


def make_draft(touched: datetime, version: ServiceVersion, citizen: Citizen | None = None) -> Draft:
    service: Service = version.service
    return Draft.objects.create(
        service=service,
        version=version,
        browser=uuid.uuid4().hex,
        citizen=citizen,
        touched_at=touched,
    )


def make_notice(made: datetime, **fields: Any) -> Notice:
    given = {"recipient": "+919830012345", "values": {"number": "3C4D"}, "state": "sent", **fields}
    notice = Notice.objects.create(
        **{"channel": "sms", **given},
        about="request:test",
        language="bn",
        template="received",
    )
    ended = None if notice.state in {"waiting", "unknown"} else made
    Notice.objects.filter(pk=notice.pk).update(created_at=made, ended_at=ended)
    return notice


def days_ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)
