"""One visit for each browser: ten pages are one row, and the row tells from where and how long."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from audit.models import Visit
from audit.visits.browser import sealers
from tests.visit_fixtures import COOKIE, shipped_rows, spooled

pytestmark = pytest.mark.django_db

PAGE = "/policies/privacy/"
MORNING = datetime(2027, 3, 9, 4, 30, tzinfo=UTC)  # ten o'clock in Kolkata


@pytest.fixture(autouse=True)
def day_of_the_test(db: None) -> None:
    from audit.visits import partitions

    partitions.make([MORNING.date(), MORNING.date() + timedelta(days=1)])


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MORNING, tick=False) as coordinates:
        yield coordinates


def test_visitor_reading_ten_pages_makes_one_row(
    client: Client, clock: time_machine.Traveller
) -> None:
    for _page in range(10):
        client.get(PAGE, REMOTE_ADDR="203.0.113.7")
        clock.shift(40)
    (row,) = shipped_rows()
    assert row | {"id": None} == {
        "id": None,
        "access_time": MORNING,
        "last_seen": MORNING + timedelta(seconds=320),
        "out_time": None,
        "ended": "",
        "ip": "203.0.113.7",
        "login_name": "",
        "centre": "",
    }


def test_visitor_within_a_minute_writes_nothing_and_gets_no_cookie_again(
    client: Client, clock: time_machine.Traveller
) -> None:
    assert COOKIE in client.get(PAGE).cookies
    clock.shift(59)
    assert COOKIE not in client.get(PAGE).cookies
    assert len(spooled()) == 1
    clock.shift(1)
    assert COOKIE in client.get(PAGE).cookies
    assert len(spooled()) == 2


def test_visitor_after_half_an_hour_begins_another_visit(
    client: Client, clock: time_machine.Traveller
) -> None:
    client.get(PAGE)
    clock.shift(1801)
    client.get(PAGE)
    assert [row["access_time"] for row in shipped_rows()] == [
        MORNING,
        MORNING + timedelta(seconds=1801),
    ]


def test_visitor_after_fourteen_hours_begins_another_visit(
    client: Client, clock: time_machine.Traveller
) -> None:
    for _quarter_of_an_hour in range(58):
        client.get(PAGE)
        clock.shift(15 * 60)
    assert [row["access_time"] for row in shipped_rows()] == [
        MORNING,
        MORNING + timedelta(hours=14, minutes=15),
    ]


def test_visitor_with_a_clock_set_back_an_hour_keeps_the_order_of_times(
    client: Client, clock: time_machine.Traveller
) -> None:
    client.get(PAGE)
    clock.shift(-20 * 60)
    client.get(PAGE)
    (row,) = shipped_rows()
    assert (row["access_time"], row["last_seen"]) == (MORNING, MORNING)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/robots.txt", "/favicon.ico"])
def test_machine_asking_makes_no_visit(client: Client, path: str) -> None:
    assert COOKIE not in client.get(path).cookies
    assert spooled() == []


def test_robot_without_cookies_makes_one_visit_for_each_request() -> None:
    for _request in range(3):
        Client().head(PAGE)
    assert len(shipped_rows()) == 3


def test_visitor_of_a_missing_page_is_a_visitor(client: Client) -> None:
    assert client.get("/no-such-page/").status_code == 404
    assert len(shipped_rows()) == 1


def edited(cookie: str, place: int) -> str:
    raw = bytearray(urlsafe_b64decode(cookie))
    raw[place] ^= 1
    return urlsafe_b64encode(raw).decode()


@pytest.mark.parametrize("place", [0, 15, 19, 23, 24, 25, 32])
def test_forger_of_a_cookie_begins_a_visit_of_their_own(client: Client, place: int) -> None:
    client.get(PAGE)
    client.cookies[COOKIE] = edited(client.cookies[COOKIE].value, place)
    assert COOKIE in client.get(PAGE).cookies
    assert len(shipped_rows()) == 2


@pytest.mark.parametrize("cookie", ["", "x", "x" * 44, "=" * 44, "é" * 44, "A" * 44, "A" * 4000])
def test_stranger_with_a_senseless_cookie_is_served(client: Client, cookie: str) -> None:
    response = client.get(PAGE, headers={"Cookie": f"{COOKIE}={cookie}"})
    assert (response.status_code, len(shipped_rows())) == (200, 1)


def test_visit_goes_on_while_the_secret_key_is_changed(client: Client, settings: Any) -> None:
    client.get(PAGE)
    change_keys(settings, "the portal's new key, which is long enough", settings.SECRET_KEY)
    client.get(PAGE)
    assert len(shipped_rows()) == 1
    change_keys(settings, "the portal's new key, which is long enough")
    client.get(PAGE)
    assert len(shipped_rows()) == 2


def change_keys(settings: Any, key: str, *fallbacks: str) -> None:
    """As a restart of the portal does."""
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = key, list(fallbacks)
    sealers.cache_clear()


@pytest.fixture(autouse=True)
def keys_of_the_settings(settings: Any) -> Iterator[None]:
    yield
    sealers.cache_clear()


def test_row_holds_nothing_that_the_browser_holds(client: Client) -> None:
    client.get(PAGE)
    raw = urlsafe_b64decode(client.cookies[COOKIE].value)
    (row,) = shipped_rows()
    assert row["id"].bytes not in (raw[:16], raw[16:])
    assert (row["login_name"], row["centre"]) == ("", "")


def test_cookie_is_for_this_site_and_this_browser_session_only(client: Client) -> None:
    client.get(PAGE)
    cookie = client.cookies[COOKIE]
    assert {
        name: cookie[name] for name in ("httponly", "samesite", "path", "max-age", "domain")
    } == {
        "httponly": True,
        "samesite": "Lax",
        "path": "/",
        "max-age": "",
        "domain": "",
    }


def test_visit_has_no_trail_of_pages() -> None:
    assert {field.name for field in Visit._meta.fields} == {
        "id",
        "access_time",
        "last_seen",
        "out_time",
        "ended",
        "ip",
        "login_name",
        "centre",
    }
