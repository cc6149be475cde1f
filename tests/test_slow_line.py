"""Errands on a line of 50 kbit/s that takes 2 s to answer, without JavaScript; and their round trips."""

import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Response

from tests.errand_fixtures import apply, caste_certificate
from tests.test_apply_in_the_browser import NUMBER, agree, answer_the_questions, tell_the_person

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db(transaction=True)

LATENCY = 2.0  # seconds
SLOW = {
    "offline": False,
    "latency": LATENCY * 1000,
    "downloadThroughput": 50_000 / 8,  # bytes a second
    "uploadThroughput": 50_000 / 8,
    "connectionType": "cellular2g",
}
MOST_SECONDS = 60


@pytest.fixture
def context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    made.set_default_timeout(30_000)
    yield made
    made.close()


def counted(page: Page) -> list[str]:
    """Each page asked for from now on; that files are asked for once, test_page_weight shows."""
    asked: list[str] = []

    def count(answer: Response) -> None:
        if "/static/" not in answer.url:
            asked.append(f"{answer.request.method} {answer.url}")

    page.on("response", count)
    return asked


def slow_down(page: Page) -> None:
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)


def find_and_track(page: Page, number: str, digits: str) -> None:
    page.goto("/")
    page.get_by_label("পরিষেবার নাম").fill("caste")
    page.get_by_role("main").get_by_role("button", name="খুঁজুন").click()
    page.locator(".results a").first.click()
    page.get_by_role("navigation", name="প্রধান").get_by_role("link").nth(1).click()
    page.locator("main [name=number]").fill(number)
    page.locator("main [name=digits]").fill(digits)
    page.locator("main button.button").click()


def test_reader_finds_a_service_and_tracks_a_request_within_a_minute(
    context: BrowserContext, client: Client, caste_certificate: Any
) -> None:
    made = apply(client)
    page = context.new_page()
    asked = counted(page)
    slow_down(page)
    began = time.monotonic()
    find_and_track(page, made.number, "2345")
    assert page.locator(".panel-number").first.inner_text() == made.get_status_display()
    took = time.monotonic() - began
    assert took < MOST_SECONDS
    assert len(asked) == 5  # home, what was found, the service, the form, the answer
    assert took > len(asked) * LATENCY  # it was slow indeed


def test_application_of_five_pages_takes_two_round_trips_a_page(
    context: BrowserContext, caste_certificate: Any
) -> None:
    page = context.new_page()
    asked = counted(page)
    if os.environ.get("SLOW_LINE"):  # by hand: it takes a minute
        slow_down(page)
    began = time.monotonic()
    tell_the_person(page, script=False)
    answer_the_questions(page)
    agree(page)
    page.locator("main form button.button").last.click()
    assert NUMBER.search(page.locator(".panel-number").first.inner_text())
    print(f"{len(asked)} round trips, {time.monotonic() - began:.0f} s")  # noqa: T201 - the figure
    # The first page; to begin, for each of five pages, and to send, a post and the page after it;
    # and once more for the list of blocks, which comes in answer to its post.
    assert len(asked) == 1 + 7 * 2 + 1
