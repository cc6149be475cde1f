"""A draft moves to the version that is published meanwhile, says what is to be looked at, loses nothing."""

from typing import Any

import pytest

from services.models import Draft, ServiceRequest
from tests.errand_fixtures import address, options, question, send, token
from tests.filling_fixtures import MEMBERS, SLUG, answers, begin, hidden, page, publish, save, when

CHECK = address("check", SLUG)
CHANGED = "আবেদনটি শুরু করার পরে এই পরিষেবার প্রশ্ন বদলেছে।"

VILLAGE = question("village", "text")
CARD = question("card", "choice", options=options("apl", "bpl"))
ACRES = question("acres", "number")
PUMP = question("pump", "text", required=False)


@pytest.fixture
def land(nadia: Any) -> Any:
    return publish([[VILLAGE, CARD], [ACRES, PUMP]])


def fill(client: Any) -> None:
    begin(client)
    save(client, 1, village="শিমুরালি", card="bpl")
    assert save(client, 2, acres="৭", pump="ডিজেল").url == CHECK


def told() -> dict[str, str]:
    return {each["key"]: each["what"] for each in Draft.objects.get().to_look_at}


def test_draft_moves_when_it_is_opened_and_says_what_changed(client: Any, land: Any) -> None:
    fill(client)
    new = publish(
        [
            [VILLAGE, {**CARD, "options": options("apl", "bpl", "aay")}],
            [ACRES, question("well", "text")],
        ]
    )
    html = client.get(address(slug=SLUG)).content.decode()
    assert CHANGED in html
    assert "“well বাংলা”: এটি নতুন প্রশ্ন।" in html
    assert "“card বাংলা”: প্রশ্নটি বদলেছে।" in html
    assert "“pump বাংলা”: এটি আর জানতে চাওয়া হয় না; উত্তরটি মুছে ফেলা হয়েছে।" in html
    draft = Draft.objects.get()
    assert draft.version_id == new.current_version_id
    assert draft.answers == {"village": "শিমুরালি", "card": "bpl", "acres": 7}
    assert draft.pages_done == ["about-you", "how-to-reach-you", "where-you-live"]
    assert told() == {"card": "changed", "well": "new", "pump": "gone"}


def test_list_stands_on_the_page_concerned_until_it_is_saved(client: Any, land: Any) -> None:
    fill(client)
    publish(
        [[VILLAGE, {**CARD, "options": options("bpl")}], [ACRES, PUMP, question("well", "text")]]
    )
    assert client.get(CHECK).url == f"{address('questions-1', SLUG)}?change=1"
    html = page(client, 1)
    assert "“card বাংলা”" in html
    assert "“well বাংলা”" not in html
    assert 'value="bpl" required checked' in html or "checked" in html
    change = client.post(
        f"{address('questions-1', SLUG)}?change=1", {"village": "গ", "card": "bpl"}
    )
    assert change.url == f"{address('questions-2', SLUG)}?change=1"
    assert told() == {"well": "new"}
    last = {"acres": "7", "pump": "ডিজেল", "well": "আছে"}
    assert client.post(change.url, last).url == CHECK
    assert told() == {}
    assert CHANGED not in client.get(CHECK).content.decode()


def test_version_published_between_check_and_sending_asks_what_is_new_first(
    client: Any, land: Any
) -> None:
    fill(client)
    form_token = token(client, SLUG)
    publish([[VILLAGE, CARD], [ACRES, PUMP, question("well", "text")]])
    answer = send(client, form_token, SLUG)
    assert answer.url == f"{address('questions-2', SLUG)}?change=1"
    assert ServiceRequest.objects.count() == 0
    html = client.get(answer.url).content.decode()
    assert 'value="ডিজেল"' in html
    typed = {**hidden(html), "acres": "7", "pump": "ডিজেল", "well": "আছে"}
    assert client.post(answer.url, typed).url == CHECK
    assert send(client, form_token, SLUG).status_code == 302
    assert ServiceRequest.objects.get().answers == {
        "village": "শিমুরালি",
        "card": "bpl",
        "acres": 7,
        "pump": "ডিজেল",
        "well": "আছে",
    }


def test_answer_that_is_gone_is_seen_before_anything_is_sent(client: Any, land: Any) -> None:
    fill(client)
    form_token = token(client, SLUG)
    publish([[VILLAGE, CARD], [ACRES]])
    answer = send(client, form_token, SLUG)
    assert answer.status_code == 200
    assert "“pump বাংলা”: এটি আর জানতে চাওয়া হয় না" in answer.content.decode()
    assert send(client, form_token, SLUG).status_code == 302
    assert "pump" not in ServiceRequest.objects.get().answers


def test_request_keeps_its_version_for_ever(client: Any, land: Any) -> None:
    fill(client)
    send(client, slug=SLUG)
    version = ServiceRequest.objects.get().version_id
    publish([[VILLAGE]])
    assert ServiceRequest.objects.get().version_id == version


def test_same_questions_in_other_pages_need_no_look(client: Any, land: Any) -> None:
    fill(client)
    publish([[ACRES], [VILLAGE], [{**CARD, "hint": {"bn": "কার্ডে লেখা", "en": "On it"}}, PUMP]])
    assert client.get(CHECK).status_code == 200
    assert told() == {}
    assert answers() == {"village": "শিমুরালি", "card": "bpl", "acres": 7, "pump": "ডিজেল"}


def test_page_sent_after_its_questions_moved_to_another_loses_nothing(
    client: Any, land: Any
) -> None:
    begin(client)
    save(client, 1, village="শিমুরালি", card="bpl")
    sent = {**hidden(page(client, 2)), "acres": "7", "pump": "ডিজেল"}
    publish([[ACRES, PUMP], [question("well", "text")], [VILLAGE, CARD]])
    answer = client.post(address("questions-2", SLUG), sent)
    assert answer.url == address("questions-1", SLUG)
    assert answers() == {"acres": 7, "pump": "ডিজেল", "village": "শিমুরালি", "card": "bpl"}


def test_page_sent_with_a_new_question_on_it_comes_back_as_typed(client: Any, land: Any) -> None:
    begin(client)
    save(client, 1, village="শিমুরালি", card="bpl")
    sent = {**hidden(page(client, 2)), "acres": "7", "pump": "ডিজেল"}
    publish([[VILLAGE, CARD], [ACRES, PUMP, question("well", "text")]])
    answer = client.post(address("questions-2", SLUG), sent)
    assert list(answer.context["form"].errors) == ["well"]
    assert 'value="ডিজেল"' in answer.content.decode()


def test_what_was_typed_wrong_moves_with_its_question(client: Any, land: Any) -> None:
    begin(client)
    save(client, 1, village="শিমুরালি", card="bpl")
    save(client, 2, acres="সাত বিঘা", pump="ডিজেল")
    publish([[VILLAGE], [CARD], [PUMP, question("well", "text"), ACRES]])
    html = page(client, 3)
    assert 'value="সাত বিঘা"' in html
    assert 'value="ডিজেল"' in html
    assert "error-summary" not in html


def test_answer_of_another_kind_is_asked_anew(client: Any, land: Any) -> None:
    fill(client)
    publish([[VILLAGE, CARD], [question("acres", "yes_no"), {**PUMP, "kind": "long_text"}]])
    client.get(address(slug=SLUG))
    assert answers() == {"village": "শিমুরালি", "card": "bpl", "pump": "ডিজেল"}
    assert told() == {"acres": "changed", "pump": "changed"}


def test_question_that_is_new_but_not_reached_yet_is_not_listed(client: Any, land: Any) -> None:
    begin(client)
    save(client, 1, village="শিমুরালি", card="bpl")
    publish([[VILLAGE, CARD], [ACRES, question("well", "text")]])
    assert CHANGED not in page(client, 2)
    assert told() == {}


def test_members_of_a_group_keep_what_still_fits(client: Any, nadia: Any) -> None:
    publish([[MEMBERS]])
    begin(client)
    save(client, 1, **{"family-0-relative": "রীতা", "family-0-years": "৪০"})
    asked = [*MEMBERS["questions"][:1], question("sex", "choice", options=options("f", "m"))]
    publish([[{**MEMBERS, "questions": asked}]])
    html = page(client, 1)
    assert answers() == {"family": [{"relative": "রীতা"}]}
    assert told() == {"sex": "new", "years": "gone"}
    assert "“sex বাংলা”: এটি নতুন প্রশ্ন।" in html


def test_question_that_new_rules_bring_in_is_to_be_looked_at(client: Any, nadia: Any) -> None:
    hung = {**PUMP, "shown_when": when("card", "equals", "apl")}
    publish([[CARD], [ACRES, hung]])
    begin(client)
    save(client, 1, card="bpl")
    save(client, 2, acres="7")
    publish([[CARD], [ACRES, PUMP]])
    assert client.get(CHECK).url == f"{address('questions-2', SLUG)}?change=1"
    assert told() == {"pump": "new"}


def test_operators_draft_moves_too(client: Any, land: Any, operator: Any) -> None:
    from tests import desk_fixtures as desk

    browser = desk.signed_in(operator)
    draft = desk.begin(browser, SLUG)
    sheet = {**desk.FIRST, "q-village": "শিমুরালি", "q-card": "bpl", "q-acres": "7"}
    browser.post(draft, {**sheet, "seen": desk.seen(browser, draft), "go_on": "1"})
    publish([[VILLAGE, CARD], [ACRES, question("well", "text")]])
    html = browser.get(f"{draft}check/").content.decode()
    assert "“well English” is asked for the first time." in html
    assert 'value="শিমুরালি"' in html
    sheet["q-well"] = "আছে"
    answer = browser.post(draft, {**sheet, "seen": desk.seen(browser, draft), "go_on": "1"})
    assert answer.url == f"{draft}check/"
    assert desk.send(browser, draft).status_code == 302
    assert ServiceRequest.objects.get().answers["well"] == "আছে"


def test_page_sent_late_changes_no_question_whose_key_only_begins_like_one_of_it(
    client: Any, nadia: Any
) -> None:
    first = [question("helper", "name")]
    second = [question("helper_2", "name")]
    publish([first, second])
    begin(client)
    save(client, 1, helper="Rina Soren")
    drawn = hidden(page(client, 2))
    publish([first, [*second, question("extra", "text", required=False)]])
    client.post(address("questions-2", SLUG), {**drawn, "helper_2": "Anima Das"})
    kept = answers()
    assert (kept["helper"], kept["helper_2"]) == ("Rina Soren", "Anima Das")
