"""A citizen signs in by a code at 360 px, in Bangla and without JavaScript, and leaves nothing behind."""

from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize

from citizens.models import Notice
from tests.admin_rows import make_citizen, make_request
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_citizen_signs_in_by_the_code_of_the_outbox_and_back_shows_nothing_after_sign_out(
    browser: Browser, live_server: Any, caste_certificate: Any, operator: Any
) -> None:
    own = make_request(caste_certificate, operator, citizen=make_citizen(mobile="+919830012345"))
    viewport = ViewportSize(width=360, height=740)
    context = browser.new_context(
        base_url=live_server.url, viewport=viewport, java_script_enabled=False
    )
    context.set_default_timeout(8000)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="আমার আবেদন").first.click()
    page.get_by_label("মোবাইল নম্বর").fill("৯৮৩০০১২৩৪৫")
    page.get_by_role("button", name="কোড পাঠান").click()
    code = Notice.objects.get(template="code.sign_in").values["code"]
    page.get_by_label("কোড", exact=True).fill(code)
    page.get_by_role("button", name="সাইন ইন").click()
    page.get_by_role("link", name=own.number).click()
    assert own.number in page.content()
    page.go_back()
    page.get_by_role("button", name="সাইন আউট", exact=True).click()
    page.get_by_role("heading", name="আমার আবেদন").wait_for()
    page.go_back()
    assert own.number not in page.content()
    context.close()
