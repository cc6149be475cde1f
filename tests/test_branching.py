"""Questions and pages are asked when earlier answers lead to them, and not kept when they do not."""

from typing import Any

import pytest

from services.models import Draft, ServiceRequest
from tests.errand_fixtures import address, options, question, send
from tests.filling_fixtures import SLUG, again, answers, begin, hidden, page, publish, save, when

CHECK = address("check", SLUG)
FRESH = "সেই উত্তর অনুযায়ী এগুলিও জানাতে হবে"


@pytest.fixture
def land(nadia: Any) -> Any:
    """Page 1 asks of land, and how much if there is some; page 2 only of large land; page 3 all."""
    return publish(
        [
            [
                question("has_land", "yes_no"),
                question("acres", "number", shown_when=when("has_land", "equals", "yes")),
            ],
            [question("crop", "text"), question("canal", "yes_no", required=False)],
            [
                question("village", "text"),
                question("pump", "text", shown_when=when("canal", "equals", "no")),
            ],
        ],
        page_2={"shown_when": when("acres", "at_least", 5)},
    )


def test_hidden_question_is_neither_drawn_nor_asked(client: Any, land: Any) -> None:
    begin(client)
    assert "acres" not in page(client, 1)
    assert save(client, 1, has_land="no").url == address("questions-3", SLUG)
    assert answers() == {"has_land": "no"}


def test_question_brought_in_by_its_own_page_comes_calmly(client: Any, land: Any) -> None:
    begin(client)
    answer = save(client, 1, has_land="yes")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert FRESH in html
    assert "error-summary" not in html
    assert "field-wrong" not in html
    assert 'name="acres"' in html
    assert hidden(html)["asked"] == "acres"
    refused = again(client, answer, 1, has_land="yes")
    assert list(refused.context["form"].errors) == ["acres"]
    assert again(client, answer, 1, has_land="yes", acres="2").url == address("questions-3", SLUG)


def test_page_nobody_is_led_to_is_passed_over(client: Any, land: Any) -> None:
    begin(client)
    again(client, save(client, 1, has_land="yes"), 1, has_land="yes", acres="2")
    opened = client.get(address("questions-3", SLUG))
    html = opened.content.decode()
    assert (opened.context["place"], opened.context["places"]) == (5, 6)
    assert 'href="/services/household/apply/questions-1/"' in html
    assert client.get(address("questions-2", SLUG)).url == address("questions-3", SLUG)
    assert client.post(address("questions-2", SLUG), {"crop": "ধান"}).status_code == 302
    assert "crop" not in answers()
    assert save(client, 3, village="শিমুরালি").url == CHECK
    assert "পাতা 2" not in client.get(CHECK).content.decode()


def fill(client: Any) -> None:
    """A large piece of land with no canal, up to the check."""
    begin(client)
    again(client, save(client, 1, has_land="yes"), 1, has_land="yes", acres="7")
    save(client, 2, crop="ধান", canal="no")
    assert save(client, 3, village="শিমুরালি", pump="ডিজেল").url == CHECK


def test_answers_hidden_by_a_change_are_deleted_and_so_is_what_hung_on_them(
    client: Any, land: Any
) -> None:
    fill(client)
    answer = client.post(f"{address('questions-1', SLUG)}?change=1", {"has_land": "no"})
    assert answer.url == CHECK
    assert answers() == {"has_land": "no", "village": "শিমুরালি"}
    html = client.get(CHECK).content.decode()
    assert "<dd>ধান</dd>" not in html
    assert "ডিজেল" not in html
    send(client, slug=SLUG)
    assert ServiceRequest.objects.get().answers == {"has_land": "no", "village": "শিমুরালি"}


def test_posting_an_answer_to_a_hidden_question_stores_nothing(client: Any, land: Any) -> None:
    begin(client)
    assert client.post(address("questions-1", SLUG), {"has_land": "no", "acres": "9"}).url
    assert answers() == {"has_land": "no"}


def test_change_link_comes_back_to_the_check(client: Any, land: Any) -> None:
    fill(client)
    html = client.get(CHECK).content.decode()
    change = f"{address('questions-2', SLUG)}?change=1"
    assert f'href="{change}#id_crop"' in html
    opened = client.get(change).content.decode()
    assert f'href="{CHECK}"' in opened
    assert client.post(change, {**hidden(opened), "crop": "পাট", "canal": "no"}).url == CHECK
    assert answers()["crop"] == "পাট"


def test_change_that_asks_more_goes_through_it_first_and_then_back(client: Any, land: Any) -> None:
    begin(client)
    save(client, 1, has_land="no")
    save(client, 3, village="শিমুরালি")
    change = f"{address('questions-1', SLUG)}?change=1"
    answer = client.post(change, {"has_land": "yes", "acres": "8"})
    assert answer.url == f"{address('questions-2', SLUG)}?change=1"
    assert client.get(CHECK).url == address("questions-2", SLUG)
    answer = client.post(answer.url, {"crop": "ধান", "canal": "no"})
    assert answer.url == f"{address('questions-3', SLUG)}?change=1"  # it asks of the pump now
    answer = client.post(answer.url, {"village": "শিমুরালি", "pump": "ডিজেল"})
    assert answer.url == CHECK


def test_optional_question_that_comes_in_is_seen_before_the_check(client: Any, nadia: Any) -> None:
    publish(
        [
            [question("card", "choice", options=options("apl", "bpl"))],
            [
                question("name_there", "text"),
                question("note", "text", required=False, shown_when=when("card", "equals", "bpl")),
            ],
        ]
    )
    begin(client)
    save(client, 1, card="apl")
    assert save(client, 2, name_there="রীতা").url == CHECK
    assert save(client, 1, card="bpl").url == address("questions-2", SLUG)
    assert Draft.objects.get().pages_done[-1] == "questions-1"


def test_what_hangs_on_a_wrong_answer_stays_on_the_page(client: Any, nadia: Any) -> None:
    publish(
        [
            [
                question("acres", "number", most=900),
                question("crop", "text", shown_when=when("acres", "at_least", 5)),
            ]
        ]
    )
    begin(client)
    answer = again(client, save(client, 1, acres="7"), 1, acres="9999", crop="ধান")
    assert list(answer.context["form"].errors) == ["acres"]
    assert 'value="ধান"' in answer.content.decode()


def test_start_page_says_that_more_may_be_asked(client: Any, land: Any) -> None:
    html = client.get(address(slug=SLUG)).content.decode()
    assert "উত্তর অনুযায়ী আরও কোনও পাতা আসতে পারে।" in html
    assert "<li>পাতা 1</li><li>পাতা 3</li>" in html


def test_operator_is_shown_on_her_sheet_what_an_answer_brings_in(
    client: Any, land: Any, operator: Any
) -> None:
    from tests import desk_fixtures as desk

    browser = desk.signed_in(operator)
    draft = desk.begin(browser, SLUG)
    opened = browser.get(draft).content.decode()
    assert "q-acres" not in opened
    assert "q-crop" not in opened
    sheet = {**desk.FIRST, "q-has_land": "yes", "q-village": "শিমুরালি", "go_on": "1"}
    answer = browser.post(draft, {**sheet, "seen": desk.seen(browser, draft), "asked": ""})
    html = answer.content.decode()
    assert "Because of it, this is asked as well" in html
    assert "error-summary" not in html
    assert 'name="q-acres"' in html
    sheet["q-acres"] = "7"
    answer = browser.post(
        draft, {**sheet, "seen": answer.context["seen"], "asked": ["", "q-acres"]}
    )
    html = answer.content.decode()
    assert 'name="q-crop"' in html
    assert "error-summary" not in html
    sheet |= {"q-crop": "ধান", "q-canal": "yes"}
    asked = ["", "q-acres", "q-crop q-canal"]
    answer = browser.post(draft, {**sheet, "seen": answer.context["seen"], "asked": asked})
    assert answer.url == f"{draft}check/"
    assert desk.send(browser, draft).status_code == 302
    assert ServiceRequest.objects.get().answers == {
        "has_land": "yes",
        "acres": 7,
        "crop": "ধান",
        "canal": "yes",
        "village": "শিমুরালি",
    }
    browser.post("/desk/ending/")


def test_key_that_the_pages_use_themselves_is_refused(nadia: Any) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="add, version"):
        publish([[question("version", "text"), question("add", "yes_no")]])


def test_simple_page_reads_no_row_more_than_before(
    client: Any, land: Any, django_assert_max_num_queries: Any
) -> None:
    fill(client)
    with django_assert_max_num_queries(1):
        page(client, 3)
