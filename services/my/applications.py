"""The applications of a number as its page shows them: how each stands by the clock, and what is wanted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from audit.calendar.working_days import Calendar, calendar_of
from services.requests.models import ServiceRequest
from services.requests.standing import Standing, standing_of


@dataclass(frozen=True)
class Application:
    found: ServiceRequest
    standing: Standing


def requests_under(mobile: str) -> QuerySet[ServiceRequest]:
    return ServiceRequest.objects.filter(citizen__mobile=mobile)


def applications(rows: Iterable[ServiceRequest]) -> list[Application]:
    """Of one page; each district's calendar is read once."""
    calendars: dict[str, Calendar] = {}
    shown = []
    for found in rows:
        district = found.district_id
        calendar = calendars.get(district) or calendars.setdefault(district, calendar_of(district))
        shown.append(Application(found, standing_of(found, calendar=calendar)))
    return shown


def has_several_people(rows: QuerySet[ServiceRequest]) -> bool:
    """A family shares a number: only then is a name needed to tell the applications apart."""
    return rows.order_by().values("citizen__name_key").distinct()[:2].count() > 1
