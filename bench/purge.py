"""Purging a day of a million visits, against DELETE of a day just like it: time, WAL, space, waiting.

Days in turn: one dropped as the portal does it, one deleted by one statement, and one more deleted,
which shows what noise is worth. All the while somebody inserts, a visit at a time.
"""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import psycopg2

from bench import machine
from bench.scratch_database import scratch_database

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
ROUNDS = 3
READER_SECONDS = 5
FIRST = date(2025, 1, 1)
MB = 1_000_000

FILL = """
INSERT INTO audit_visit (access_time, id, last_seen, out_time, ended, ip)
SELECT began, gen_random_uuid(), began + interval '4 min', began + interval '4 min', 'idle',
       '203.0.113.7'::inet + (n %% 10000)
FROM (SELECT n, %s::timestamptz + n * interval '24 hours' / %s AS began
      FROM generate_series(0, %s - 1) n) AS visit
"""


@dataclass
class Cost:
    seconds: float
    wal: int
    returned: int
    worst_insert: float


def connect() -> Any:
    from django.db import connection

    told = connection.get_connection_params()
    other = psycopg2.connect(
        host=told.get("host"),
        port=told.get("port"),
        user=told.get("user"),
        password=told.get("password"),
        dbname=told["dbname"],
    )
    other.autocommit = True
    return other


@contextmanager
def inserting() -> Iterator[list[float]]:
    """Somebody begins a visit every two milliseconds; yields how long each insert took."""
    waits: list[float] = []
    stop = threading.Event()
    other = connect()

    def insert() -> None:
        cursor = other.cursor()
        while not stop.is_set():
            began = time.perf_counter()
            cursor.execute(
                "INSERT INTO audit_visit (access_time, id, last_seen) VALUES (now(), %s, now())",
                [str(uuid4())],
            )
            waits.append(time.perf_counter() - began)
            time.sleep(0.002)

    writer = threading.Thread(target=insert)
    writer.start()
    time.sleep(0.2)
    waits.clear()
    try:
        yield waits
    finally:
        stop.set()
        writer.join()
        other.close()


@contextmanager
def reading(seconds: float) -> Iterator[None]:
    """Somebody's transaction has read the whole log and stays open for so long."""
    other = connect()
    other.autocommit = False
    other.cursor().execute("SELECT count(*) FROM audit_visit")
    timer = threading.Timer(seconds, other.rollback)
    timer.start()
    try:
        yield
    finally:
        timer.join()
        other.close()


def value(statement: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])


def measured(act: Callable[[], int]) -> Cost:
    size = value("SELECT pg_database_size(current_database())")
    wal = value("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")
    with inserting() as waits:
        began = time.perf_counter()
        gone = act()
        seconds = time.perf_counter() - began
        wal = value("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn") - wal
        worst = max(waits)
    if gone != ROWS:
        raise SystemExit(f"{gone} rows went, not {ROWS}.")
    return Cost(seconds, wal, size - value("SELECT pg_database_size(current_database())"), worst)


def fill(day: date) -> None:
    from django.db import connection

    from audit.visits import partitions

    partitions.make([day])
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(FILL, [partitions.midnight(day), ROWS, ROWS])
        # As autovacuum has left every day that is old enough to go.
        cursor.execute(f"VACUUM (ANALYZE) {partitions.name_of(day)}")


def drop(day: date) -> int:
    from audit.visits import dropping

    return dropping.drop_before(dropping.ends(day))


def delete(day: date) -> int:
    from django.db import connection

    from audit.visits import dropping, partitions

    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM audit_visit WHERE access_time >= %s AND access_time < %s",
            [partitions.midnight(day), dropping.ends(day)],
        )
        return int(cursor.rowcount)


def report(costs: dict[str, list[Cost]]) -> None:
    print(f"\n{ROWS} visits, best of {ROUNDS} rounds")
    for way, found in costs.items():
        print(
            f"  {way:16} {of(found, 'seconds'):7.3f} s  {of(found, 'wal') / MB:8.2f} MB of WAL"
            f"  {of(found, 'returned') / MB:7.1f} MB returned"
            f"  worst insert {of(found, 'worst_insert') * 1000:5.1f} ms"
        )
    base = costs["one DELETE"]
    for way, goal in (("drop the day", "goals 0.25 and 0.01"), ("DELETE again", "the null case")):
        print(
            f"  {way:16} {of(costs[way], 'seconds') / of(base, 'seconds'):.3f} of the time,"
            f" {of(costs[way], 'wal') / of(base, 'wal'):.5f} of the WAL  ({goal})"
        )


def of(costs: list[Cost], field: str) -> float:
    """The best round: others on the machine can only add to a cost, and take from what returned."""
    best = max if field == "returned" else min
    return float(best(getattr(cost, field) for cost in costs))


def beside_a_reader(day: date) -> None:
    """Making twenty days and purging one while a reader's transaction is open."""
    from audit.visits import partitions

    ahead = [partitions.today() + timedelta(days=100 + n) for n in range(20)]
    with reading(READER_SECONDS), inserting() as waits:
        partitions.make(ahead)
        making, purging_from = max(waits), len(waits)
        drop(day)
        purging = max(waits[purging_from:])
    with inserting() as waits:
        time.sleep(READER_SECONDS)
        calm = max(waits)
    print(
        f"\nA reader's transaction open for {READER_SECONDS} s, worst insert:"
        f" {making * 1000:.1f} ms while making days, {purging * 1000:.1f} ms while purging,"
        f" {calm * 1000:.1f} ms with nobody about (goal 50)"
    )


def main() -> None:
    with scratch_database():
        from django.db import connection

        from audit.visits import partitions

        partitions.make_ahead(1)
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        print(machine.facts(), flush=True)
        ways = {"one DELETE": delete, "drop the day": drop, "DELETE again": delete}
        costs: dict[str, list[Cost]] = {way: [] for way in ways}
        day = FIRST
        for number in range(ROUNDS):
            names = list(ways)
            for way in names[number:] + names[:number]:
                fill(day)
                costs[way].append(measured(partial(ways[way], day)))
                drop(day)  # what DELETE left, so that the next day finds as little beside it
                day += timedelta(days=1)
        report(costs)
        fill(day)
        beside_a_reader(day)


if __name__ == "__main__":
    main()
