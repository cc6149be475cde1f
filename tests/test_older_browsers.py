"""Pages can be used in a browser of 2016, and in one that has no custom properties either."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from tests.catalogue_rows import make_pond_lease
from tests.errand_fixtures import address, caste_certificate
from tests.old_browser import REFUSED, as_of_2016

__all__ = ["caste_certificate"]
SHEETS = sorted((Path(__file__).resolve().parent.parent / "static/css").glob("*.css"))
PATHS = (
    "/",
    "/services/",
    "/services/?q=pond",
    "/services/pond-lease/",
    address(),
    "/information-form/",
    "/track/",
    "/policies/privacy/",
    "/operator/sign-in/",
)


def test_stylesheets_use_nothing_later_that_has_no_fallback() -> None:
    found = [
        (sheet.name, what)
        for sheet in SHEETS
        for what, later in REFUSED.items()
        if later.search(sheet.read_text())
    ]
    assert (found, len(SHEETS) > 5) == ([], True)


def test_every_var_of_a_colour_stands_with_its_pair_or_none() -> None:
    """Without custom properties a literal background under a lost colour could hide the text."""
    sheet = as_of_2016("\n".join(s.read_text() for s in SHEETS), custom_properties=False)
    assert "var(" not in sheet
    assert "background: #" not in sheet


def test_reading_as_of_2016_drops_what_came_later() -> None:
    sheet = """
      /* said */ a { color: red; margin-inline: 1px; color: var(--ink) }
      a:is(b, c) { color: blue; }
      @media (prefers-contrast: more) { a { color: black; } }
      @media (min-width: 1px) { a { display: grid; width: min(1px, 2px); top: 0; } }
      @supports not (inset-inline: 0) { a { left: 0; } }
    """
    assert as_of_2016(sheet, custom_properties=False) == (
        "a{color: red;}@media (min-width: 1px){a{top: 0;}}@media all{a{left: 0;}}"
    )


@pytest.fixture(params=[True, False], ids=["2016", "without custom properties"])
def page(request: Any, browser: Browser, live_server: Any) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 800},
        java_script_enabled=True,  # axe is a script; ours are kept away below
    )

    def older(route: Route) -> None:
        sheet = route.fetch().text()
        route.fulfill(
            body=as_of_2016(sheet, custom_properties=request.param), content_type="text/css"
        )

    context.route("**/*.css", older)
    context.route("**/*.js", lambda route: route.abort())
    yield context.new_page()
    context.close()


# Links and buttons that stand side by side with nothing between them read as one word.
TOUCHING = """() => [...document.querySelectorAll("nav li")].filter((item) => {
  const next = item.nextElementSibling;
  if (!next) return false;
  const [a, b] = [item.getBoundingClientRect(), next.getBoundingClientRect()];
  return a.top === b.top && b.left - a.right < 6;
}).map((item) => item.innerText)"""


@pytest.mark.django_db(transaction=True)
def test_page_is_readable_and_within_the_screen(page: Page, caste_certificate: Any) -> None:
    make_pond_lease()
    faults: list[Any] = []
    for path in PATHS:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        edge = page.evaluate("document.querySelector('h1').getBoundingClientRect().left")
        if width > 360 or edge < 12:
            faults.append((path, width, edge))
        faults += [(path, touching) for touching in page.evaluate(TOUCHING)]
        found = Axe().run(page).response["violations"]
        faults += [(path, one["id"], one["nodes"][0]["html"]) for one in found]
    assert faults == []


@pytest.mark.django_db(transaction=True)
def test_forms_can_be_filled_by_finger(page: Page, caste_certificate: Any) -> None:
    page.goto("/track/")
    for field in page.locator("main input:not([type=hidden]), main button").all():
        box = field.bounding_box()
        assert box is not None
        assert box["height"] >= 36
        assert box["x"] >= 12
