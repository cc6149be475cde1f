"""The desk's pages in Chromium: within the policy, at an operator's screen and a telephone.

That they are accessible, test_every_page_in_the_browser shows.
"""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.desk_fixtures import begin, fill, serve, signed_in
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]

pytestmark = pytest.mark.django_db(transaction=True)
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


@pytest.mark.parametrize(("language", "width"), [("bn", 360), ("en", 1366)])
def test_desk_fits_the_screen_and_obeys_the_policy(
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
    wide = []
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200
        wide += [path] if page.evaluate(TOO_WIDE) else []
    page.fill("#find_wanted", "9830012345")
    with page.expect_navigation():
        page.press("#find_wanted", "Enter")
    assert request.number in page.content()
    context.close()
    assert (wide, complaints) == ([], [])
