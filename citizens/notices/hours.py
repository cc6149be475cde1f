"""When an Indian day begins, by which messages and their parts are counted."""

from datetime import datetime, time

from audit.journal.retention import INDIA


def midnight(now: datetime) -> datetime:
    """The beginning of the Indian day."""
    return datetime.combine(now.astimezone(INDIA).date(), time.min, INDIA)
