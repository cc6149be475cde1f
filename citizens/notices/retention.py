"""To whom and what a notice said goes after days; that one was sent, and when, stays with the log."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Min, Q, QuerySet

from audit.journal.batches import BATCH, rule_by_time
from audit.journal.retention import RetentionRule
from audit.journal.retention_rules import retention_days
from citizens.notices.models import HOLDS_A_PERSON, Notice

# Three days of trying stand before a body's own days: what still waits then is sent no more.
UNSENT_DAYS = 3
# A letter waits for somebody to print it.
LETTER_DAYS = 30

ENDED = Q(ended_at__isnull=False)
LETTER = Q(channel=Notice.Channel.LETTER)


def rule(kind: str, which: Q, field: str, days: Callable[[], int]) -> RetentionRule:
    """Empties recipient and values of `which` once `field` is `days` past."""

    def holding() -> QuerySet[Notice]:
        return Notice.objects.filter(HOLDS_A_PERSON, which)

    def blank(before: datetime) -> int:
        gone = 0
        past = holding().filter(**{f"{field}__lt": before}).order_by(field)
        while True:
            with transaction.atomic():
                done = _emptied(list(past.values_list("pk", flat=True)[:BATCH]), before)
            if not done:
                return gone
            gone += done

    def oldest() -> datetime | None:
        found: datetime | None = holding().aggregate(oldest=Min(field))["oldest"]
        return found

    return RetentionRule(
        kind=kind,
        days=days,
        due=lambda before: holding().filter(**{f"{field}__lt": before}).count(),
        delete=blank,
        oldest=oldest,
    )


def _emptied(ids: list[int], before: datetime) -> int:
    """What was not sent by then can no longer be, and has failed."""
    rows = Notice.objects.filter(pk__in=ids)
    rows.filter(ended_at=None).update(
        state=Notice.State.FAILED, why="too_old", ended_at=before, claimed_by=None
    )
    return rows.update(recipient="", values={})


RULES = (
    rule("notice_body", ENDED, "ended_at", lambda: int(settings.NOTICE_BODY_DAYS)),
    rule(
        "notice_unsent",
        ~ENDED & ~LETTER,
        "created_at",
        lambda: UNSENT_DAYS + int(settings.NOTICE_BODY_DAYS),
    ),
    rule("notice_letter", ~ENDED & LETTER, "created_at", lambda: LETTER_DAYS),
    rule_by_time("notice", Notice, "created_at", retention_days),
)
