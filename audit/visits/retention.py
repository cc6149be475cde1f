"""How long visits are kept, and how they go: whole Indian days, so that the cut-off is exact."""

from datetime import datetime

from django.conf import settings
from django.db import connection
from psycopg2.sql import SQL, Identifier

from audit.journal.retention import RetentionRule
from audit.visits import dropping, partitions


def days_held() -> list[tuple[datetime, str]]:
    """End and table of each day there is, half and wholly detached ones too, oldest first."""
    days = set(partitions.states()) | dropping.standing_alone()
    return [(dropping.ends(day), partitions.name_of(day)) for day in sorted(days)]


def due(cutoff: datetime) -> int:
    return sum(dropping.rows_of(name) for end, name in days_held() if end <= cutoff)


def oldest() -> datetime | None:
    """The access time of the oldest visit; each day asks its own index, and most have one."""
    with connection.cursor() as cursor:
        for _end, name in days_held():
            cursor.execute(SQL("SELECT min(access_time) FROM {}").format(Identifier(name)))
            (found,) = cursor.fetchone()
            if isinstance(found, datetime):
                return found
    return None


RULES = (
    RetentionRule(
        kind="visit",
        days=lambda: settings.RETENTION_DAYS,
        due=due,
        delete=dropping.drop_before,
        oldest=oldest,
    ),
)
