"""An operator serves a citizen in Chromium with keys alone, at her screen's width, without scripts."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from services.models import ServiceRequest
from tests.conftest import PASSWORD
from tests.errand_fixtures import ANSWERS, PERSON, caste_certificate

__all__ = ["caste_certificate"]

pytestmark = pytest.mark.django_db(transaction=True)
FAR = 60  # more stops than any page of the desk has
TYPED = {**PERSON["about-you"], **PERSON["how-to-reach-you"], **PERSON["where-you-live"]}
FOCUSED = "document.activeElement && (document.activeElement.id || document.activeElement.name)"


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 1366, "height": 768},
        java_script_enabled=False,
    )
    context.add_cookies([{"name": "bsk-language", "value": "en", "url": live_server.url}])
    yield context.new_page()
    context.close()


def focused(page: Page) -> str:
    return str(page.evaluate(FOCUSED) or "")


def tab_to(page: Page, name: str) -> None:
    """Goes on with Tab, never back: the order is that of the page."""
    for _ in range(FAR):
        if focused(page) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {name}")


def press(page: Page, key: str) -> None:
    """A key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def press_access_key(page: Page, letter: str) -> None:
    """Alt and a letter as a keyboard sends them; Playwright's own leaves out the letter."""
    keyboard = page.context.new_cdp_session(page)
    key = {
        "modifiers": 1,
        "key": letter,
        "code": f"Key{letter.upper()}",
        "unmodifiedText": letter,
        "windowsVirtualKeyCode": ord(letter.upper()),
    }
    with page.expect_navigation(timeout=10_000):
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", **key})
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})


def fill(page: Page, name: str, value: str) -> None:
    tab_to(page, name)
    page.keyboard.type(value)


def test_operator_serves_a_citizen_with_keys_alone(
    page: Page, caste_certificate: Any, operator: Any
) -> None:
    page.goto("/desk/")
    fill(page, "id_username", "mitali")
    fill(page, "id_password", PASSWORD)
    press(page, "Enter")
    assert focused(page) == "find_wanted"
    page.keyboard.type("98300 12345")
    press(page, "Enter")
    assert "Nothing at this centre has this number." in page.content()
    press_access_key(page, "n")
    tab_to(page, "begin_service")
    page.keyboard.type("caste-certificate")
    press(page, "Enter")

    assert focused(page) == "id_name"
    for name in ("name", "guardian_name"):
        fill(page, f"id_{name}", TYPED[name])
    tab_to(page, "id_sex_0")
    page.keyboard.press("Space")
    tab_to(page, "id_birth_known_as_0")
    page.keyboard.press("Space")
    for name in ("birth_date", "mobile"):
        fill(page, f"id_{name}", TYPED[name])
    tab_to(page, "id_block")
    page.keyboard.press("ArrowDown")
    for name in ("village_or_ward", "pin"):
        fill(page, f"id_{name}", TYPED[name])
    fill(page, "id_q-caste", str(ANSWERS["questions-1"]["caste"]))
    tab_to(page, "id_q-category_0")
    page.keyboard.press("Space")
    fill(page, "id_q-income", "120000")
    press_access_key(page, "k")  # too early: the page says what is missing, and keeps the rest

    assert page.title().startswith("Error: ")
    assert page.input_value("#id_pin") == TYPED["pin"]
    fill(page, "id_q-members", "5")
    tab_to(page, "id_q-has_card_0")
    page.keyboard.press("Space")
    fill(page, "id_q-told_on", "03/04/2026")
    tab_to(page, "id_q-proofs_0")
    page.keyboard.press("Space")
    tab_to(page, "id_q-true")
    page.keyboard.press("Space")
    press(page, "Enter")

    assert page.url.endswith("/check/")
    assert "03/04/2001" in page.content()
    tab_to(page, "id_consent")
    page.keyboard.press("Space")
    press(page, "Enter")

    request = ServiceRequest.objects.get()
    assert page.inner_text(".panel-number") == request.number
    assert (request.operator, request.citizen.name) == (operator, TYPED["name"])
    press_access_key(page, "e")
    assert re.search(r"/desk/$", page.url)
    assert TYPED["name"] not in page.content()
