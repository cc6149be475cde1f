"""A citizen comes back to a saved application by its reference, in any browser; nobody else does."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from audit.languages.reference_numbers import new_number
from audit.models import Event, Refusal
from services.models import Draft
from tests.desk_fixtures import begin, signed_in
from tests.desk_fixtures import fill as fill_sheet
from tests.errand_fixtures import PERSON, address, caste_certificate, fill, send

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db
RESUME = "/resume/"


@pytest.fixture
def begun(caste_certificate: Any, client: Any) -> Draft:
    """Suchitra's application, filled in up to the check in the browser `client`."""
    fill(client)
    return Draft.objects.get()


@pytest.fixture
def phone() -> Any:
    """Another browser."""
    client = Client()
    client.cookies["bsk-language"] = "en"
    return client


def ask(client: Any, number: str, digits: str = "", **more: str) -> Any:
    return client.post(RESUME, {"number": number, "digits": digits, **more})


def test_reference_is_shown_where_the_application_is_left(
    begun: Draft, client: Any, caste_certificate: Any
) -> None:
    client.cookies["bsk-language"] = "en"
    answer = client.post(address("about-you"), {**PERSON["about-you"], "later": "1"}, follow=True)
    page = answer.content.decode()
    assert re.fullmatch("BSK-[0-9A-Y]{4}-[0-9A-Y]{4}-[0-9A-Y]{5}", begun.number)
    assert begun.number in page
    assert "Write it down" in page
    assert 'href="/resume/"' in page


@pytest.mark.parametrize("spelled", ["as shown", "small letters", "without signs"])
def test_reference_and_four_digits_open_it_in_another_browser(
    begun: Draft, phone: Any, spelled: str
) -> None:
    number = {
        "as shown": begun.number,
        "small letters": begun.number.lower().replace("-", " "),
        "without signs": begun.reference,
    }[spelled]
    answer = ask(phone, number, "২৩৪৫")
    assert (answer.status_code, answer.url) == (302, address())
    assert phone.get(address("check")).status_code == 200
    assert send(phone).status_code == 302
    assert list(Event.objects.filter(action="draft.resumed").values_list("subject", "by")) == [
        (f"draft:{begun.pk}", "citizen")
    ]


def test_browser_that_had_it_finds_it_no_longer(begun: Draft, phone: Any, client: Any) -> None:
    ask(phone, begun.number, "2345")
    assert client.get(address("check")).url == address()
    assert client.get(address()).context["draft"] is None


def test_four_digits_are_not_asked_of_who_gave_no_mobile(
    caste_certificate: Any, client: Any, phone: Any
) -> None:
    client.post(address())
    draft = Draft.objects.get()
    assert ask(phone, draft.number).status_code == 302
    assert ask(Client(), draft.number, "0000").status_code == 302


@pytest.mark.parametrize("digits", ["", "5432", "0000"])
def test_wrong_digits_look_like_an_unknown_reference(begun: Draft, phone: Any, digits: str) -> None:
    wrong = ask(phone, begun.number, digits)
    unknown = ask(phone, new_number(), digits)
    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert list(wrong.context["form"].non_field_errors()) == list(
        unknown.context["form"].non_field_errors()
    )
    assert Draft.objects.get().browser == begun.browser


@pytest.mark.parametrize(
    ("number", "digits", "wrong"),
    [
        ("", "", ["number"]),
        ("BSK-1", "12", ["digits", "number"]),
        ("x" * 500, "abcd", ["digits", "number"]),
        ("\0", "\0", ["digits", "number"]),
    ],
)
def test_reference_that_can_be_none_is_refused_beside_its_field(
    caste_certificate: Any, phone: Any, number: str, digits: str, wrong: list[str]
) -> None:
    answer = ask(phone, number, digits)
    assert answer.status_code == 200
    assert sorted(answer.context["form"].errors) == wrong
    assert "slip" not in str(answer.context["form"].errors)


def test_guessing_is_limited_by_number_and_by_address(begun: Draft, phone: Any) -> None:
    with time_machine.travel(timezone.now().replace(minute=1), tick=False):
        tries = [ask(phone, begun.number, f"{guess:04}").status_code for guess in range(11)]
        assert tries == [200] * 10 + [429]
        assert ask(phone, begun.number, "2345").status_code == 429
        unknown = new_number()
        others = [
            Client(REMOTE_ADDR="10.0.0.9").post(RESUME, {"number": unknown}).status_code
            for _ in range(11)
        ]
        assert others == tries
    assert Refusal.objects.filter(rule="rate_limit").count() == 3


def test_coming_back_costs_no_try(begun: Draft, phone: Any) -> None:
    assert {ask(phone, begun.number, "2345").status_code for _ in range(25)} == {302}


@pytest.mark.parametrize("which", ["saved", "own"])
def test_browser_with_one_of_its_own_is_asked_and_loses_neither(
    begun: Draft, phone: Any, which: str
) -> None:
    phone.post(address())
    phone.post(address("about-you"), {**PERSON["about-you"], "name": "Anima Das"})
    own = Draft.objects.exclude(pk=begun.pk).get()
    page = ask(phone, begun.number, "2345")
    html = page.content.decode()
    assert page.status_code == 200
    assert begun.number in html
    assert own.number in html
    assert "সুচিত্রা" not in html
    assert Draft.objects.get(pk=begun.pk).browser == begun.browser
    assert ask(phone, begun.number, "2345", which=which).status_code == 302
    kept = phone.get(address()).context["draft"]
    assert kept.pk == {"saved": begun.pk, "own": own.pk}[which]
    assert Draft.objects.count() == 2
    other = {"saved": own, "own": begun}[which]
    digits = {"saved": "", "own": "2345"}[which]
    assert ask(Client(), other.number, digits).status_code == 302


def test_draft_of_an_operator_is_never_opened_by_its_reference(
    caste_certificate: Any, operator: Any, phone: Any
) -> None:
    desk = signed_in(operator)
    fill_sheet(desk, begin(desk))
    draft = Draft.objects.get()
    assert ask(phone, draft.number, "2345").status_code == 200
    assert Draft.objects.get().browser == ""
    assert desk.get(RESUME).url == "/desk/"


def test_draft_that_lay_too_long_or_was_sent_is_not_opened(
    begun: Draft, phone: Any, client: Any
) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert ask(phone, begun.number, "2345").status_code == 200
    send(client)
    assert ask(phone, begun.number, "2345").status_code == 200


def test_reference_stands_in_no_address_title_or_event(
    begun: Draft, phone: Any, client: Any
) -> None:
    answer = ask(phone, begun.number, "2345")
    assert begun.reference not in answer.url
    title = client.get(address()).content.decode().partition("</title>")[0]
    assert begun.number not in title
    assert begun.reference not in str(list(Event.objects.values()))


def test_page_of_coming_back_keeps_what_is_typed_in_another_language(phone: Any, db: None) -> None:
    answer = phone.post(RESUME, {"number": "bsk 34", "digits": "12", "form_language": "bn"})
    form = answer.context["form"]
    assert (form["number"].value(), form["digits"].value(), form.errors) == ("bsk 34", "12", {})


@pytest.mark.parametrize("path", ["/", "/track/"])
def test_way_back_is_found_from_home_and_from_tracking(phone: Any, db: None, path: str) -> None:
    assert 'href="/resume/"' in phone.get(path).content.decode()
