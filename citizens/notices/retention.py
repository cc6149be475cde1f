"""To whom and what a notice said goes after days; that one was sent, and when, stays with the log."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Min, QuerySet, Value, When

from audit.journal.batches import BATCH, rule_by_time
from audit.journal.retention import RetentionRule
from audit.journal.retention_rules import retention_days
from citizens.notices.models import HOLDS_A_PERSON, Notice


def past(before: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(HOLDS_A_PERSON, created_at__lt=before)


def blank(before: datetime) -> int:
    """Empties recipient and values; what still waited can no longer be sent, and has failed."""
    gone = 0
    state = Case(When(state="waiting", then=Value("failed")), default=F("state"))
    while True:
        ids = past(before).order_by("created_at").values("pk")[:BATCH]
        with transaction.atomic():
            done = Notice.objects.filter(pk__in=ids).update(recipient="", values={}, state=state)
        if not done:
            return gone
        gone += done


def oldest() -> datetime | None:
    found: datetime | None = Notice.objects.filter(HOLDS_A_PERSON).aggregate(
        oldest=Min("created_at")
    )["oldest"]
    return found


RULES = (
    RetentionRule(
        kind="notice_body",
        days=lambda: int(settings.NOTICE_BODY_DAYS),
        due=lambda before: past(before).count(),
        delete=blank,
        oldest=oldest,
    ),
    rule_by_time("notice", Notice, "created_at", retention_days),
)
