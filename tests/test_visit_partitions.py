"""A day of the log that is missing harms no visitor, and making or dropping days stops no writer."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg2
import pytest
import time_machine
from django.core.checks import run_checks
from django.db import OperationalError, connection
from django.test import Client

from audit.journal.retention import INDIA, cutoff
from audit.models import Visit
from audit.visits import alarm, dropping, partitions, retention, rows
from audit.visits.lines import Known
from audit.visits.shipping import ship
from tests.visit_fixtures import empty_log

PAGE = "/policies/privacy/"
DAY = timedelta(days=1)


def drop_days(days: list[date]) -> None:
    with connection.cursor() as cursor:
        for day in days:
            cursor.execute(f"DROP TABLE IF EXISTS {partitions.name_of(day)}")


@pytest.fixture
def clean(transactional_db: None) -> Iterator[None]:
    """An empty log; what a test made or dropped is put right after it."""
    empty_log()
    before = partitions.attached()
    yield
    dropping.finalise()
    drop_days(sorted((partitions.attached() | dropping.standing_alone()) - before))
    partitions.make(before)


@contextmanager
def another_connection() -> Iterator[Any]:
    told = connection.get_connection_params()
    other = psycopg2.connect(
        host=told["host"], port=told["port"], user=told["user"], dbname=told["dbname"]
    )
    try:
        yield other
    finally:
        other.close()


def visit_at(at: datetime) -> None:
    seconds = int(at.timestamp())
    rows.merge([Known(uuid4().hex, seconds, seconds)])


# Midnight in Kolkata is 18:30 of the day before in UTC: until 05:30 the two calendars disagree.
@pytest.mark.django_db
@pytest.mark.parametrize(
    "at", ["2027-06-30T18:30:00", "2027-06-30T22:15:00", "2027-06-30T23:59:59"]
)
def test_visitor_on_a_day_without_partition_is_served_and_stored_later(
    client: Client, at: str
) -> None:
    partitions.make([date(2027, 6, 30)])
    with time_machine.travel(datetime.fromisoformat(at).replace(tzinfo=UTC), tick=False):
        assert client.get(PAGE).status_code == 200
        assert (ship(), ship(), Visit.objects.count()) == (0, 0, 0)
        assert [words.partition(": ")[2] for words in alarm.current()] == [
            "Visits wait for a partition of 2027-07-01."
        ]
        assert partitions.make_ahead(1) == 2
        assert (ship(), Visit.objects.count(), alarm.current()) == (1, 1, [])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_visit_20270701")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_days_that_lines_wait_for_are_made_however_old(client: Client) -> None:
    long_ago = datetime(2026, 2, 3, 6, 0, tzinfo=UTC)
    with time_machine.travel(long_ago, tick=False):
        client.get(PAGE)
    with time_machine.travel(long_ago + 30 * DAY, tick=False):
        assert ship() == 0
        partitions.make_ahead(1)
        assert ship() == 1


@pytest.mark.django_db
def test_line_older_than_its_period_is_not_kept(client: Client, own_spool: Path) -> None:
    with time_machine.travel(datetime(2025, 2, 3, 6, 0, tzinfo=UTC), tick=False):
        client.get(PAGE)
    assert (ship(), list(own_spool.glob("*.jsonl"))) == (0, [])


@pytest.mark.django_db
def test_days_are_made_ahead_once_and_counted() -> None:
    with time_machine.travel(datetime(2028, 5, 1, 19, 0, tzinfo=UTC), tick=False):
        assert partitions.days_ahead() == 0
        assert partitions.make_ahead(35) == 37
        assert (partitions.days_ahead(), partitions.make_ahead(35)) == (35, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_expr(relpartbound, oid) FROM pg_class"
            " WHERE relname IN ('audit_visit_20280501', 'audit_visit_20280502') ORDER BY relname"
        )
        assert [bound for (bound,) in cursor.fetchall()] == [
            "FOR VALUES FROM ('2028-04-30 18:30:00+00') TO ('2028-05-01 18:30:00+00')",
            "FOR VALUES FROM ('2028-05-01 18:30:00+00') TO ('2028-05-02 18:30:00+00')",
        ]


@pytest.mark.django_db
def test_check_warns_under_seven_days() -> None:
    def found() -> list[str | None]:
        return [told.id for told in run_checks(databases=["default"]) if told.id == "visits.W001"]

    with time_machine.travel(datetime(2028, 5, 1, 6, 0, tzinfo=UTC), tick=False):
        partitions.make_ahead(6)
        assert found() == ["visits.W001"]
        partitions.make_ahead(7)
        assert found() == []


@pytest.mark.django_db
def test_table_that_a_killed_maker_left_is_attached() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE audit_visit_20280501 (LIKE audit_visit INCLUDING ALL)")
    assert partitions.make([date(2028, 5, 1)]) == 1
    assert date(2028, 5, 1) in partitions.attached()


CUTOFF = datetime(2026, 1, 10, tzinfo=INDIA)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ran_at", ["00:10", "05:40"])
def test_purge_cuts_at_the_indian_midnight_whatever_the_hour(clean: None, ran_at: str) -> None:
    hour, minute = map(int, ran_at.split(":"))
    now = CUTOFF.replace(hour=hour, minute=minute) + 400 * DAY
    partitions.make([date(2026, 1, 9), date(2026, 1, 10)])
    last, first = CUTOFF - timedelta(minutes=1), CUTOFF + timedelta(minutes=1)
    for at in (last, CUTOFF, first):
        visit_at(at)
    (rule,) = retention.RULES
    before = cutoff(now, 400)
    with connection.cursor() as cursor:
        cursor.execute("SHOW timezone")
        assert cursor.fetchone() == ("UTC",)
    assert (before, rule.oldest(), rule.due(before)) == (CUTOFF, last, 1)
    assert (rule.delete(before), rule.due(before), rule.delete(before)) == (1, 0, 0)
    kept = Visit.objects.order_by("access_time").values_list("access_time", flat=True)
    assert list(kept) == [CUTOFF, first]
    assert rule.oldest() == CUTOFF


@pytest.mark.django_db(transaction=True)
def test_purge_ends_what_killed_runs_left(clean: None) -> None:
    days = [date(2026, 1, 5) + n * DAY for n in range(4)]
    partitions.make(days)
    for day in days:
        visit_at(partitions.midnight(day))
    with connection.cursor() as cursor, another_connection() as reader:
        cursor.execute("ALTER TABLE audit_visit DETACH PARTITION audit_visit_20260105")
        reader.cursor().execute("SELECT count(*) FROM audit_visit")
        cursor.execute("SET lock_timeout = '100ms'")
        with pytest.raises(OperationalError):  # a run that was ended while it waited
            cursor.execute(
                "ALTER TABLE audit_visit DETACH PARTITION audit_visit_20260106 CONCURRENTLY"
            )
        cursor.execute("SET lock_timeout = '5s'")
    assert date(2026, 1, 6) not in partitions.attached()
    (rule,) = retention.RULES
    assert rule.due(CUTOFF) == 4
    assert rule.delete(CUTOFF) == 4
    assert dropping.standing_alone() == set()


@pytest.mark.django_db(transaction=True)
def test_purge_leaves_days_that_a_reader_holds_to_its_next_run(
    clean: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dropping, "PATIENCE", "200ms")
    partitions.make([date(2026, 1, 5)])
    visit_at(partitions.midnight(date(2026, 1, 5)))
    with another_connection() as reader:
        reader.cursor().execute("SELECT count(*) FROM audit_visit")
        assert dropping.drop_before(CUTOFF) == 0
        assert dropping.drop_before(CUTOFF) == 0
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("15s",)
    assert dropping.drop_before(CUTOFF) == 1


@pytest.mark.django_db(transaction=True)
def test_no_visitor_waits_while_days_are_made_and_dropped_beside_a_long_reader(clean: None) -> None:
    old = [date(2026, 1, 5), date(2026, 1, 6)]
    partitions.make([*old, partitions.today()])
    for day in old:
        visit_at(partitions.midnight(day))
    inserted: list[bool] = []
    stop = threading.Event()
    with another_connection() as reader, another_connection() as writer:
        writer.autocommit = True
        reader.cursor().execute("SELECT count(*) FROM audit_visit")
        writing = threading.Thread(target=insert_until, args=(writer, stop, inserted))
        ending = threading.Timer(2.5, reader.rollback)
        writing.start()
        ending.start()
        began = time.monotonic()
        made = partitions.make(partitions.today() + (100 + n) * DAY for n in range(20))
        made_in = time.monotonic() - began
        dropped = dropping.drop_before(CUTOFF)
        stop.set()
        writing.join()
        ending.join()
    assert (made, dropped) == (20, 2)
    assert made_in < 2
    assert len(inserted) > 100
    assert all(inserted)


def insert_until(writer: Any, stop: threading.Event, inserted: list[bool]) -> None:
    """PostgreSQL itself tells which insert would have waited longer than 50 ms for a lock."""
    cursor = writer.cursor()
    cursor.execute("SET lock_timeout = '50ms'")
    while not stop.is_set():
        try:
            cursor.execute(
                "INSERT INTO audit_visit (access_time, id, last_seen) VALUES (now(), %s, now())",
                [str(uuid4())],
            )
        except psycopg2.errors.LockNotAvailable:
            inserted.append(False)
        else:
            inserted.append(True)
        time.sleep(0.002)
