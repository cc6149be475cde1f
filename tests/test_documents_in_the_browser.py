"""Documents on a phone of 360 points: photographs shrunk by the script, and everything without it too."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

from citizens.people.browser import COOKIE
from services.models import Document
from tests import in_the_page
from tests.document_rows import make_service_with_documents
from tests.errand_fixtures import address

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def photograph(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """3,000 by 2,000 points of noise, which is over a megabyte."""
    path = tmp_path_factory.mktemp("phone") / "IMG_0001.jpg"
    picture = Image.frombytes("RGB", (300, 200), os.urandom(300 * 200 * 3))
    picture.resize((3000, 2000)).save(path, "JPEG", quality=85)
    return path


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Any]:
    """The page that asks for documents, of an application just begun."""
    contexts = []

    def opened(*, script: bool) -> Page:
        make_service_with_documents()
        client = Client()
        client.post(address(slug="papers"))
        context = browser.new_context(
            base_url=live_server.url,
            viewport=ViewportSize(width=360, height=740),
            java_script_enabled=script,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        cookies = {COOKIE: client.cookies[COOKIE].value, "bsk-language": "en"}
        context.add_cookies(
            [
                {"name": name, "value": value, "url": live_server.url}
                for name, value in cookies.items()
            ]
        )
        page = context.new_page()
        page.goto(address("questions-1", "papers"))
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("script", "width"), [(True, 1600), (False, 2400)])
def test_photograph_is_sent_and_kept_with_and_without_the_script(
    open_page: Any, photograph: Any, script: bool, width: int
):
    page = open_page(script=script)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.get_by_label("proof English").set_input_files(photograph)
    page.get_by_role("button", name="Send the chosen files and stay here").first.click()
    page.get_by_role("link", name="File 1 (JPEG").wait_for()
    document = Document.objects.get()
    assert (document.width, document.question, faults) == (width, "proof", [])
    page.get_by_role("button", name="Remove File 1").click()
    page.get_by_role("link", name="File 1 (JPEG").wait_for(state="detached")
    assert Document.objects.count() == 0


def test_page_of_documents_passes_axe_and_has_room_on_a_phone(open_page: Any, photograph: Any):
    page = open_page(script=True)
    page.get_by_label("proof English").set_input_files(photograph)
    page.get_by_role("button", name="Send the chosen files and stay here").first.click()
    page.get_by_role("link", name="File 1 (JPEG").wait_for()
    violations = [each["id"] for each in Axe().run(page).response["violations"]]
    small, sideways = (
        page.evaluate(script) for script in (in_the_page.SMALL_TARGETS, in_the_page.SIDEWAYS)
    )
    assert (violations, small, sideways) == ([], [], [])
