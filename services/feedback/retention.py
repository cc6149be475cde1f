"""An invitation goes when it is over, a score with the log."""

from datetime import datetime, time

from django.db.models import Min, QuerySet

from audit.journal.batches import delete_in_batches, rule_by_time
from audit.journal.retention import INDIA, RetentionRule
from audit.journal.retention_rules import retention_days
from services.feedback.models import Invitation, Score


def past(before: datetime) -> QuerySet[Score]:
    return Score.objects.filter(day__lt=before.astimezone(INDIA).date()).order_by("day")


def oldest() -> datetime | None:
    day = Score.objects.aggregate(oldest=Min("day"))["oldest"]
    return datetime.combine(day, time.max, INDIA) if day else None


RULES = (
    rule_by_time("invitation", Invitation, "expires_at", lambda: 0),
    RetentionRule(
        kind="score",
        days=retention_days,
        due=lambda before: past(before).count(),
        delete=lambda before: delete_in_batches(past(before)),
        oldest=oldest,
    ),
)
