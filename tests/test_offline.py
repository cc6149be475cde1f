"""When the line is gone a browser shows one kept page; it never keeps anything of a person."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.catalogue_rows import make_pond_lease
from tests.conftest import PASSWORD
from tests.errand_fixtures import ANSWERS, PERSON, address, caste_certificate

__all__ = ["caste_certificate"]

# All that a script, ours or a stranger's at the same telephone, could find in the browser.
STORES = """async () => {
  const found = { ...localStorage, ...sessionStorage };
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      found[new URL(request.url).pathname] = await (await cache.match(request)).text();
  }
  for (const { name } of await indexedDB.databases()) found[`database ${name}`] = name;
  return found;
}"""

UNTIL = "async () => { while (!(%s)) await new Promise((again) => setTimeout(again, 50)); }"


@pytest.fixture
def context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=live_server.url)
    made.add_cookies([{"name": "bsk-language", "value": "en", "url": live_server.url}])
    yield made
    made.close()


def wait_for_worker(page: Page) -> None:
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    page.evaluate(UNTIL % "await caches.match('/offline/')")
    page.reload()  # a page is minded by the worker from its next load on
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def cut_the_line(context: BrowserContext) -> None:
    """Ends once the worker has no line either: the browser cuts it a moment after the page's."""
    context.set_offline(True)
    gone = "fetch('/healthz', { cache: 'no-store' }).then(() => false, () => true)"
    while not context.service_workers[0].evaluate(gone):
        context.pages[0].wait_for_timeout(50)


@pytest.mark.django_db(transaction=True)
def test_reader_without_a_line_is_told_that_the_draft_is_safe(context: BrowserContext) -> None:
    make_pond_lease()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/track/")
    wait_for_worker(page)
    assert complaints == []
    cut_the_line(context)
    page.goto("/services/pond-lease/")
    assert page.get_by_role("heading", level=1).inner_text() == "ইন্টারনেটের লাইন নেই"
    expect(page.get_by_text("Your draft is safe.")).to_be_visible()
    assert page.locator("body").evaluate("e => getComputedStyle(e).marginTop") == "0px"  # styled
    context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Pond lease"


@pytest.mark.django_db(transaction=True)
def test_form_sent_into_a_dead_line_shows_the_page_too(
    context: BrowserContext, caste_certificate: Any
) -> None:
    page = context.new_page()
    page.goto(address())
    wait_for_worker(page)
    page.get_by_role("main").get_by_role("button", name="Begin").first.click()
    page.get_by_label("Name", exact=True).fill("সুচিত্রা মণ্ডল")
    cut_the_line(context)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text("Your draft is safe.")).to_be_visible()
    context.set_offline(False)
    page.go_back()
    assert page.get_by_label("Name", exact=True).input_value() == "সুচিত্রা মণ্ডল"


@pytest.mark.django_db(transaction=True)
def test_browser_keeps_nothing_of_a_person_after_an_errand(
    context: BrowserContext, caste_certificate: Any
) -> None:
    page = context.new_page()
    page.goto("/track/")
    wait_for_worker(page)
    # The errand, in this browser: forms posted as the pages do, each answer then shown.
    page.goto(address())
    page.locator("main form button").first.click()
    for name, typed in {**PERSON, **ANSWERS}.items():
        page.goto(address(name))
        sent = {key: value for key, value in typed.items() if isinstance(value, str)}
        several = [
            (k, v) for k, values in typed.items() if isinstance(values, list) for v in values
        ]
        page.evaluate(
            """async ([single, several]) => {
              const data = new FormData(document.querySelector("main form"));
              for (const [key, value] of Object.entries(single)) data.set(key, value);
              for (const [key, value] of several) data.append(key, value);
              await fetch(location.pathname, { method: "POST", body: new URLSearchParams(data) });
            }""",
            [sent, several],
        )
    page.goto(address("check"))
    page.locator("main [name=consent]").check()
    page.locator("main form button.button").last.click()
    page.wait_for_load_state()
    number = re.search(r"BSK(-\w{4}){2}-\w{5}", page.locator("main").inner_text())
    assert number is not None
    kept = page.evaluate(STORES)
    assert set(kept) == {"/offline/", "/static/styles/public.css"}
    everything = "".join(kept.values())
    told = [number[0], "সুচিত্রা", "হরিপদ", "৯৮৩০০", "9830012345", "শিমুরালি", "741248"]
    assert [word for word in told if word in everything] == []
    assert "csrf" not in everything


@pytest.mark.django_db(transaction=True)
def test_post_from_another_site_is_refused_through_the_worker_as_without_it(
    context: BrowserContext, live_server: Any
) -> None:
    page = context.new_page()
    page.goto("/track/")
    wait_for_worker(page)
    form = f'<form method="post" action="{live_server.url}/display/"><button name="size" value="large">'
    context.route(
        "http://elsewhere.example/",
        lambda route: route.fulfill(body=form, content_type="text/html"),
    )
    page.goto("http://elsewhere.example/")
    with page.expect_response(f"{live_server.url}/display/") as seen:
        page.get_by_role("button").click()
    assert seen.value.status == 403
    assert seen.value.request.all_headers().get("origin") != live_server.url


def test_policy_lets_workers_of_this_host_and_nothing_else_in(client: Client) -> None:
    policy = client.get("/healthz")["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives.pop("worker-src") == "'self'"
    assert directives == {
        "default-src": "'none'",
        **dict.fromkeys(("script-src", "style-src", "img-src", "font-src"), "'self'"),
        **dict.fromkeys(("connect-src", "manifest-src", "form-action"), "'self'"),
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.django_db
def test_worker_is_small_fresh_and_sets_no_cookie(client: Client) -> None:
    for path, kind in (("/sw.js", "text/javascript"), ("/offline/", "text/html")):
        answer = client.get(path)
        assert answer["Content-Type"].partition(";")[0] == kind
        assert answer["Cache-Control"] == "private, no-cache"
        assert len(answer.content) < (3072 if path == "/sw.js" else 5120)
        assert answer.cookies == {}


@pytest.mark.django_db
def test_staff_pages_do_not_bring_the_worker(client: Client, operator: Any) -> None:
    assert "js/offline.js" in client.get("/track/").content.decode()
    assert "js/offline.js" not in client.get("/operator/sign-in/").content.decode()
    client.post("/operator/sign-in/", {"username": "mitali", "password": PASSWORD})
    for path in ("/desk/", "/track/"):
        assert "js/offline.js" not in client.get(path).content.decode()


@pytest.mark.django_db(transaction=True)
def test_worker_that_is_switched_off_takes_itself_and_its_page_away(
    context: BrowserContext, settings: Any
) -> None:
    page = context.new_page()
    page.goto("/track/")
    wait_for_worker(page)
    settings.OFFLINE_PAGE = False
    page.reload()  # the browser asks for the worker again at each visit
    page.evaluate("async () => (await navigator.serviceWorker.getRegistration())?.update()")
    page.evaluate(UNTIL % "!(await navigator.serviceWorker.getRegistration())")
    assert page.evaluate("caches.keys()") == []
    page.reload()
    assert "js/offline.js" not in page.content()
