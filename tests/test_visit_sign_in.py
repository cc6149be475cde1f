"""Signing in ends the browser's anonymous visit and begins one with a name; every session has an end."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client

from audit.models import Visit
from audit.visits import partitions, signing
from tests.conftest import PASSWORD
from tests.visit_fixtures import COOKIE, shipped_rows, spooled

pytestmark = pytest.mark.django_db

PAGE = "/policies/privacy/"
MORNING = datetime(2027, 3, 9, 4, 30, tzinfo=UTC)


@pytest.fixture
def clock(db: None) -> Iterator[time_machine.Traveller]:
    partitions.make([MORNING.date()])
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def sign_in(browser: Client, login_name: str = "mitali") -> None:
    answer = browser.post(
        "/operator/sign-in/",
        {"username": login_name, "password": PASSWORD},
        REMOTE_ADDR="203.0.113.7",
    )
    assert answer.status_code == 302


def told(rows: list[dict[str, Any]]) -> list[tuple[str, str, str, int | None]]:
    """Login name, centre, ending and length in seconds of each visit."""
    return [
        (
            row["login_name"],
            row["centre"],
            row["ended"],
            row["out_time"] and int((row["out_time"] - row["access_time"]).total_seconds()),
        )
        for row in rows
    ]


def test_operator_signing_in_and_out_leaves_two_visits_with_their_ends(
    client: Client, operator: Any, clock: time_machine.Traveller
) -> None:
    client.get(PAGE)
    clock.shift(30)
    sign_in(client)
    clock.shift(600)
    client.post("/operator/sign-out/")
    assert told(shipped_rows()) == [
        ("", "", "signed_in", 30),
        ("mitali", "NAD-001", "signed_out", 600),
    ]
    assert client.cookies[COOKIE].value == ""


def test_operator_signing_in_at_her_first_request_leaves_one_visit(
    client: Client, operator: Any, clock: time_machine.Traveller
) -> None:
    sign_in(client)
    assert spooled() == []
    (row,) = shipped_rows()
    assert (row["login_name"], row["ip"]) == ("mitali", "203.0.113.7")


def test_operator_reading_on_is_seen_in_her_own_visit(
    client: Client, operator: Any, clock: time_machine.Traveller
) -> None:
    sign_in(client)
    for _page in range(3):
        clock.shift(60)
        client.get(PAGE)
    (row,) = shipped_rows()
    assert row["last_seen"] - row["access_time"] == timedelta(seconds=180)


def test_person_after_a_sign_out_begins_a_visit_without_a_name(
    client: Client, operator: Any, clock: time_machine.Traveller
) -> None:
    sign_in(client)
    clock.shift(60)
    client.post("/operator/sign-out/")
    clock.shift(60)
    client.get(PAGE)
    assert told(shipped_rows()) == [("mitali", "NAD-001", "signed_out", 60), ("", "", "", None)]


def test_operator_signing_in_elsewhere_ends_her_first_visit(
    operator: Any, clock: time_machine.Traveller
) -> None:
    here, there = Client(), Client()
    sign_in(here)
    clock.shift(90)
    sign_in(there)
    clock.shift(10)
    here.get(PAGE)
    here.get(PAGE)
    assert told(shipped_rows()) == [
        ("mitali", "NAD-001", "signed_in_elsewhere", 90),
        ("mitali", "NAD-001", "", None),
        ("", "", "", None),
    ]


def test_end_waits_in_the_spool_while_the_beginning_does(
    client: Client, operator: Any, clock: time_machine.Traveller
) -> None:
    client.get(PAGE)
    clock.shift(1)
    sign_in(client)
    assert len(spooled()) == 2
    assert told(shipped_rows())[0] == ("", "", "signed_in", 1)


def test_visit_that_ended_does_not_end_twice(clock: time_machine.Traveller, rf: Any) -> None:
    key = signing.open_signed_in(rf.get("/"), login_name="mitali", centre="NAD-001")
    clock.shift(5)
    signing.close(*key, Visit.Ending.ENDED_BY_STAFF)
    clock.shift(5)
    signing.close(*key, Visit.Ending.SIGNED_OUT)
    assert told(shipped_rows()) == [("mitali", "NAD-001", "ended_by_staff", 5)]


def test_clock_set_back_gives_no_visit_a_negative_length(
    clock: time_machine.Traveller, rf: Any
) -> None:
    key = signing.open_signed_in(rf.get("/"), login_name="mitali", centre="NAD-001")
    clock.shift(-3600)
    signing.close(*key, Visit.Ending.SIGNED_OUT)
    assert told(shipped_rows()) == [("mitali", "NAD-001", "signed_out", 0)]


def test_session_found_idle_ends_when_it_was_last_seen(
    clock: time_machine.Traveller, rf: Any
) -> None:
    key = signing.open_signed_in(rf.get("/"), login_name="mitali", centre="NAD-001")
    clock.shift(3600)
    signing.close(*key, Visit.Ending.IDLE)
    assert told(shipped_rows()) == [("mitali", "NAD-001", "idle", 0)]


def test_closing_an_unknown_visit_harms_nobody(clock: time_machine.Traveller) -> None:
    signing.close(uuid4(), MORNING, Visit.Ending.IDLE)
    assert shipped_rows() == []


def test_sign_in_goes_through_the_spool_while_the_table_refuses(
    client: Client, operator: Any, clock: time_machine.Traveller
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE audit_visit DETACH PARTITION audit_visit_{MORNING:%Y%m%d}")
    sign_in(client)
    clock.shift(300)
    client.post("/operator/sign-out/")
    assert shipped_rows() == []
    partitions.make([MORNING.date()])
    assert told(shipped_rows()) == [("mitali", "NAD-001", "signed_out", 300)]
