"""The public pages in Chromium: accessible, within the policy, from this host alone, at any width."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

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
WIDTHS = (360, 1366)
SMALLEST_TARGET = 44
# What is smaller than a finger, leaving out links inside running text, which WCAG excepts.
SMALL_TARGETS = f"""() => [...document.querySelectorAll("a, button, input, summary")]
  .filter((e) => e.type !== "hidden" && !e.closest("p, dd, td, .skip, .unseen") && e.offsetParent)
  .filter((e) => e.getBoundingClientRect().height < {SMALLEST_TARGET} - 0.5)
  .map((e) => e.outerHTML.slice(0, 80))"""


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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_public_pages_are_accessible_and_keep_to_this_host(
    contexts: Any, live_server: Any, language: str, width: int
) -> None:
    make_pond_lease()
    page, complaints, addresses = watched(contexts(language, width))
    faults: list[tuple[str, ...]] = []
    for path in PATHS:
        page.goto(path)
        found = Axe().run(page).response["violations"]
        faults += [(path, one["id"], one["nodes"][0]["html"]) for one in found]
        faults += [(path, "small", small) for small in page.evaluate(SMALL_TARGETS)]
    assert faults == []
    # Chromium reports the missing page's own status; anything else would be ours to mend.
    assert [text for text in complaints if "status of 404" not in text] == []
    assert [url for url in addresses if not url.startswith(live_server.url)] == []


def test_pages_need_no_sideways_scrolling_at_400_per_cent(contexts: Any) -> None:
    make_pond_lease()
    page = contexts("bn", 320).new_page()
    widths: dict[str, int] = {}
    for path in PATHS:
        page.goto(path)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
    assert widths == dict.fromkeys(PATHS, 320)


def test_dark_scheme_keeps_contrast(contexts: Any) -> None:
    make_pond_lease()
    page = contexts("bn", 360, color_scheme="dark").new_page()
    faults: list[Any] = []
    for path in ("/", "/services/pond-lease/", "/policies/privacy/", "/operator/sign-in/"):
        page.goto(path)
        faults += [(path, one["id"]) for one in Axe().run(page).response["violations"]]
    assert faults == []


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
    assert page.evaluate("document.activeElement.id") == "content"


def test_refused_form_moves_the_focus_to_its_summary(contexts: Any) -> None:
    page = contexts("en").new_page()
    page.goto("/operator/sign-in/")
    page.get_by_role("button", name="Sign in").click()
    assert page.title().startswith("Error: Staff sign-in")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.name") == "username"
    described = page.locator("#id_username").get_attribute("aria-describedby") or ""
    assert "id_username_error" in described.split()
    assert Axe().run(page).response["violations"] == []


def test_missing_page_shows_bangla_then_english_with_one_reference(contexts: Any) -> None:
    page = contexts("en").new_page()
    page.goto("/nowhere/")
    assert page.get_by_role("heading", level=1).inner_text() == "এই ঠিকানায় কোনও পাতা নেই"
    assert page.get_by_role("heading", level=2).inner_text() == "There is no page at this address"
    first, second = page.locator(".reference").all_inner_texts()
    assert (first, len(first)) == (second, 8)
