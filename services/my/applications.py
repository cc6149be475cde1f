"""The applications of a number as its page shows them: how each stands by the clock, and what is wanted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from audit.calendar.working_days import Calendar, calendar_of
from services.requests.clock import days_used, days_waited
from services.requests.models import ServiceRequest
from services.requests.standing import day_of, pauses_of, received_on


@dataclass(frozen=True)
class Application:
    """`used` and `waited` in working days; `wanted` the papers that are waited for, or ""."""

    found: ServiceRequest
    used: int
    waited: int
    wanted: str


def requests_under(mobile: str) -> QuerySet[ServiceRequest]:
    return ServiceRequest.objects.filter(citizen__mobile=mobile)


def applications(rows: Iterable[ServiceRequest]) -> list[Application]:
    """Of one page; each district's calendar is read once."""
    calendars: dict[str, Calendar] = {}
    shown = []
    for found in rows:
        district = found.district_id
        calendar = calendars.get(district) or calendars.setdefault(district, calendar_of(district))
        received, pauses = received_on(found), pauses_of(found)
        until = day_of(found.closed_at or timezone.now())
        open_papers = [each.wanted for each in found.papers_asked.all() if not each.answered_at]
        shown.append(
            Application(
                found=found,
                used=days_used(received, until, pauses=pauses, calendar=calendar),
                waited=days_waited(received, until, pauses=pauses, calendar=calendar),
                wanted=open_papers[0] if open_papers else "",
            )
        )
    return shown


def has_several_people(rows: QuerySet[ServiceRequest]) -> bool:
    """A family shares a number: only then is a name needed to tell the applications apart."""
    return rows.order_by().values("citizen__name_key").distinct()[:2].count() > 1
