"""How a request stands by the clock: its pauses, its due date, and both counts of days."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from audit.calendar.working_days import DAY, Calendar, calendar_of
from audit.journal.retention import INDIA
from services.requests.clock import Pause, days_used, days_waited, due_on
from services.requests.models import ServiceRequest
from services.requests.papers.models import PapersAsked

PAPERS = ServiceRequest.Status.PAPERS


@dataclass(frozen=True)
class Standing:
    """Of one request on one day: `used` and `waited` are working days since the day of receipt.

    `papers` is what is waited for now; `is_late` says that the limit has ended undecided.
    """

    limit: int | None
    used: int
    waited: int
    due_on: date | None
    papers: PapersAsked | None
    is_late: bool

    @property
    def stands_still(self) -> bool:
        return self.papers is not None

    @property
    def left(self) -> int | None:
        """Working days that the office still has; below nought once it is late."""
        return None if self.limit is None else self.limit - self.used


def standing_of(
    request: ServiceRequest, *, now: datetime | None = None, calendar: Calendar | None = None
) -> Standing:
    """Two queries; one less each where `papers_asked` is prefetched or the calendar is given."""
    today = day_of(now or timezone.now())
    until = day_of(request.closed_at) if request.closed_at else today
    calendar = calendar or calendar_of(request.district_id)
    received, pauses = received_on(request), pauses_of(request)
    is_open = request.closed_at is None
    papers = [each for each in request.papers_asked.all() if each.answered_at is None]
    waited_for = papers[0] if papers and is_open else None
    return Standing(
        limit=limit_of(request, calendar),
        used=days_used(received, until, pauses=pauses, calendar=calendar),
        waited=days_waited(received, until, pauses=pauses, calendar=calendar),
        due_on=request.due_on,
        papers=waited_for,
        is_late=is_open and has_ended(request, today, waited_for),
    )


def has_ended(request: ServiceRequest, today: date, papers: PapersAsked | None) -> bool:
    """Whether the limit is over: by the day before, and not because papers are still to come."""
    if request.due_on is None:
        return False
    return request.due_on < (day_of(papers.asked_at) if papers else today)


def late(today: date) -> QuerySet[ServiceRequest]:
    """Undecided requests whose limit has ended; one that waits for papers, if it had ended before."""
    undecided = ServiceRequest.objects.filter(closed_at=None, due_on__lt=today)
    return undecided.filter(~Q(status=PAPERS) | Q(breached_at__isnull=False))


def limit_of(request: ServiceRequest, calendar: Calendar) -> int | None:
    """The limit, or of a row from before it was kept, what lies between its two days."""
    if request.limit_days is not None or request.due_on is None:
        return request.limit_days
    return calendar.between(received_on(request), request.due_on)


def day_of(moment: datetime) -> date:
    """The Indian day."""
    return timezone.localdate(moment, INDIA)


def end_of(day: date) -> datetime:
    """The Indian midnight after the day: from this minute on it is over."""
    return datetime.combine(day + DAY, time.min, INDIA)


def received_on(request: ServiceRequest) -> date:
    """The day after which the limit counts: that of submission, or of an order on appeal."""
    return request.counted_from or day_of(request.submitted_at)


def pauses_of(request: ServiceRequest) -> list[Pause]:
    return [
        (day_of(papers.asked_at), day_of(papers.answered_at) if papers.answered_at else None)
        for papers in request.papers_asked.all()
    ]


def due_date(request: ServiceRequest, calendar: Calendar | None = None) -> date | None:
    """By the rows as they stand now; None without a limit and while papers are waited for."""
    calendar = calendar or calendar_of(request.district_id)
    return due_on(
        received_on(request),
        limit_of(request, calendar),
        pauses=pauses_of(request),
        calendar=calendar,
    )
