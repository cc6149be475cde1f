"""The days of the visit log: one partition for each Indian day, made ahead without stopping a writer.

There is no default partition: PostgreSQL would refuse to detach beside one without a long lock.
"""

import time
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from datetime import time as clock
from functools import partial
from itertools import count
from typing import TypeVar

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from audit.journal import spool
from audit.journal.retention import INDIA

T = TypeVar("T")

PREFIX = "audit_visit_"
AHEAD = 35
LOCK_MS = 40  # an insert waits no longer than this behind us
PAUSES = (0.05, 0.1, *[0.25] * 40)  # seconds between tries, ten in all
LOCK_NOT_AVAILABLE = "55P03"
ADVISORY = 0x62736B_76  # one maker at a time; a number of our own

DAYS = """
SELECT part.relname, link.inhdetachpending
FROM pg_inherits link JOIN pg_class part ON part.oid = link.inhrelid
WHERE link.inhparent = to_regclass('audit_visit')
"""


def name_of(day: date) -> str:
    return f"{PREFIX}{day:%Y%m%d}"


def day_of(name: str) -> date:
    return date.fromisoformat(name.removeprefix(PREFIX))


def midnight(day: date) -> datetime:
    """When the Indian day begins."""
    return datetime.combine(day, clock.min, INDIA)


def today() -> date:
    return timezone.now().astimezone(INDIA).date()


def is_there() -> bool:
    """Whether the table has been migrated."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('audit_visit') IS NOT NULL")
        return bool(cursor.fetchone()[0])


def attached() -> set[date]:
    """The days that take rows."""
    return {day for day, is_pending in states().items() if not is_pending}


def states() -> dict[date, bool]:
    """The days of the log, and whether a run that was killed left one half detached."""
    with connection.cursor() as cursor:
        cursor.execute(DAYS)
        return {day_of(name): is_pending for name, is_pending in cursor.fetchall()}


def days_ahead() -> int:
    """How many days after today are ready, without a gap; 0 also when today itself is missing."""
    ready, first = attached(), today()
    if first not in ready:
        return 0
    return next(n for n in count() if first + timedelta(days=n + 1) not in ready)


def make_ahead(days: int = AHEAD) -> int:
    """Makes yesterday to `days` ahead, and the days that lines wait for; returns how many it made.

    Yesterday too: a visit that began before midnight is written after it.
    """
    last = today() + timedelta(days=days)
    wanted = {last - timedelta(days=n) for n in range(days + 2)}
    return make(wanted | {day for day in spool.waiting() if day <= last})


def make(days: Iterable[date]) -> int:
    """Makes the partitions of these days that are missing; returns how many.

    No insert waits for it: a table made beside the log is attached under a lock that writers pass.
    """
    missing = sorted(set(days) - set(states())) if is_there() else []
    return sum(patiently(partial(make_one, day)) for day in missing)


def make_one(day: date) -> bool:
    name = name_of(day)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = {LOCK_MS}")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY])
        if day in attached():
            return False  # another host made it meanwhile
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {name} (LIKE audit_visit INCLUDING ALL)")
        cursor.execute(
            f"ALTER TABLE audit_visit ATTACH PARTITION {name} FOR VALUES FROM (%s) TO (%s)",
            [midnight(day), midnight(day + timedelta(days=1))],
        )
    return True


def patiently(act: Callable[[], T]) -> T:
    """Tries again while a lock is not to be had, so that nobody queues behind us for long."""
    for pause in PAUSES:
        try:
            return act()
        except OperationalError as error:
            if not is_lock_refused(error):
                raise
        time.sleep(pause)
    return act()


def is_lock_refused(error: OperationalError) -> bool:
    return getattr(error.__cause__, "pgcode", None) == LOCK_NOT_AVAILABLE
