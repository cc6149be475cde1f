"""`/healthz` answers while the process lives; `/readyz` says on this machine only what is unfit."""

import json
import time
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from audit.journal.retention import cutoff
from audit.models import JobRun, Refusal
from bsk_portal.checks import database_faults
from bsk_portal.schedule.jobs import JOBS
from tests.retention_rows import make_citizen

FIT = {
    "database": "ok",
    "migrations": "ok",
    "partitions": "ok",
    "spool": "ok",
    "jobs": "ok",
    "retention": "ok",
    "messages": "ok",
}


@pytest.fixture
def fit(db: None) -> None:
    call_command("work", "--once")


def ask(client: Client) -> tuple[int, dict[str, str]]:
    answer = client.get("/readyz")
    lines = [line.partition(": ") for line in answer.content.decode().splitlines()]
    return answer.status_code, {name: words for name, _, words in lines}


def test_healthz_answers_without_the_database(client: Client) -> None:
    answer = client.get("/healthz")  # the test has no database: a query would fail
    assert (answer.status_code, answer.content) == (200, b"alive\n")


def test_portal_whose_schedule_runs_is_ready(client: Client, fit: None) -> None:
    assert ask(client) == (200, FIT)


def test_readyz_is_nobodys_visit(client: Client, fit: None) -> None:
    answer = client.get("/readyz")
    assert answer.cookies == {}
    assert list(portal_settings.SPOOL_DIR.glob("*.jsonl")) == []


@pytest.mark.parametrize(
    "told",
    [
        {"REMOTE_ADDR": "10.1.2.3"},
        {"REMOTE_ADDR": "10.1.2.3", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"REMOTE_ADDR": "::ffff:10.1.2.3"},
        {"REMOTE_ADDR": ""},
    ],
    ids=str,
)
@pytest.mark.parametrize("proxies", [[], ["127.0.0.1", "10.0.0.0/8"]], ids=str)
def test_stranger_finds_no_readyz(
    fit: None, settings: Any, told: dict[str, Any], proxies: list[str]
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert Client(**told).get("/readyz").status_code == 404


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_readyz_answers_on_every_loopback_address(client: Client, fit: None, address: str) -> None:
    assert client.get("/readyz", REMOTE_ADDR=address).status_code == 200


def test_schedule_that_never_ran_is_not_ready(client: Client, db: None) -> None:
    status, lines = ask(client)
    assert status == 503
    assert lines["jobs"] == " ".join(f"{job.name} has never succeeded." for job in JOBS)


def test_purge_that_is_a_day_and_more_late_is_named(client: Client, fit: None) -> None:
    for late, status in ((timedelta(hours=25, minutes=59), 200), (timedelta(hours=26.5), 503)):
        JobRun.objects.filter(name="purge").update(succeeded_at=timezone.now() - late)
        assert ask(client)[0] == status
    assert ask(client)[1]["jobs"].startswith("purge last succeeded 26.5 hours ago.")


def test_row_past_its_period_by_26_hours_is_named(client: Client, fit: None) -> None:
    row = Refusal.objects.create(rule="csrf", reference="ABCDEFGH", method="GET", path="/")
    limit = cutoff(timezone.now() - timedelta(hours=26), portal_settings.RETENTION_DAYS)
    for at, status in ((limit, 200), (limit - timedelta(hours=2), 503)):
        Refusal.objects.filter(pk=row.pk).update(at=at)
        assert ask(client)[0] == status
    assert ask(client)[1]["retention"] == "refusal is kept 2.0 hours too long."


def test_forgotten_person_is_counted_and_not_named(client: Client, fit: None, nadia: Any) -> None:
    make_citizen(timezone.now() - timedelta(days=90), nadia, name="Fatema Khatun")
    status, lines = ask(client)
    assert status == 503
    assert lines["retention"].startswith("citizen is kept ")
    assert "Fatema" not in str(lines)


def test_line_that_waits_a_minute_in_the_spool_is_named(client: Client, fit: None) -> None:
    path = portal_settings.SPOOL_DIR / "current.jsonl"
    for age, status in ((30, 200), (90, 503)):
        path.write_text("\n" + json.dumps({"t": int(time.time()) - age, "k": "visit"}))
        assert ask(client)[0] == status
    assert ask(client)[1]["spool"].startswith("the oldest line waits for 9")


def test_alarm_of_another_host_is_named(client: Client, fit: None) -> None:
    JobRun.objects.create(name="spool web-2", outcome="Visits wait for a partition of 2026-12-31.")
    assert ask(client) == (
        503,
        {**FIT, "spool": "web-2: Visits wait for a partition of 2026-12-31."},
    )


def test_missing_partitions_are_named(client: Client, fit: None) -> None:
    day = (timezone.localtime() + timedelta(days=5)).strftime("%Y%m%d")
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE audit_visit DETACH PARTITION audit_visit_{day}")
    assert ask(client) == (503, {**FIT, "partitions": "only 4 days ahead."})


def test_migration_that_waits_is_named(client: Client, fit: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'axes'")
    status, lines = ask(client)
    assert status == 503
    assert lines["migrations"].endswith(" not applied.")


def test_database_that_could_lose_what_it_acknowledged_is_refused(db: None) -> None:
    assert database_faults() == []
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    assert database_faults() == [
        "PostgreSQL runs with synchronous_commit=off: it may lose what it acknowledged."
    ]
