"""One purge at a time, by a clock that is right; killed half-way, the next one ends it."""

import signal
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from audit.models import Event, JobRun, Refusal
from bsk_portal.schedule.jobs import PURGE
from bsk_portal.schedule.locks import key_of
from bsk_portal.schedule.runs import is_due, run_if_due
from tests.operation_fixtures import ROOT, environment, wait_for
from tests.retention_rows import days_ago

MANY = 60_000


def refusal_at(days: float) -> Refusal:
    return Refusal.objects.create(
        at=days_ago(days), rule="csrf", reference="ABCDEFGH", method="POST", path="/"
    )


def said(*words: str, **options: Any) -> str:
    out = StringIO()
    call_command("purge", *words, stdout=out, **options)
    return out.getvalue()


def start_purge() -> "subprocess.Popen[str]":
    """The command in a process of its own, on the test's database."""
    assert settings.BSK_EMBEDDED is not None
    return subprocess.Popen(
        [sys.executable, "manage.py", "purge"],
        cwd=ROOT,
        env=environment(
            DATABASE_URL=settings.BSK_EMBEDDED.url(connection.settings_dict["NAME"]),
            BSK_SPOOL=str(settings.SPOOL_DIR),
        ),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.django_db(transaction=True)
def test_purge_killed_half_way_is_ended_by_the_next_one() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_refusal (at, rule, reference, login_name, centre, method, path)"
            " SELECT now() - interval '500 days' + n * interval '1 second',"
            " 'csrf', 'ABCDEFGH', '', '', 'POST', '/' FROM generate_series(1, %s) n",
            [MANY],
        )
    kept = refusal_at(0.5)
    killed = start_purge()
    wait_for(lambda: Refusal.objects.count() < MANY or killed.poll() is not None)
    killed.send_signal(signal.SIGKILL)
    assert killed.communicate(timeout=10)[0] == ""
    assert killed.returncode == -signal.SIGKILL
    left = Refusal.objects.count()
    assert 1 < left < MANY
    assert Event.objects.filter(action="retention.purged").count() == 0

    again = start_purge()
    assert again.communicate(timeout=30)[0] == f"Gone: refusal {left - 1}.\n"
    assert again.returncode == 0
    assert list(Refusal.objects.all()) == [kept]
    assert Event.objects.get(action="retention.purged").details["refusal"] == left - 1


@pytest.mark.django_db
def test_second_purge_says_so_and_deletes_nothing() -> None:
    refusal_at(500)
    refusal_at(0)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [key_of("purge")])
        assert said() == "Another purge is at work; this one leaves it to that one.\n"
        assert run_if_due(PURGE, timezone.now()) is None
        assert Refusal.objects.count() == 2
        with other.cursor() as cursor:  # a closed connection lets go only a moment later
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    assert said() == "Gone: refusal 1.\n"


@pytest.mark.django_db
@pytest.mark.parametrize("ahead", [timedelta(days=1, seconds=1), timedelta(days=4000)])
def test_purge_refuses_a_clock_a_day_ahead_of_everything_stored(ahead: timedelta) -> None:
    refusal_at(399)
    newest = refusal_at(0)
    with time_machine.travel(newest.at + ahead, tick=False):
        with pytest.raises(CommandError, match="ahead of the newest stored row"):
            said()
        ran = run_if_due(PURGE, timezone.now())
        assert ran is not None
        assert not ran.well
        assert run_if_due(PURGE, timezone.now()) is None
    assert Refusal.objects.count() == 2


@pytest.mark.django_db
def test_purge_of_a_past_moment_needs_no_right_clock_and_is_not_the_nightly_one() -> None:
    refusal_at(500)
    newest = refusal_at(450)
    lines = said("--as-of", days_ago(60).isoformat()).splitlines()
    assert [line for line in lines if line.startswith("refusal")] == [
        f"refusal: 1 (before {days_ago(460):%d/%m/%Y})"
    ]
    assert list(Refusal.objects.all()) == [newest]
    assert JobRun.objects.count() == 0


@pytest.mark.django_db
def test_portal_that_stood_still_for_days_is_purged_by_whoever_trusts_its_clock() -> None:
    refusal_at(500)
    refusal_at(3)
    with pytest.raises(CommandError, match="give --as-of"):
        said()
    assert "refusal: 1 (" in said("--as-of", days_ago(0).isoformat())
    assert not is_due(PURGE, timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["2099-01-01T00:00", "soon", "2026-02-30T00:00"])
def test_purge_refuses_a_moment_that_is_not_past(moment: str) -> None:
    with pytest.raises(CommandError):
        said("--as-of", moment)


@pytest.mark.django_db
def test_a_day_without_a_visitor_has_its_purge_too() -> None:
    first = timezone.now()
    refusal_at(0)
    assert said() == "Nothing was past its period.\n"
    Refusal.objects.all().delete()
    with time_machine.travel(first + timedelta(days=1, seconds=20), tick=False):
        ran = run_if_due(PURGE, timezone.now())
    assert ran is not None
    assert ran.well
