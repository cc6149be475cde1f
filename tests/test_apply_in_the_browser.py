"""The errand in Chromium: at 360 px with and without JavaScript, Back, double clicks and print."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = re.compile(r"BSK-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}")


@pytest.fixture
def contexts(browser: Browser, live_server: Any) -> Iterator[Any]:
    opened: list[BrowserContext] = []

    def open_context(**options: Any) -> BrowserContext:
        viewport = ViewportSize(width=360, height=740)
        context = browser.new_context(base_url=live_server.url, viewport=viewport, **options)
        context.set_default_timeout(8000)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="রেখে এগিয়ে যান").click()
    page.wait_for_load_state()


def tell_the_person(page: Page, *, script: bool) -> None:
    page.goto("/services/caste-certificate/apply/")
    page.get_by_role("button", name="শুরু করুন").click()
    page.get_by_label("নাম", exact=True).fill("সুচিত্রা মণ্ডল")
    page.get_by_label("বাবা, মা, স্বামী").fill("৺হরিপদ মণ্ডল")
    page.get_by_label("মহিলা").check()
    page.get_by_label("কেবল জন্মের বছর").check()
    page.get_by_role("textbox", name="জন্মের বছর").fill("১৯৭৫")
    go_on(page)
    page.get_by_label("মোবাইল নম্বর").fill("৯৮৩০০১২৩৪৫")
    go_on(page)
    page.get_by_label("গ্রাম, বা শহরের ওয়ার্ড").fill("শিমুরালি")
    page.get_by_label("জেলা", exact=True).select_option(label="নদিয়া")
    if not script:
        page.get_by_role("button", name="এই জেলার ব্লক ও পৌরসভা দেখান").click()
    page.get_by_label("ব্লক বা পৌরসভা").select_option(label="চাকদহ")
    page.get_by_label("পিন কোড").fill("৭৪১২৪৮")
    go_on(page)


def answer_the_questions(page: Page) -> None:
    page.get_by_label("caste বাংলা").fill("নমঃশূদ্র")
    page.get_by_label("sc বাংলা").check()
    page.get_by_label("income বাংলা").fill("১,২০,০০০")
    page.get_by_label("members বাংলা").fill("৫")
    page.get_by_label("হ্যাঁ").check()
    go_on(page)
    page.get_by_label("told_on বাংলা").fill("০৩/০৪/২০২৬")
    page.get_by_label("voter বাংলা").check()
    page.get_by_label("true বাংলা").check()
    go_on(page)


def agree(page: Page) -> None:
    page.get_by_label("উপরের বিজ্ঞপ্তি পড়েছি").check()


def test_citizen_applies_without_javascript_on_a_small_telephone(
    contexts: Any, caste_certificate: Any
) -> None:
    from services.models import ServiceRequest

    page = contexts(java_script_enabled=False).new_page()
    tell_the_person(page, script=False)
    answer_the_questions(page)
    agree(page)
    page.get_by_role("button", name="আবেদন পাঠান").click()
    request = ServiceRequest.objects.get()
    number = page.locator(".panel-number")
    assert number.inner_text() == request.number
    assert number.evaluate("line => line.scrollWidth <= line.clientWidth")
    assert request.citizen.birth_year == 1975
    page.get_by_role("link", name="এই আবেদনের খোঁজ নিন").click()
    page.get_by_label("মোবাইল নম্বরের শেষ চারটি অঙ্ক").fill("২৩৪৫")
    page.get_by_role("button", name="দেখান").click()
    page.wait_for_load_state()
    assert request.number in page.content()
    assert "সুচিত্রা" not in page.content()


def test_citizen_applies_with_javascript_and_every_page_is_accessible(
    contexts: Any, caste_certificate: Any
) -> None:
    page = contexts().new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    faults: list[Any] = []

    def look() -> None:
        faults.extend((page.url, one["id"]) for one in Axe().run(page).response["violations"])
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 360:
            faults.append((page.url, wide))

    for path in ("/information-form/", "/track/", "/services/caste-certificate/apply/"):
        page.goto(path)
        look()
    tell_the_person(page, script=True)
    look()
    go_on(page)  # nothing answered: errors beside the fields and in the summary
    look()
    for slug in ("about-you", "how-to-reach-you", "where-you-live"):
        page.goto(f"/services/caste-certificate/apply/{slug}/")
        look()
    page.goto("/services/caste-certificate/apply/questions-1/")
    answer_the_questions(page)
    look()
    agree(page)
    page.get_by_role("button", name="আবেদন পাঠান").click()
    page.wait_for_load_state()
    look()
    assert (faults, complaints) == ([], [])


def test_double_click_and_back_give_one_request(contexts: Any, caste_certificate: Any) -> None:
    from services.models import ServiceRequest

    page = contexts().new_page()
    tell_the_person(page, script=True)
    answer_the_questions(page)
    agree(page)
    page.get_by_role("button", name="আবেদন পাঠান").dblclick()
    page.wait_for_url("**/acknowledgements/**")
    number = page.locator(".panel-number").inner_text()
    page.go_back()
    send = page.get_by_role("button", name="আবেদন পাঠান")
    if send.count():
        agree(page)
        send.click()
        page.wait_for_url("**/acknowledgements/**")
        assert page.locator(".panel-number").inner_text() == number
    assert ServiceRequest.objects.get().number == number


def test_acknowledgement_prints_on_a4_and_on_a_slip(contexts: Any, caste_certificate: Any) -> None:
    page = contexts().new_page()
    tell_the_person(page, script=True)
    answer_the_questions(page)
    agree(page)
    page.get_by_role("button", name="আবেদন পাঠান").click()
    sizes = []
    for paper in ("", "?paper=slip"):
        page.goto(page.url.split("?")[0] + paper)
        printed = page.pdf(prefer_css_page_size=True)
        sizes.append(re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ", printed))
    a4, slip = ({round(float(width) / 72 * 25.4) for width in widths} for widths in sizes)
    assert (a4, slip) == ({210}, {80})
    page.emulate_media(media="print")
    assert page.evaluate("document.querySelector('main').scrollWidth <= 303")  # 80 mm
    assert NUMBER.search(page.inner_text("main"))
