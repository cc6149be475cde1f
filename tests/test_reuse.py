"""What a browser answered to a shared question is offered to it for another service, and to nobody else."""

from typing import Any

import pytest
from django.test import Client

from services.models import BankQuestion, Draft
from tests.errand_fixtures import address, question, send
from tests.filling_fixtures import answers, begin, page, publish, save

FIRST, SECOND = "ration", "pension"


@pytest.fixture
def two_services(nadia: Any) -> None:
    """Both ask for the house by the bank's question, under keys of their own."""
    BankQuestion.objects.create(
        key="house",
        kind="text",
        label={"bn": "বাড়ির নাম", "en": "Name of the house"},
        purpose={"bn": "খোঁজ", "en": "To find it"},
    )
    shared = {"bank": "house", "required": True}
    note = question("note", "text")
    publish([[{"key": "house", **shared}, note]], FIRST)
    publish([[{"key": "home", **shared}, note]], SECOND)


@pytest.fixture
def sent(client: Any, two_services: None) -> Any:
    begin(client, FIRST)
    save(client, 1, FIRST, house="মায়ের বাড়ি", note="কিছু")
    assert send(client, slug=FIRST).status_code == 302
    return client


def test_citizen_sees_what_would_be_filled_in_and_from_where(sent: Any) -> None:
    html = sent.get(address(slug=SECOND)).content.decode()
    assert "“ration পরিষেবা”-এর যে আবেদন পাঠানো হয়েছিল, তাতে এখানকার কয়েকটি প্রশ্নের উত্তর আছে" in html
    assert "<li>বাড়ির নাম</li>" in html
    assert "মায়ের বাড়ি" not in html


def test_answers_are_filled_in_only_when_asked_for_and_looked_through(sent: Any) -> None:
    begin(sent, SECOND, how="own-form")
    assert answers(SECOND) == {"home": "মায়ের বাড়ি"}
    html = page(sent, 1, SECOND)
    assert 'value="মায়ের বাড়ি"' in html
    assert "দেখে নিন, ভুল থাকলে ঠিক করুন" in html
    assert save(sent, 1, SECOND, home="নতুন বাড়ি", note="না").status_code == 302
    assert Draft.objects.get(service__slug=SECOND).to_look_at == []


def test_citizen_begins_empty_if_she_wishes(sent: Any) -> None:
    begin(sent, SECOND)
    assert answers(SECOND) == {}
    sent.post(address(slug=SECOND), {"how": "own-form"})
    assert answers(SECOND) == {"home": "মায়ের বাড়ি"}
    sent.post(address(slug=SECOND), {"how": "anew"})
    assert answers(SECOND) == {}


def test_another_browser_is_offered_nothing(sent: Any) -> None:
    stranger: Any = Client()
    begin(stranger, SECOND, how="own-form")
    assert answers(SECOND) == {}
    assert "মায়ের বাড়ি" not in page(stranger, 1, SECOND)


def test_operator_is_never_offered_them(sent: Any, operator: Any) -> None:
    from tests import desk_fixtures as desk

    browser = desk.signed_in(operator)
    draft = desk.begin(browser, SECOND, how="own-form")
    assert "মায়ের বাড়ি" not in browser.get(draft).content.decode()


def test_question_of_the_services_own_is_not_filled_in(sent: Any) -> None:
    begin(sent, SECOND, how="own-form")
    assert "note" not in answers(SECOND)


def test_what_the_bank_asks_otherwise_now_is_not_filled_in(sent: Any) -> None:
    BankQuestion.objects.filter(key="house").update(kind="yes_no")
    publish([[{"key": "home", "bank": "house", "required": True}]], SECOND)
    begin(sent, SECOND, how="own-form")
    assert answers(SECOND) == {}
