"""A session of staff says when it ends, warns before, and goes on where nothing typed is lost."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser

from tests.conftest import PASSWORD
from tests.test_sign_in import sign_in

OWN_PAGE, SESSION = "/operator/password/", "/operator/session/"
START = datetime(2026, 11, 24, 10, 0, tzinfo=timezone.get_default_timezone())


def shown_in(client: Client) -> list[str]:
    """The sentences of the page about the end of the session."""
    html = client.get(OWN_PAGE).content.decode()
    part = html.split('class="session-end"><span>')[1]
    seconds = part.split('data-session-ends-in="')[1].partition('"')[0]
    return [part.partition("<")[0], seconds]


@pytest.mark.django_db
def test_page_says_when_the_session_ends_in_the_readers_digits(client, operator):
    with time_machine.travel(START, tick=False):
        sign_in(client)
        bangla = shown_in(client)
        client.cookies["bsk-language"] = "en"
        english = shown_in(client)
    assert bangla[0].startswith("সাইন ইন থাকবে ১০:৩০ পর্যন্ত")
    assert english == ["Signed in until 10:30, and longer with each page or save.", "1800"]


@pytest.mark.django_db
def test_opening_the_sessions_page_makes_it_longer_without_a_script(client, operator):
    client.cookies["bsk-language"] = "en"
    with time_machine.travel(START, tick=False):
        sign_in(client)
    with time_machine.travel(START + timedelta(minutes=29), tick=False):
        assert client.get(SESSION).status_code == 200
    with time_machine.travel(START + timedelta(minutes=58), tick=False):
        assert shown_in(client)[0].startswith("Signed in until 11:28")


@pytest.mark.django_db
def test_last_half_hour_of_the_longest_session_is_told_as_it_is(client, operator):
    client.cookies["bsk-language"] = "en"
    with time_machine.travel(START, tick=False):
        sign_in(client)
    for quarters in range(1, 56):  # a page each quarter of an hour, until 23:45
        with time_machine.travel(START + timedelta(minutes=15 * quarters), tick=False):
            last = shown_in(client)
    assert last == ["Signed in until 00:00, and longer with each page or save.", "900"]


@pytest.mark.django_db(transaction=True)
def test_warning_comes_two_minutes_before_and_its_link_goes_on_in_place(
    browser: Browser, live_server: Any, operator: Any, settings: Any
) -> None:
    context = browser.new_context(base_url=live_server.url, locale="en-IN")
    context.add_cookies([{"name": "bsk-language", "value": "en", "url": live_server.url}])
    page = context.new_page()
    page.clock.install()
    page.goto(SESSION)
    page.fill("#id_username", "mitali")
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    page.wait_for_url(f"**{SESSION}")
    warning = page.locator(".session-warning")
    page.clock.run_for(27 * 60_000)
    assert warning.is_hidden()
    page.clock.run_for(2 * 60_000)
    assert warning.is_visible()
    with page.expect_response(f"**{SESSION}") as again:
        warning.get_by_role("link").click()
    assert again.value.status == 200
    page.clock.run_for(2_000)
    assert (warning.is_hidden(), len(context.pages)) == (True, 1)
    context.close()
