"""An officer's lists: each says which of her requests it holds, and in what order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.centres.models import Operator
from services.office.rows import as_listed, requests_of
from services.requests.clock import due_on
from services.requests.models import ServiceRequest

ROWS = 50
SOON_DAYS = 2  # working days
DECIDED_DAYS = 30  # how far back the list of what was decided goes

Status = ServiceRequest.Status
OPEN = Q(closed_at=None)

TITLES: Mapping[str, str | Promise] = {
    "new": _("New, with nobody yet"),
    "mine": _("With me"),
    "papers": _("Papers wanted"),
    "soon": _("Due within two working days"),
    "late": _("Late"),
    "open": _("All that are open"),
    "decided": _("Decided in the last 30 days"),
}


def lists_of(officer: Operator, today: date) -> dict[str, Q]:
    """What each list holds, by its name in the address."""
    soon = due_on(today, SOON_DAYS, district=officer.district_id or "")
    not_waited_for = OPEN & ~Q(status=Status.PAPERS)
    since = timezone.now() - timedelta(days=DECIDED_DAYS)
    return {
        "new": not_waited_for & Q(officer=None),
        "mine": OPEN & Q(officer=officer),
        "papers": OPEN & Q(status=Status.PAPERS),
        "soon": not_waited_for & Q(due_on__gte=today, due_on__lte=soon),
        "late": OPEN & Q(due_on__lt=today) & (~Q(status=Status.PAPERS) | ~Q(breached_at=None)),
        "open": OPEN,
        "decided": Q(closed_at__gte=since),
    }


def counts_of(officer: Operator, lists: Mapping[str, Q]) -> dict[str, int]:
    """How many each list holds, in one walk over what is open or was decided lately."""
    rows = requests_of(officer).filter(lists["open"] | lists["decided"])
    counted: dict[str, int] = rows.aggregate(
        **{name: Count("pk", held) for name, held in lists.items()}
    )
    return counted


@dataclass(frozen=True)
class Page:
    """`further` is the number after which the next page begins, "" on the last page."""

    rows: list[ServiceRequest]
    further: str


def page_of(
    requests: QuerySet[ServiceRequest], after: ServiceRequest | None, *, decided: bool
) -> Page:
    """What is due first comes first; what was decided, the last first. No count, no offset."""
    if decided:
        requests = requests.order_by("-closed_at", "-id")
    else:
        requests = requests.order_by(F("due_on").asc(nulls_last=True), "id")
    if after is not None:
        requests = requests.filter(_later_decided(after) if decided else _due_later(after))
    found = list(as_listed(requests)[: ROWS + 1])
    rows = found[:ROWS]
    return Page(rows, rows[-1].acknowledgement if len(found) > ROWS else "")


def _due_later(after: ServiceRequest) -> Q:
    if after.due_on is None:
        return Q(due_on=None, id__gt=after.pk)
    same_day = Q(due_on=after.due_on, id__gt=after.pk)
    return Q(due_on__gt=after.due_on) | same_day | Q(due_on=None)


def _later_decided(after: ServiceRequest) -> Q:
    if after.closed_at is None:  # opened again since the page before was drawn
        return Q()
    return Q(closed_at__lt=after.closed_at) | Q(closed_at=after.closed_at, id__lt=after.pk)
