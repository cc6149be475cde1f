"""Grievances lodged by rule, and who may answer them: all invented."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from audit.journal.actors import CITIZEN, SCHEDULE
from audit.models import Operator
from services.grievances.escalating import by_the_clock
from services.grievances.lodging import lodge_once
from services.models import Grievance

MOBILE = "+919830012345"


def lodged(about: str = "portal", **told: Any) -> Grievance:
    """As the form hands it on; whom it tells is a mobile, unless another contact is given."""
    given = {
        "about": about,
        "text": "The page of fees does not open.",
        "mobile": MOBILE,
        "email": "",
        "postal_address": "",
        **told,
    }
    return lodge_once(given, token=uuid4(), language="bn", by=CITIZEN)


def helper(login_name: str, **fields: Any) -> Operator:
    """Of the PMU's help desk, unless another role is given; her password is nobody's."""
    given = {"name": login_name.title(), "role": "helpdesk", "password": "!", **fields}
    return Operator.objects.create(login_name=login_name, **given)


def late(row: Grievance, **fields: Any) -> Grievance:
    """Its day was yesterday."""
    Grievance.objects.filter(pk=row.pk).update(due_on=in_days(-1), **fields)
    row.refresh_from_db()
    return row


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def clock(days: int = 0) -> str:
    """What the clock does so many days from now."""
    return by_the_clock(timezone.now() + timedelta(days=days), by=SCHEDULE)


def steps(row: Grievance) -> list[str]:
    return list(row.steps.values_list("kind", flat=True))
