"""Hindi and Urdu in Chromium without a script: accessible, mirrored, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.errand_fixtures import PERSON, address, caste_certificate
from tests.in_the_page import SMALL_TARGETS
from tests.test_pages_in_the_browser import contexts

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["caste_certificate", "contexts"]
Contexts = Callable[..., Any]
PATHS = ("/", "/services/", "/services/caste-certificate/", "/information-form/", "/track/")


def middle(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2


@pytest.mark.parametrize("language", ["hi", "ur"])
@pytest.mark.parametrize("width", [320, 1366])
def test_pages_are_accessible_and_fit_the_screen(
    contexts: Contexts, caste_certificate: Any, language: str, width: int
) -> None:
    page = contexts(language, width).new_page()
    faults: list[tuple[str, ...]] = []
    for path in (*PATHS, address("about-you")):
        page.goto(path)
        if path == "/information-form/":
            page.locator("#page-form > .button").click()  # with every error shown
        found = Axe().run(page).response["violations"]
        faults += [(path, one["id"], one["nodes"][0]["html"]) for one in found]
        faults += [(path, "small", small) for small in page.evaluate(SMALL_TARGETS)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append((path, "wide"))
    assert faults == []


@pytest.mark.parametrize(("language", "begins_at_the_left"), [("bn", True), ("ur", False)])
def test_layout_is_mirrored_for_urdu(
    contexts: Contexts, caste_certificate: Any, language: str, begins_at_the_left: bool
) -> None:
    page = contexts(language, 1366).new_page()
    page.goto("/services/caste-certificate/")
    for first, second in (
        (".portal-name", ".languages"),
        (".main-nav li:first-child", ".main-nav li:last-child"),
        (".breadcrumbs li:first-child", ".breadcrumbs li:last-child"),
        (".site-search input", ".site-search button"),
        (".officers th:first-child", ".officers th:last-child"),
    ):
        at_the_left = middle(page, first) < middle(page, second)
        assert at_the_left == begins_at_the_left, (first, second)


def test_switch_without_a_script_keeps_a_half_filled_page_and_its_errors(
    contexts: Contexts, caste_certificate: Any
) -> None:
    page = contexts("bn", 360, java_script_enabled=False).new_page()
    page.goto(address())
    page.locator("main form .button").first.click()
    page.locator("#id_name").fill(PERSON["about-you"]["name"])
    page.locator("[name=sex][value=female]").check()
    page.get_by_role("button", name="اردو").click()
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("#id_name").input_value() == PERSON["about-you"]["name"]
    assert page.locator("[name=sex][value=female]").is_checked()
    expect(page.locator(".error")).to_have_count(0)
    page.locator("#page-form .button").first.click()
    page.wait_for_load_state()
    wrong = page.locator(".error").count()
    assert wrong > 0
    page.get_by_role("button", name="हिन्दी").click()
    expect(page.locator("html")).to_have_attribute("lang", "hi")
    expect(page.locator(".error")).to_have_count(wrong)
    assert page.locator("#id_name").input_value() == PERSON["about-you"]["name"]


def test_enter_key_sends_the_form_and_changes_no_language(
    contexts: Contexts, caste_certificate: Any
) -> None:
    page = contexts("hi", 360, java_script_enabled=False).new_page()
    page.goto("/track/")
    page.locator("#id_number").fill("x")
    page.keyboard.press("Enter")
    page.locator(".error").first.wait_for()
    assert page.locator("html").get_attribute("lang") == "hi"
