"""How long drafts and decided requests are kept; a request that is still open is never touched."""

from django.conf import settings

from audit.journal.batches import rule_by_time
from audit.journal.retention_rules import retention_days
from services.requests import answer_retention
from services.requests.holding import not_held
from services.requests.models import Draft, ServiceRequest

# A request goes with its changes of status: fewer at a time keep a transaction under 5,000 rows.
REQUESTS_AT_ONCE = 1_000

RULES = (
    answer_retention.RULE,
    rule_by_time("draft", Draft, "touched_at", lambda: int(settings.DRAFT_DAYS)),
    rule_by_time(
        "request",
        ServiceRequest,
        "closed_at",
        retention_days,
        size=REQUESTS_AT_ONCE,
        spare=not_held,
    ),
)
