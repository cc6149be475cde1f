"""Advisory locks of PostgreSQL by name: one holder on any number of hosts, freed when it dies."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256

from django.db import DatabaseError, InterfaceError, connection

LOOK_AGAIN_SECONDS = 0.1


def key_of(name: str) -> int:
    """The signed 64-bit number PostgreSQL knows this lock by."""
    return int.from_bytes(sha256(f"bsk:{name}".encode()).digest()[:8], signed=True)


@contextmanager
def held(name: str) -> Iterator[bool]:
    """Takes the lock without waiting; yields whether it was free."""
    mine = _try_to_take(name)
    try:
        yield mine
    finally:
        if mine:
            # A connection that broke has given its locks back already.
            with suppress(DatabaseError, InterfaceError), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key_of(name)])


@contextmanager
def held_in_turn(name: str) -> Iterator[None]:
    """Takes the lock, waiting for whoever has it as long as that takes.

    Asks again and again: a statement that waited would end at the connection's lock_timeout.
    """
    while True:
        with held(name) as mine:
            if mine:
                yield
                return
        time.sleep(LOOK_AGAIN_SECONDS)


def _try_to_take(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key_of(name)])
        return bool(cursor.fetchone()[0])
