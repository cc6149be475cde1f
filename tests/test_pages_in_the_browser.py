"""The public pages in Chromium: within the policy, from this host alone, by keyboard, without scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.catalogue_rows import make_pond_lease

pytestmark = pytest.mark.django_db(transaction=True)
PATHS = (
    "/",
    "/services/",
    "/services/?q=pond",
    "/services/?q=zebra",
    "/services/pond-lease/",
    "/policies/privacy/",
    "/policies/terms/",
    "/sitemap/",
    "/operator/sign-in/",
    "/nowhere/",
)


@pytest.fixture
def contexts(browser: Browser, live_server: Any) -> Iterator[Any]:
    opened: list[BrowserContext] = []

    def open_context(language: str = "bn", width: int = 360, **options: Any) -> BrowserContext:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 800}, **options
        )
        context.add_cookies([{"name": "bsk-language", "value": language, "url": live_server.url}])
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()


def watched(context: BrowserContext) -> tuple[Page, list[str], list[str]]:
    """A page, what the browser's console complains of, and the addresses it asks for."""
    page, complaints, addresses = context.new_page(), [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: addresses.append(request.url))
    return page, complaints, addresses


def test_public_pages_keep_to_this_host_and_to_the_policy(contexts: Any, live_server: Any) -> None:
    make_pond_lease()
    page, complaints, addresses = watched(contexts())
    for path in PATHS:
        page.goto(path)
    # Chromium reports the missing page's own status; anything else would be ours to mend.
    assert [text for text in complaints if "status of 404" not in text] == []
    assert [url for url in addresses if not url.startswith(live_server.url)] == []


def test_reader_without_javascript_changes_language_and_searches(contexts: Any) -> None:
    make_pond_lease()
    page = contexts("bn", 360, java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("button", name="English").click()
    page.get_by_label("Name of the service").fill("lease")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Pond lease").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Pond lease"
    assert page.title() == "Pond lease – Bangla Sahayata Kendra"


def test_keyboard_reader_skips_to_the_content_with_the_focus_in_sight(contexts: Any) -> None:
    make_pond_lease()
    page = contexts("en").new_page()
    page.goto("/services/pond-lease/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the content"
    assert (skip.bounding_box() or {"y": -1})["y"] >= 0
    assert skip.evaluate("e => getComputedStyle(e).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_refused_form_moves_the_focus_to_its_summary(contexts: Any) -> None:
    page = contexts("en").new_page()
    page.goto("/operator/sign-in/")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert page.title().startswith("Error: Staff sign-in")
    page.locator(".error-summary a").first.click()
    expect(page.locator("#id_username")).to_be_focused()
    described = page.locator("#id_username").get_attribute("aria-describedby") or ""
    assert "id_username_error" in described.split()


def test_missing_page_shows_bangla_then_english_with_one_reference(contexts: Any) -> None:
    page = contexts("en").new_page()
    page.goto("/nowhere/")
    assert page.get_by_role("heading", level=1).inner_text() == "এই ঠিকানায় কোনও পাতা নেই"
    assert page.get_by_role("heading", level=2).inner_text() == "There is no page at this address"
    first, second = page.locator(".reference").all_inner_texts()
    assert (first, len(first)) == (second, 8)
