"""What was asked for after the application was sent, and what was brought: for pages that show both."""

from dataclasses import dataclass
from datetime import datetime

from services.requests.documents.listing import Listed, listed
from services.requests.models import ServiceRequest


@dataclass(frozen=True)
class Brought:
    """One asking: `came_at` is empty while it waits; `files` are none where paper was brought."""

    wanted: str
    asked_at: datetime
    came_at: datetime | None
    files: list[Listed]


def papers_of(request: ServiceRequest) -> list[Brought]:
    """Oldest first. No query where `papers_asked__documents` is prefetched."""
    return [
        Brought(row.wanted, row.asked_at, row.answered_at, listed(row.documents.all()))
        for row in request.papers_asked.all()
    ]
