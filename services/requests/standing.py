"""How a request stands by the clock: its pauses, and the due date that follows from them."""

from datetime import date, datetime

from django.utils import timezone

from services.requests.clock import Pause, due_on
from services.requests.models import ServiceRequest


def day_of(moment: datetime) -> date:
    """The Indian day."""
    return timezone.localdate(moment)


def received_on(request: ServiceRequest) -> date:
    """The day after which the limit counts: that of submission, or of an order on appeal."""
    return request.counted_from or day_of(request.submitted_at)


def pauses_of(request: ServiceRequest) -> list[Pause]:
    return [
        (day_of(papers.asked_at), day_of(papers.answered_at) if papers.answered_at else None)
        for papers in request.papers_asked.all()
    ]


def due_date(request: ServiceRequest) -> date | None:
    """By the rows as they stand now; None without a limit and while papers are waited for."""
    return due_on(
        received_on(request),
        request.limit_days,
        district=request.district_id,
        pauses=pauses_of(request),
    )
