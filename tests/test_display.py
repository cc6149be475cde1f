"""A reader chooses size of letters and contrast without a script, and every page remembers it."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser

from bsk_portal.display import CONTRASTS, SIZES
from tests.catalogue_rows import make_pond_lease

pytestmark = pytest.mark.django_db


def html_tag(client: Client, path: str = "/track/") -> str:
    page = client.get(path).content.decode()
    return page[page.index("<html") :].partition(">")[0]


def test_reader_who_chose_nothing_gets_what_the_device_says(client: Client) -> None:
    assert html_tag(client) == '<html lang="bn"'


def test_reader_keeps_both_choices_on_every_page(client: Client) -> None:
    answer = client.post("/display/", {"size": "large", "next": "/services/?q=a"})
    assert (answer.status_code, answer["Location"]) == (302, "/services/?q=a")
    client.post("/display/", {"contrast": "high"})
    for path in ("/", "/track/", "/policies/terms/", "/information-form/", "/nowhere/"):
        assert html_tag(client, path) == '<html lang="bn" class="size-large contrast-high"'
    client.post("/display/", {"size": "ordinary"})
    assert html_tag(client) == '<html lang="bn" class="contrast-high"'
    client.post("/display/", {"contrast": "ordinary"})
    assert html_tag(client) == '<html lang="bn"'


def test_cookie_is_out_of_reach_of_scripts_and_holds_the_choice_alone(client: Client) -> None:
    cookie = client.post("/display/", {"size": "small"}).cookies["bsk-display"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("small.ordinary", True, "Lax")


@pytest.mark.parametrize("value", ["huge.high", "large", "large.high.x", '"><b>', "..", ""])
def test_spoilt_cookie_says_nothing(client: Client, value: str) -> None:
    client.cookies["bsk-display"] = value
    assert html_tag(client) == '<html lang="bn"'


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_choice_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    assert client.post("/display/", {"size": "large", "next": elsewhere})["Location"] == "/"


def test_wrong_choice_changes_nothing(client: Client) -> None:
    client.post("/display/", {"size": "huge", "contrast": "none"})
    assert html_tag(client) == '<html lang="bn"'
    assert (len(SIZES), len(CONTRASTS)) == (3, 2)


def test_choice_on_a_page_with_a_form_keeps_what_was_typed(client: Client) -> None:
    page = client.get("/track/").content.decode()
    button = 'name="form_language" value="bn" formaction="?size=large" form="page-form"'
    assert button in page
    typed = {"number": "BSK-1", "digits": "23", "form_language": "bn"}
    answer = client.post("/track/?size=large", typed)
    html = answer.content.decode()
    assert '<html lang="bn" class="size-large">' in html
    assert 'value="BSK-1"' in html
    assert answer.cookies["bsk-display"].value == "large.ordinary"
    assert html_tag(client, "/") == '<html lang="bn" class="size-large"'


def test_address_alone_chooses_nothing(client: Client) -> None:
    answers = [
        client.get("/track/?size=large"),
        client.post("/track/?size=large", {"number": "BSK-1", "digits": "23"}),
    ]
    assert ["bsk-display" in answer.cookies for answer in answers] == [False, False]


def test_privacy_notice_names_the_cookie_in_both_languages(client: Client) -> None:
    for language, words in (
        ("bn", "অক্ষরের মাপ ও রং"),
        ("en", "the size of letters and the contrast"),
    ):
        client.cookies["bsk-language"] = language
        assert words in client.get("/policies/privacy/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_reader_without_javascript_sees_larger_letters_and_strong_contrast(
    browser: Browser, live_server: Any
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    make_pond_lease()
    for scheme in ("light", "dark"):
        context = browser.new_context(base_url=live_server.url, color_scheme=scheme)
        context.add_cookies([{"name": "bsk-language", "value": "en", "url": live_server.url}])
        page = context.new_page()
        page.goto("/services/pond-lease/")
        size = "e => parseFloat(getComputedStyle(e).fontSize)"
        before = page.locator("main p").first.evaluate(size)
        page.get_by_role("button", name="Larger letters").click()
        page.wait_for_load_state()
        assert page.url.endswith("/services/pond-lease/")
        assert page.locator("main p").first.evaluate(size) == pytest.approx(before * 1.25)
        page.get_by_role("button", name="Strong contrast").click()
        page.wait_for_load_state()
        colours = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
        assert page.locator("body").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        assert Axe().run(page).response["violations"] == []
        page.goto("/track/")
        assert page.locator("body").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        page.get_by_role("button", name="Ordinary colours").click()
        page.wait_for_load_state()
        assert page.locator("body").evaluate(colours) != ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        context.close()
