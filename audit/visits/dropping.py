"""Removes whole days of the visit log past their period; never a row of a day that is kept.

Detached beside the writers, then dropped. What a killed run leaves half done, the next one ends.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial

from django.db import OperationalError, connection, transaction
from psycopg2.sql import SQL, Identifier

from audit.visits import partitions
from audit.visits.partitions import is_lock_refused, midnight, name_of, patiently

log = logging.getLogger("bsk.visits")

PATIENCE = (
    "60s"  # for readers of the whole log, such as a dump, to end; then tomorrow's run goes on
)


def drop_before(cutoff: datetime) -> int:
    """Drops the days that end at or before `cutoff` and returns how many rows they held.

    Must not run inside a transaction. Days that a long reader holds stay for the next run.
    """
    if finalise():
        # Nothing can be detached beside a day that a reader holds back: then the rest waits too.
        past = [day for day in sorted(partitions.attached()) if ends(day) <= cutoff]
        all(detach(day, "CONCURRENTLY") for day in past)
    return sum(drop(day) for day in sorted(standing_alone()) if ends(day) <= cutoff)


def ends(day: date) -> datetime:
    return midnight(day + timedelta(days=1))


@contextmanager
def waiting_long() -> Iterator[None]:
    """Without the statement's limit: a detaching that is cut short blocks every other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('statement_timeout'), current_setting('lock_timeout')"
        )
        before = cursor.fetchone()
        cursor.execute(f"SET statement_timeout = 0; SET lock_timeout = '{PATIENCE}'")
        try:
            yield
        finally:
            cursor.execute(
                "SELECT set_config('statement_timeout', %s, false),"
                " set_config('lock_timeout', %s, false)",
                before,
            )


def finalise() -> bool:
    """Ends the detaching that a killed run began; False when a reader would not let it."""
    states = partitions.states()
    return all(detach(day, "FINALIZE") for day, is_pending in states.items() if is_pending)


def detach(day: date, how: str) -> bool:
    """Takes the day out of the log beside everybody's work; False when a reader would not end."""
    try:
        with waiting_long(), connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE audit_visit DETACH PARTITION {name_of(day)} {how}")
    except OperationalError as error:
        if not is_lock_refused(error):
            raise
        log.warning("the visits of %s are held by a reader and go at the next run", day)
        return False
    return True


def standing_alone() -> set[date]:
    """The days that were detached and not yet dropped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND NOT relispartition"
            " AND relnamespace = (SELECT relnamespace FROM pg_class"
            " WHERE oid = to_regclass('audit_visit')) AND relname ~ '^audit_visit_[0-9]{8}$'"
        )
        return {partitions.day_of(name) for (name,) in cursor.fetchall()}


def drop(day: date) -> int:
    """Drops a detached day and returns its rows, 0 while somebody still reads it."""
    try:
        return patiently(partial(count_and_drop, name_of(day)))
    except OperationalError as error:
        if not is_lock_refused(error):
            raise
        log.warning("the visits of %s are being read and go at the next run", day)
        return 0


def count_and_drop(name: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = {partitions.LOCK_MS}")
        cursor.execute(f"LOCK TABLE {name} IN ACCESS EXCLUSIVE MODE")
        rows = rows_of(name)
        cursor.execute(f"DROP TABLE {name}")
    return rows


def rows_of(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(SQL("SELECT count(*) FROM {}").format(Identifier(name)))
        return int(cursor.fetchone()[0])
