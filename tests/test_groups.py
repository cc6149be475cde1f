"""A group of questions is asked of each member: rows are added and taken away without JavaScript."""

from typing import Any

import pytest

from services.models import Draft, ServiceRequest
from tests.errand_fixtures import address, send
from tests.filling_fixtures import MEMBERS, SLUG, again, answers, begin, hidden, page, publish, save

ONE = {"family-0-relative": "রীতা", "family-0-years": "৪০"}
TWO = {**ONE, "family-1-relative": "মিনু", "family-1-years": "৭", "family-1-school": "শিমুরালি"}


@pytest.fixture
def household(nadia: Any) -> Any:
    return publish([[MEMBERS]])


def test_page_begins_with_the_least_number_of_rows(client: Any, household: Any) -> None:
    begin(client)
    html = page(client, 1)
    assert hidden(html)["family-rows"] == "1"
    assert "family বাংলা: ১" in html
    assert 'name="remove"' not in html
    assert 'name="add" value="family"' in html


def test_add_another_keeps_everything_typed_and_shows_no_errors(
    client: Any, household: Any
) -> None:
    begin(client)
    answer = save(client, 1, **ONE, add="family")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert hidden(html)["family-rows"] == "2"
    assert 'value="রীতা"' in html
    assert "error-summary" not in html
    assert "autofocus" in html[html.index("family-1-relative") - 100 :]
    assert answers()["family"] == [{"relative": "রীতা", "years": 40}]


def test_wrong_answer_stays_as_typed_when_a_row_is_added(client: Any, household: Any) -> None:
    begin(client)
    answer = save(client, 1, **{"family-0-relative": "রীতা", "family-0-years": "বুড়ি"}, add="family")
    html = answer.content.decode()
    assert 'value="বুড়ি"' in html
    assert "field-wrong" not in html


def test_remove_takes_away_that_row_and_moves_the_others_up(client: Any, household: Any) -> None:
    begin(client)
    save(client, 1, **{**TWO, "family-rows": "2"})
    answer = save(client, 1, **{**TWO, "family-rows": "2"}, remove="family-0")
    html = answer.content.decode()
    assert hidden(html)["family-rows"] == "1"
    assert "রীতা" not in html
    assert 'name="family-0-relative" value="মিনু"' in html
    assert 'name="family-0-school" value="শিমুরালি"' in html
    assert answers()["family"] == [{"relative": "মিনু", "years": 7, "school": "শিমুরালি"}]


def test_rows_left_blank_are_dropped(client: Any, household: Any) -> None:
    begin(client)
    answer = save(client, 1, **{**ONE, "family-rows": "3"})
    assert answer.url == address("check", SLUG)
    assert answers()["family"] == [{"relative": "রীতা", "years": 40}]


def test_too_few_members_are_told_once_and_beside_the_group(client: Any, household: Any) -> None:
    begin(client)
    form = save(client, 1).context["form"]
    assert form.errors == {"family": ["এখানে অন্তত ১টি পূরণ করুন।"]}


def test_more_members_than_allowed_are_refused_and_none_is_cut(client: Any, household: Any) -> None:
    begin(client)
    four = {
        name: value
        for n in range(4)
        for name, value in ((f"family-{n}-relative", f"নাম {n}ক"), (f"family-{n}-years", "30"))
    }
    four = {name: value.replace("0", "০") for name, value in four.items()}
    names = {f"family-{n}-relative": name for n, name in enumerate(("রীতা", "মিনু", "গীতা", "সীতা"))}
    answer = save(client, 1, **{**four, **names, "family-rows": "4"})
    assert answer.context["form"].errors == {"family": ["এখানে সর্বাধিক ৩টি দেওয়া যায়। বাকিগুলি বাদ দিন।"]}
    assert all(f'value="{name}"' in answer.content.decode() for name in names.values())
    assert again(client, answer, 1, **{**four, **names}, remove="family-3").status_code == 200
    assert [row["relative"] for row in answers()["family"]] == ["রীতা", "মিনু", "গীতা"]


def test_no_more_rows_are_offered_than_are_allowed(client: Any, household: Any) -> None:
    begin(client)
    html = save(client, 1, **{**ONE, "family-rows": "2"}, add="family").content.decode()
    assert hidden(html)["family-rows"] == "3"
    assert 'name="add"' not in html


@pytest.mark.parametrize("count", ["999999999", "-1", "x", "", "৩"])
def test_strange_number_of_rows_breaks_nothing(client: Any, household: Any, count: str) -> None:
    begin(client)
    for button in ({}, {"add": "family"}, {"remove": "family-7"}, {"remove": "x"}, {"add": "x"}):
        assert save(client, 1, **{**ONE, "family-rows": count}, **button).status_code in {200, 302}


def test_wrong_answer_of_one_member_is_told_in_her_row(client: Any, household: Any) -> None:
    begin(client)
    answer = save(client, 1, **{**TWO, "family-1-years": "500", "family-rows": "2"})
    assert list(answer.context["form"].errors) == ["family-1-years"]
    assert "family বাংলা: ২, years বাংলা" in answer.content.decode()
    assert answers()["family"][0] == {"relative": "রীতা", "years": 40}


def test_members_are_read_back_each_by_herself_and_stored(client: Any, household: Any) -> None:
    begin(client)
    answer = save(client, 1, **{**TWO, "family-rows": "2"})
    # The question about school came with the age, so the page was shown once more.
    assert answer.status_code == 200
    answer = again(client, answer, 1, **TWO)
    assert answer.url == address("check", SLUG)
    html = client.get(answer.url).content.decode()
    assert html.index("family বাংলা: ১") < html.index("রীতা") < html.index("family বাংলা: ২")
    assert "?change=1#id_family" in html
    assert send(client, slug=SLUG).status_code == 302
    assert ServiceRequest.objects.get().answers["family"] == [
        {"relative": "রীতা", "years": 40},
        {"relative": "মিনু", "years": 7, "school": "শিমুরালি"},
    ]
    assert Draft.objects.count() == 0


def test_optional_group_may_stay_without_members(client: Any, nadia: Any) -> None:
    publish([[{**MEMBERS, "required": False, "least": None}]])
    begin(client)
    html = page(client, 1)
    assert hidden(html)["family-rows"] == "0"
    assert save(client, 1).url == address("check", SLUG)
    assert answers()["family"] == []


def test_operator_adds_and_removes_rows_on_her_sheet(
    client: Any, household: Any, operator: Any
) -> None:
    from tests import desk_fixtures as desk

    browser = desk.signed_in(operator)
    draft = desk.begin(browser, SLUG)
    typed = {f"q-{name}": value for name, value in TWO.items()}
    sheet = {"seen": desk.seen(browser, draft), **desk.FIRST, **typed, "q-family-rows": "2"}
    added = browser.post(draft, {**sheet, "add": "q-family"})
    assert 'name="q-family-rows" value="3"' in added.content.decode()
    assert "error-summary" not in added.content.decode()
    removed = browser.post(draft, {**sheet, "seen": added.context["seen"], "remove": "q-family-0"})
    assert 'name="q-family-0-relative" value="মিনু"' in removed.content.decode()
    answer = browser.post(
        draft,
        {**sheet, "seen": removed.context["seen"], "asked": "q-family-1-school", "go_on": "1"},
    )
    assert answer.url == f"{draft}check/"
    assert "family English: 1" in browser.get(answer.url).content.decode()
    assert desk.send(browser, draft).status_code == 302
    assert len(ServiceRequest.objects.get().answers["family"]) == 2
