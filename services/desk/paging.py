"""Cuts a centre's requests into pages by the last number shown: no count, no offset, no names."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from services.desk.rows import as_listed
from services.requests.models import ServiceRequest

ROWS = 50


@dataclass(frozen=True)
class RequestPage:
    """`older` is the number after which the next page begins, "" on the last page."""

    rows: list[ServiceRequest]
    older: str


def page_of(requests: QuerySet[ServiceRequest], before: ServiceRequest | None) -> RequestPage:
    """`requests` come newest first."""
    if before is not None:
        requests = requests.filter(
            Q(submitted_at__lt=before.submitted_at)
            | Q(submitted_at=before.submitted_at, id__lt=before.pk)
        )
    found = list(as_listed(requests)[: ROWS + 1])
    rows = found[:ROWS]
    return RequestPage(rows, rows[-1].acknowledgement if len(found) > ROWS else "")
