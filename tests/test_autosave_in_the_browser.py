"""In Chromium: what is typed is on the server after a moment, and there again after a crash."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from services.models import Draft
from tests.errand_fixtures import caste_certificate
from tests.operation_fixtures import wait_for

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db(transaction=True)
ABOUT = "/services/caste-certificate/apply/about-you/"


@pytest.fixture
def context(browser: Browser, live_server: Any, caste_certificate: Any) -> Any:
    context = browser.new_context(base_url=live_server.url, service_workers="block")
    context.set_default_timeout(8000)
    context.add_cookies([{"name": "bsk-language", "value": "en", "url": live_server.url}])
    yield context
    context.close()


def hurry(route: Route) -> None:
    """The page as it is, but that it saves itself after a moment and not after 20 seconds."""
    answer = route.fetch()
    body = answer.text().replace('data-autosave="20"', 'data-autosave="0.2"')
    route.fulfill(response=answer, body=body)


def opened(context: Any, *, begin: bool = False, hurried: bool = True) -> Page:
    page: Page = context.new_page()
    if begin:
        page.goto("/services/caste-certificate/apply/")
        page.get_by_role("button", name="Begin").click()
    if hurried:
        page.route(f"**{ABOUT}", hurry, times=1)
    page.goto(ABOUT)
    return page


def test_what_is_typed_is_there_again_after_the_page_was_killed(context: Any) -> None:
    page = opened(context, begin=True)
    page.get_by_label("Name", exact=True).fill("সুচিত্রা")
    page.locator("[name=birth_known_as][value=year]").check()
    page.get_by_role("textbox", name="Year of birth").fill("19")
    expect(page.get_by_text("Saved at")).to_be_visible()
    page.close(run_before_unload=False)
    page = opened(context)
    expect(page.get_by_label("Name", exact=True)).to_have_value("সুচিত্রা")
    expect(page.get_by_role("textbox", name="Year of birth")).to_have_value("19")
    expect(page.locator(".error-summary")).to_have_count(0)


def test_page_that_is_left_saves_at_once_and_one_that_is_sent_does_not(context: Any) -> None:
    page = opened(context, begin=True, hurried=False)
    page.get_by_label("Name", exact=True).fill("Rina Soren")
    page.goto("/track/")
    wait_for(lambda: Draft.objects.get().person.get("name") == "Rina Soren")
    page.goto(ABOUT)
    expect(page.get_by_label("Name", exact=True)).to_have_value("Rina Soren")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.get_by_label("Name", exact=True).fill("Rina Murmu")
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_text("Write it down")).to_be_visible()
    assert ["autosave=1" in body for body in sent if body] == [False]
    assert Draft.objects.get().person["name"] == "Rina Murmu"


def test_line_that_is_gone_is_told_and_tried_again(context: Any) -> None:
    page = opened(context, begin=True)
    context.set_offline(True)
    page.get_by_label("Name", exact=True).fill("Rina Soren")
    expect(page.get_by_text("Not saved yet; will try again.")).to_be_visible()
    context.set_offline(False)
    expect(page.get_by_text("Saved at")).to_be_visible()
    assert Draft.objects.get().person["name"] == "Rina Soren"


def test_page_that_another_window_overtook_says_that_the_button_saves(context: Any) -> None:
    older, newer = opened(context, begin=True), opened(context)
    newer.get_by_label("Name", exact=True).fill("Rina Soren")
    expect(newer.get_by_text("Saved at")).to_be_visible()
    older.get_by_label("Name", exact=True).fill("Anima Das")
    expect(older.get_by_text("no longer saves by itself")).to_be_visible()
    assert Draft.objects.get().person["name"] == "Rina Soren"
