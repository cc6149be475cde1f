"""Lodges a grievance once and gives it to somebody in the same transaction: it is never nobody's."""

import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from audit.centres.models import Centre, Operator
from audit.journal.actors import Actor
from audit.languages.text import comparison_key
from services.grievances import limits
from services.grievances.assignment import first_place
from services.grievances.models import PMU, Grievance, GrievanceStep
from services.grievances.moves import noted
from services.requests.models import ServiceRequest


def lodge_once(
    told: Mapping[str, Any], *, token: UUID, browser: str = "", language: str, by: Actor
) -> Grievance:
    """Stores the grievance with its first step, event and message; a token again gives its row again.

    `told` is a LodgeForm's cleaned data.
    """
    if before := lodged_before(token):
        return before
    try:
        return lodge(told, token=token, browser=browser, language=language, by=by)
    except IntegrityError:
        return Grievance.objects.get(form_token=token)


def lodged_before(token: UUID) -> Grievance | None:
    return Grievance.objects.filter(form_token=token).first()


@transaction.atomic
def lodge(
    told: Mapping[str, Any], *, token: UUID, browser: str, language: str, by: Actor
) -> Grievance:
    request: ServiceRequest | None = told.get("request")
    centre: Centre | None = told.get("centre")
    service = told.get("service") or (request.service if request else None)
    department = told.get("department")
    district = centre.district_id if centre else request.district_id if request else None
    barred = sorted(barred_logins(centre, told.get("person", ""), request))
    unit = department.slug if department else PMU
    where = first_place(unit, district_id=district, barred=barred)
    row = Grievance.objects.create(
        about=told["about"],
        request=request,
        told_number="" if request else told.get("number", ""),
        department=department,
        service=service if department else None,
        centre=centre,
        person=told.get("person", ""),
        text=told["text"],
        mobile=told["mobile"],
        email=told["email"],
        postal_address=told["postal_address"],
        language=language,
        notice_version=settings.PRIVACY_NOTICE_VERSION,
        tracking_digits=told["mobile"][-4:] or f"{secrets.randbelow(10_000):04}",
        browser=browser,
        form_token=token,
        lodged_by=by.name,
        due_on=limits.days_from_today(limits.ANSWER_DAYS),
        unit=where.unit,
        level=where.level,
        handler=where.handler,
        district_id=district,
        barred=barred,
    )
    return noted(row, GrievanceStep.Kind.RECEIVED, tells="received", by=by)


def barred_logins(centre: Centre | None, person: str, request: ServiceRequest | None) -> set[str]:
    """Who never sees it: the centre's staff, who bears the name, who changed the request."""
    found: set[str] = set()
    if centre:
        found |= set(centre.operators.values_list("login_name", flat=True))
    if request:
        staff = Operator.objects.filter(login_name__in=request.changes.values("by"))
        found |= set(staff.values_list("login_name", flat=True))
    if key := comparison_key(person):
        others = Operator.objects.filter(centre=None)  # operators of centres answer none at all
        found |= {
            login
            for login, name in others.values_list("login_name", "name")
            if key in {comparison_key(name), comparison_key(login)}
        }
    return found
