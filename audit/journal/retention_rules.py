"""How long events, refusals and rate windows are kept; PostgreSQL itself holds the events' floor."""

from django.conf import settings
from django.db import connection

from audit.journal.batches import rule_by_time
from audit.journal.models import Event, RateWindow, Refusal

RATE_WINDOW_DAYS = 2


def retention_days() -> int:
    """Days that the log is kept, of the settings."""
    return int(settings.RETENTION_DAYS)


def permit_deletion() -> None:
    """Opens the journal's guard until this transaction ends, for rows over 180 days old only."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL bsk.retention = 'on'")


RULES = (
    rule_by_time("refusal", Refusal, "at", retention_days),
    rule_by_time("rate_window", RateWindow, "opened_at", lambda: RATE_WINDOW_DAYS),
    rule_by_time("event", Event, "at", retention_days, permit=permit_deletion),
)
