"""How long Django's sessions and axes' attempts are kept: they hold addresses and login names."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session

from audit.journal.batches import rule_by_time

# A lockout lasts minutes; a month serves an inquiry, and the Refusal stays for the whole period.
ATTEMPT_DAYS = 30


def attempt_days() -> int:
    return ATTEMPT_DAYS


RULES = (
    rule_by_time("session", Session, "expire_date", lambda: 0),
    rule_by_time("access_attempt", AccessAttempt, "attempt_time", attempt_days),
    rule_by_time("access_failure", AccessFailureLog, "attempt_time", attempt_days),
    rule_by_time("access_log", AccessLog, "attempt_time", attempt_days),
)
