"""The schedule: what is due is done by one process, a missed night is made up, a fault stops nobody."""

import signal
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import datetime, time, timedelta
from time import monotonic
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from audit.journal.retention import INDIA
from audit.models import JobRun, Refusal
from audit.visits import partitions
from bsk_portal.schedule.jobs import JOBS, PURGE
from bsk_portal.schedule.locks import held, key_of
from bsk_portal.schedule.loop import work_once
from bsk_portal.schedule.runs import is_due, run_if_due
from bsk_portal.schedule.timetables import Daily, Every
from tests.operation_fixtures import ROOT, environment, wait_for

NIGHT = Daily(time(2, 10))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def india(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=INDIA)


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (None, "2026-11-25T12:00", True),
        ("2026-11-25T02:10", "2026-11-26T02:09:59", False),
        ("2026-11-25T02:10", "2026-11-26T02:10", True),
        ("2026-11-25T02:09:59", "2026-11-25T02:10", True),
        ("2026-11-20T02:10", "2026-11-25T11:00", True),
        ("2026-11-26T02:11", "2026-11-26T23:59", False),
        ("2027-12-31T02:10:05", "2028-01-01T02:10", True),
        ("2028-02-28T02:10:05", "2028-02-29T02:10", True),
        ("2030-01-01T00:00", "2026-11-25T12:00", True),
    ],
    ids=str,
)
def test_night_is_due_once_a_day_and_made_up_when_missed(
    last: str | None, now: str, due: bool
) -> None:
    assert NIGHT.is_due(india(last) if last else None, india(now)) is due


def test_job_of_every_minute_is_due_after_a_minute_and_after_a_clock_set_back() -> None:
    now = india("2026-11-25T12:00")
    every = Every(MINUTE)
    lasts = [now - MINUTE, now - MINUTE / 2, now + MINUTE, now + 10 * MINUTE]
    assert [every.is_due(last, now) for last in lasts] == [True, False, False, True]


@pytest.mark.django_db
def test_once_does_everything_due_and_records_it() -> None:
    call_command("work", "--once")
    runs = {run.name: run for run in JobRun.objects.all()}
    assert sorted(runs) == sorted(job.name for job in JOBS)
    assert all(
        run.started_at and run.succeeded_at and run.started_at <= run.succeeded_at
        for run in runs.values()
    )
    assert runs["partitions"].outcome == "35 days ahead"
    assert partitions.days_ahead() == 35
    assert [is_due(job, timezone.now()) for job in JOBS] == [False] * len(JOBS)


@pytest.mark.django_db
def test_missed_night_is_made_up_at_the_next_start() -> None:
    two_nights_ago = timezone.now() - timedelta(days=2)
    JobRun.objects.create(name="purge", started_at=two_nights_ago, succeeded_at=two_nights_ago)
    Refusal.objects.create(rule="csrf", reference="ABCDEFGH", method="GET", path="/")
    assert work_once(timezone.now())
    assert JobRun.objects.filter(name="purge", succeeded_at__gt=two_nights_ago + DAY).exists()


@pytest.mark.django_db
def test_failing_job_stops_no_other_and_waits_before_its_next_try() -> None:
    newest = Refusal.objects.create(rule="csrf", reference="ABCDEFGH", method="GET", path="/")
    newest.refresh_from_db()
    then = newest.at + timedelta(days=9)
    with time_machine.travel(then, tick=False):
        assert not work_once(timezone.now())
        purge, sweep = JobRun.objects.get(name="purge"), JobRun.objects.get(name="sweep")
        assert (purge.started_at, purge.succeeded_at, sweep.succeeded_at) == (then, None, then)
        assert purge.outcome == (
            "The clock is 216 hours ahead of the newest stored row. Nothing was deleted."
        )
        assert run_if_due(PURGE, then + 4 * MINUTE) is None
        assert run_if_due(PURGE, then + 5 * MINUTE) is not None


@pytest.mark.django_db
@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_job_that_another_host_is_at_is_left_to_it(job: Any) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [key_of(job.name)])
        assert run_if_due(job, timezone.now()) is None
        assert JobRun.objects.count() == 0
        with other.cursor() as cursor:  # a closed connection lets go only a moment later
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    ran = run_if_due(job, timezone.now())
    assert ran is not None
    assert ran.well


@pytest.mark.django_db
def test_lock_is_free_after_a_job_that_fails() -> None:
    with suppress(ValueError), held("x"):
        raise ValueError
    with held("x") as mine:
        assert mine


@pytest.mark.django_db
def test_purge_looks_before_the_others_store_anything() -> None:
    assert JOBS[0] == PURGE


@pytest.mark.django_db
def test_work_asked_to_stop_begins_no_other_job() -> None:
    stop = threading.Event()
    stop.set()
    assert work_once(timezone.now(), stop)
    assert JobRun.objects.count() == 0


@pytest.fixture
def worker(transactional_db: None) -> Any:
    """`manage.py work` in a process of its own, on the test's database."""
    assert settings.BSK_EMBEDDED is not None
    process = subprocess.Popen(
        [sys.executable, "manage.py", "work"],
        cwd=ROOT,
        env=environment(
            DATABASE_URL=settings.BSK_EMBEDDED.url(connection.settings_dict["NAME"]),
            BSK_SPOOL=str(settings.SPOOL_DIR),
        ),
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(lambda: JobRun.objects.exclude(succeeded_at=None).count() == len(JOBS))
    yield process
    process.kill()
    process.communicate()


def test_work_stops_within_two_seconds_of_being_asked(worker: Any) -> None:
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(2) == 0
    assert worker.stderr.read() == ""


def test_work_stops_within_two_seconds_though_a_statement_waits(worker: Any) -> None:
    """Another transaction holds the table that the sweep is to write."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN; LOCK TABLE audit_visit IN ACCESS EXCLUSIVE MODE")
        JobRun.objects.all().delete()
        wait_for(lambda: waiting_statements() == 1)
        asked = monotonic()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(4) == 0
        assert monotonic() - asked < 2
    finally:
        other.close()


def waiting_statements() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return int(cursor.fetchone()[0])


def test_work_outlives_the_loss_of_its_connection(worker: Any) -> None:
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with connection.cursor() as cursor:
        cursor.execute(cut)
        assert cursor.rowcount >= 1
    JobRun.objects.all().delete()
    wait_for(lambda: JobRun.objects.exclude(succeeded_at=None).count() == len(JOBS))
    assert worker.poll() is None
