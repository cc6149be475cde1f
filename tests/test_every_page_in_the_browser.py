"""Every page and state in both languages in Chromium: WCAG 2.2 AA by axe, zoom, large text, targets."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests import in_the_page
from tests.every_page import Seen, caste_certificate, every_page, world

__all__ = ["caste_certificate", "every_page", "world"]
pytestmark = pytest.mark.django_db
HOST = "http://portal.test"
TELEPHONE, ZOOMED, DESK = 360, 320, 1366  # 320 CSS pixels are 1280 at 400 %
LARGE_TEXT = "() => { document.documentElement.style.fontSize = '200%'; }"
# Faults of the admin's templates in Django 5.2; the accessibility statement tells of them.
OF_DJANGO = {
    "aria-input-field-name",
    "empty-table-header",
    "label",
    "label-title-only",
    "link-in-text-block",
    "scrollable-region-focusable",
}
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
FOUND: dict[str, list[tuple[str, Any]]] = defaultdict(list)


LINK = re.compile(r'<link rel="(?:stylesheet|icon)" href="/static/([^"]+)"[^>]*>')


def with_its_styles(html: str) -> str:
    """The page with the stylesheets inside: thousands of requests less."""

    def style(link: re.Match[str]) -> str:
        return f"<style>{content_of(link[1])}</style>" if link[1].endswith(".css") else ""

    return LINK.sub(style, html)


@cache
def content_of(static: str) -> str:
    return Path(finders.find(static) or static).read_text()


def open_context(browser: Browser, pages: list[Seen], **options: Any) -> BrowserContext:
    """A browser that gets the pages as they were answered, and the static files; nothing else."""
    context = browser.new_context(base_url=HOST, **options)

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path.removeprefix("/").isdigit():
            html = with_its_styles(pages[int(path.removeprefix("/"))].html)
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif path.startswith("/static/") and (file := finders.find(path.removeprefix("/static/"))):
            route.fulfill(path=file)
        else:
            route.fulfill(status=404, body="")

    context.route("**/*", answer)
    return context


@pytest.fixture
def found(browser: Browser, every_page: list[Seen]) -> dict[str, list[tuple[str, Any]]]:
    """The faults of all pages by kind; the pages are walked once for all tests of this module."""
    if not FOUND:
        context = open_context(browser, every_page)
        context.add_init_script(path=AXE)
        page = context.new_page()
        for number, one in enumerate(every_page):
            if one.of_django and one.language != "bn":
                continue  # the same markup once more
            page.goto(f"/{number}")
            for kind, fault in faults_of(page, one):
                FOUND[kind].append((one.name, fault))
        context.close()
        FOUND["walked"] = [("pages", len(every_page))]
    return FOUND


def faults_of(page: Page, one: Seen) -> Iterator[tuple[str, str]]:
    def ask(kind: str, script: str) -> Iterator[tuple[str, str]]:
        for fault in page.evaluate(script):
            yield kind, fault

    def resize(width: int) -> None:
        page.set_viewport_size({"width": width, "height": 800})

    resize(DESK)
    if one.of_django:
        yield from ask("axe in the admin", in_the_page.AXE)
        return
    # Every rule in Bangla on a telephone and in English at a desk; at the other width those of layout.
    on_telephone = one.language == "bn"
    yield from ask("axe", in_the_page.AXE_OF_LAYOUT if on_telephone else in_the_page.AXE)
    yield from ask("tables", in_the_page.TABLES_WITHOUT_CAPTION)
    yield from ask("links", in_the_page.LINKS_TO_NOTHING)
    resize(TELEPHONE)
    yield from ask("axe", in_the_page.AXE if on_telephone else in_the_page.AXE_OF_LAYOUT)
    yield from ask("targets", in_the_page.SMALL_TARGETS)
    if on_telephone:
        page.emulate_media(color_scheme="dark")
        yield from ask("contrast in the dark", in_the_page.CONTRAST)
        page.emulate_media(color_scheme="light")
    resize(ZOOMED)
    yield from ask("sideways", in_the_page.SIDEWAYS)
    page.evaluate(LARGE_TEXT)
    yield from ask("large text on a telephone", in_the_page.CUT_OR_COVERED)
    resize(DESK)
    yield from ask("large text", in_the_page.SIDEWAYS)
    yield from ask("large text", in_the_page.CUT_OR_COVERED)


def test_pages_pass_axe_at_both_widths_in_both_languages(found):
    assert found["axe"] == []


def test_dark_colours_keep_their_contrast(found):
    assert found["contrast in the dark"] == []


def test_admin_has_no_faults_but_those_of_djangos_own_templates(found):
    rules = {fault.partition(":")[0] for _page, fault in found["axe in the admin"]}
    assert rules <= OF_DJANGO


def test_pages_scroll_one_way_only_at_400_per_cent(found):
    assert found["sideways"] == []


def test_nothing_is_cut_off_or_covered_with_text_of_200_per_cent(found):
    assert (found["large text"], found["large text on a telephone"]) == ([], [])


def test_targets_are_as_tall_as_a_finger(found):
    assert found["targets"] == []


def test_tables_have_captions_and_errors_lead_to_their_fields(found):
    assert (found["tables"], found["links"]) == ([], [])


def number_of(pages: list[Seen], name: str) -> int:
    return next(number for number, page in enumerate(pages) if page.name == name)


@pytest.mark.parametrize("name", ["/ bn", "apply, where-you-live en", "desk, sheet bn"])
def test_tab_goes_through_the_page_in_its_order_with_the_focus_in_sight(browser, every_page, name):
    size = {"width": DESK, "height": 800}
    context = open_context(browser, every_page, viewport=size, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"/{number_of(every_page, name)}")
    page.evaluate(in_the_page.FROM_THE_TOP)
    expected = page.evaluate(in_the_page.STOPS)
    stops = []
    for _ in expected:
        page.keyboard.press("Tab")
        stops.append(page.evaluate(in_the_page.FOCUS))
    assert [stop["html"] for stop in stops] == expected
    assert [stop["html"] for stop in stops if not stop["seen"]] == []
    assert "#content" in expected[0]
    context.close()


def test_error_summary_has_the_focus_without_a_script_on_every_refused_page(browser, every_page):
    context = open_context(browser, every_page, java_script_enabled=False)
    page = context.new_page()
    elsewhere, refused = [], 0
    for number, one in enumerate(every_page):
        if 'class="error-summary"' in one.html and not one.name.startswith("/design/"):
            page.goto(f"/{number}")
            refused += 1
            # The browser gives the focus when it first draws, which may be after the load.
            for _moment in range(40):
                focused = page.evaluate("document.activeElement.className")
                if focused == "error-summary":
                    break
                page.wait_for_timeout(50)
            else:
                elsewhere.append(one.name)
    assert (elsewhere, refused > 20) == ([], True)
    context.close()
