"""Answers of several parts in Chromium at 360 px: with JavaScript and without, nothing typed twice."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from services.models import Draft
from tests.in_the_page import LINKS_TO_NOTHING, SIDEWAYS, SMALL_TARGETS
from tests.test_answers_of_several_parts import KEPT, caste_certificate, grant
from tests.test_apply_in_the_browser import contexts, go_on, tell_the_person

__all__ = ["caste_certificate", "contexts", "grant"]
pytestmark = pytest.mark.django_db(transaction=True)


def answer(page: Page, *, script: bool) -> None:
    """Everything but the block, which another district would not have; a wrong IFSC first."""
    page.get_by_label("অ্যাকাউন্ট নম্বর").fill("০০১২৩৪৫৬৭৮৯")
    page.get_by_label("শাখার আইএফএসসি").fill("SBIN1001234")
    page.get_by_label("শুধু বছর").check()
    page.get_by_role("textbox", name="বছর", exact=True).fill("১৯৭৫")
    page.get_by_label("aadhaar বাংলা").fill("২৩৪১ ২৩৪১ ২৩৪৬")
    page.get_by_label("গ্রাম, বা শহরের ওয়ার্ড").fill("ওয়ার্ড ৭")
    page.get_by_label("পিন কোড").fill("১১০০০১")
    page.get_by_label("জেলা", exact=True).select_option(label="নদিয়া")
    if not script:
        page.get_by_role("button", name="এই জেলার ব্লক ও পৌরসভা দেখান").click()
    page.get_by_label("ব্লক বা পৌরসভা").select_option(label="কল্যাণী")
    go_on(page)


@pytest.mark.parametrize("script", [True, False], ids=["JavaScript", "no JavaScript"])
def test_citizen_puts_one_part_right_and_goes_on(contexts: Any, grant: Any, script: bool) -> None:
    page = contexts(java_script_enabled=script).new_page()
    tell_the_person(page, script=script)
    answer(page, script=script)
    summary = page.locator(".error-summary a")
    assert summary.all_inner_texts() == [
        "money বাংলা, শাখার আইএফএসসি: আইএফএসসি-র পঞ্চম ঘরে শূন্য (0) থাকে, যেমন SBIN0001234।"
    ]
    if script:
        faults = [one["id"] for one in Axe().run(page).response["violations"]]
        found = [page.evaluate(look) for look in (LINKS_TO_NOTHING, SIDEWAYS, SMALL_TARGETS)]
        assert (faults, found) == ([], [[], [], []])
    summary.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("SBIN0001234")
    go_on(page)
    assert "/apply/check/" in page.url
    assert Draft.objects.get().answers == KEPT
