"""A service of 60 questions, 3 groups and 10 documents is filled in on a telephone without JavaScript."""

from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from citizens.people.browser import COOKIE
from services.models import Document, ServiceRequest
from tests.errand_fixtures import address, send
from tests.filling_fixtures import begin, hidden, publish
from tests.sixty_questions import SLUG, in_pages, questions, typed


@pytest.fixture
def long_form(nadia: Any) -> Any:
    return publish(in_pages(), SLUG)


def fill(client: Any, *numbers: int) -> Any:
    """Opens and saves these pages; the last answer."""
    answer = None
    for number in numbers:
        url = address(f"questions-{number}", SLUG)
        own = hidden(client.get(url).content.decode())
        answer = client.post(url, {**own, **typed(in_pages()[number - 1])})
        assert answer.status_code == 302, answer.context["form"].errors
    return answer


def test_service_has_60_questions_3_groups_and_10_documents() -> None:
    kinds = [each["kind"] for each in questions()]
    assert (len(kinds), kinds.count("group"), kinds.count("document")) == (60, 3, 10)
    assert {len(page) for page in in_pages()} == {5}


@pytest.mark.django_db
def test_citizen_sends_sixty_answers_and_all_are_kept(
    client: Any, long_form: Any, settings: Any, tmp_path: Any
) -> None:
    begin(client, SLUG)
    assert fill(client, *range(1, 13)).url == address("check", SLUG)
    html = client.get(address("check", SLUG)).content.decode()
    assert html.count("?change=1#id_q") == 60
    assert send(client, slug=SLUG).status_code == 302
    answers = ServiceRequest.objects.get().answers
    assert answers.keys() == {each["key"] for each in questions()}
    assert [len(answers[f"q{number}"]) for number in (19, 39, 59)] == [2, 2, 2]
    assert Document.objects.filter(request=ServiceRequest.objects.get()).count() == 10


@pytest.mark.django_db
def test_every_page_costs_few_queries(
    client: Any, long_form: Any, django_assert_max_num_queries: Any
) -> None:
    begin(client, SLUG)
    fill(client, *range(1, 13))
    for number in range(1, 13):
        with django_assert_max_num_queries(4):
            assert client.get(address(f"questions-{number}", SLUG)).status_code == 200
    # The pages of the person, and the documents of the ten questions that ask for some.
    with django_assert_max_num_queries(25):
        client.get(address("check", SLUG))


@pytest.mark.django_db(transaction=True)
def test_pages_fit_a_telephone_without_javascript(
    browser: Browser, live_server: Any, client: Any, long_form: Any
) -> None:
    begin(client, SLUG)
    context = browser.new_context(
        base_url=live_server.url,
        viewport=ViewportSize(width=360, height=740),
        java_script_enabled=False,
    )
    context.set_default_timeout(10_000)
    secret: Any = {
        "name": COOKIE,
        "value": client.cookies[COOKIE].value,
        "url": live_server.url,
    }
    context.add_cookies([secret])
    page = context.new_page()
    page.goto(address("questions-4", SLUG))
    width = "document.documentElement.scrollWidth"
    page.get_by_role("button", name="আরও একটি যোগ করুন").click()
    expect(page.get_by_role("group", name="q19 বাংলা: ২")).to_be_visible()
    wide: dict[Any, int] = {}
    for number in (1, 2, 4, 8, 12):
        page.goto(address(f"questions-{number}", SLUG))
        wide[number] = page.evaluate(width)
    page.goto(address("questions-1", SLUG))
    page.get_by_role("button", name="রেখে এগিয়ে যান").click()
    page.wait_for_load_state()
    wide["errors"] = page.evaluate(width)
    fill(client, *range(1, 13))
    page.goto(address("check", SLUG))
    wide["check"] = page.evaluate(width)
    context.close()
    assert {place: width for place, width in wide.items() if width > 360} == {}
