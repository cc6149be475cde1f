"""The desk's pages in Chromium: accessible, within the policy, at an operator's screen and a telephone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.desk_fixtures import begin, fill, serve, signed_in
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]

pytestmark = pytest.mark.django_db(transaction=True)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


@pytest.mark.parametrize(
    ("language", "width"), [("bn", 1366), ("en", 1366), ("bn", 360), ("en", 360)]
)
def test_desk_is_accessible_and_fits_the_screen(
    browser: Browser,
    live_server: Any,
    caste_certificate: Any,
    operator: Any,
    language: str,
    width: int,
) -> None:
    client = signed_in(operator, language)
    request = serve(client)
    draft = begin(client)
    fill(client, draft)
    paths = (
        "/desk/",
        "/desk/requests/",
        "/desk/information-form/",
        f"/desk/requests/{request.acknowledgement}/",
        f"/desk/people/{request.citizen.reference}/",
        draft,
        f"{draft}check/",
    )
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 768}
    )
    cookies = {"bsk-language": language, "bsk-session": client.cookies["bsk-session"].value}
    context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    wrong, wide = {}, []
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200
        found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
        wrong.update({f"{path} {each['id']}": each["nodes"][0]["html"] for each in found})
        wide += [path] if page.evaluate(TOO_WIDE) else []
    page.fill("#find_wanted", "9830012345")
    with page.expect_navigation():
        page.press("#find_wanted", "Enter")
    assert request.number in page.content()
    found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    wrong.update({f"found {each['id']}": each["nodes"][0]["html"] for each in found})
    context.close()
    assert (wrong, wide, complaints) == ({}, [], [])
