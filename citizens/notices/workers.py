"""A worker holds a lock under its number; PostgreSQL frees it when the worker dies, so all see it."""

import secrets
from datetime import datetime

from django.db import connection

from citizens.notices.models import Notice

# The first half of the two-part advisory locks of workers: nothing else may use it.
LOCKS = 7_446_201
DIED = "worker_died"


def begin() -> int:
    """A new number, whose lock this connection holds until it ends."""
    while True:
        number = secrets.randbelow(2**31 - 1) + 1
        if _taken(number):
            return number


def end(number: int) -> None:
    """Gives the lock back, where the connection lives on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCKS, number])


def is_held(number: int) -> bool:
    """Whether this very connection still holds it; a connection that was made anew does not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND classid = %s AND objid = %s AND objsubid = 2 AND pid = pg_backend_pid())",
            [LOCKS, number],
        )
        return bool(cursor.fetchone()[0])


def give_up_claims_of_the_dead(now: datetime) -> int:
    """What a dead worker had in hand may have been accepted: its state is unknown; how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE citizens_notice SET state = %s, why = %s"
            " WHERE state = %s AND NOT EXISTS (SELECT 1 FROM pg_locks"
            " WHERE locktype = 'advisory' AND granted AND classid = %s"
            " AND objid::bigint = claimed_by AND objsubid = 2"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [Notice.State.UNKNOWN, DIED, Notice.State.SENDING, LOCKS],
        )
        return int(cursor.rowcount)


def _taken(number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCKS, number])
        return bool(cursor.fetchone()[0])
