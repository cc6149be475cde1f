"""A citizen applies for a service by herself, from Begin to the acknowledgement."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from services.models import Draft, ServiceRequest
from tests.conftest import PASSWORD
from tests.errand_fixtures import ANSWERS, PERSON, address, apply, caste_certificate, fill, send

__all__ = ["caste_certificate"]


def test_citizen_applies_in_bangla_and_gets_a_number(client: Any, caste_certificate: Any) -> None:
    page = client.get(address())
    assert "জাতি শংসাপত্র" in page.content.decode()
    fill(client)
    checked = client.get(address("check")).content.decode()
    for shown in ("সুচিত্রা মণ্ডল", "০৩/০৪/২০০১", "নমঃশূদ্র", "sc বাংলা", "voter বাংলা, ration বাংলা"):
        assert shown in checked
    answer = send(client)
    request = ServiceRequest.objects.get()
    assert answer.url == f"/acknowledgements/{request.acknowledgement}/"
    page = client.get(answer.url)
    assert request.number in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert Draft.objects.count() == 0


def test_what_was_typed_in_any_digits_is_stored_in_one_spelling(
    client: Any, caste_certificate: Any
) -> None:
    request = apply(client)
    citizen = request.citizen
    assert (citizen.mobile, citizen.pin, citizen.birth_date) == (
        "+919830012345",
        "741248",
        date(2001, 4, 3),
    )
    assert request.answers == {
        "caste": "নমঃশূদ্র",
        "category": "sc",
        "income": "120000",
        "members": 5,
        "has_card": "yes",
        "relative": "",
        "told_on": "2026-04-03",
        "proofs": ["voter", "ration"],
        "more": "",
        "other_mobile": "",
        "true": True,
    }
    assert (request.tracking_digits, request.language, request.status) == ("2345", "bn", "received")


@pytest.mark.parametrize("language", ["bn", "en"])
def test_date_has_one_meaning_in_both_languages(
    client: Any, caste_certificate: Any, language: str
) -> None:
    client.post("/language/", {"language": language})
    request = apply(client, about_you={"birth_date": "03/04/2001"})
    assert request.citizen.birth_date == date(2001, 4, 3)
    assert request.answers["told_on"] == "2026-04-03"


def test_reading_the_pages_makes_no_row(client: Any, caste_certificate: Any) -> None:
    assert client.get(address()).status_code == 200
    assert client.get(address("about-you")).url == address()
    assert client.get(address("check")).url == address()
    assert Draft.objects.count() == 0
    assert "bsk-browser" not in client.cookies


def test_pressing_begin_twice_goes_on_with_one_draft(client: Any, caste_certificate: Any) -> None:
    client.post(address())
    client.post(address("about-you"), PERSON["about-you"])
    assert client.post(address()).url == address("how-to-reach-you")
    assert Draft.objects.count() == 1


def test_citizen_comes_back_later_in_the_same_browser(client: Any, caste_certificate: Any) -> None:
    client.post(address())
    client.post(address("about-you"), PERSON["about-you"])
    left = client.post(address("how-to-reach-you"), {"mobile": "9830012345", "later": "1"})
    assert left.url == address()
    assert client.get(address()).context["draft"].person["mobile"] == "+919830012345"
    assert client.get(address("about-you")).context["form"]["name"].value() == "সুচিত্রা মণ্ডল"
    assert client.get(address("about-you")).context["form"]["birth_date"].value() == "03/04/2001"


def test_another_browser_finds_no_draft(client: Any, caste_certificate: Any) -> None:
    fill(client)
    stranger: Any = Client()
    assert stranger.get(address("check")).url == address()
    assert stranger.get(address()).context["draft"] is None


def test_draft_left_for_a_month_is_not_found(client: Any, caste_certificate: Any) -> None:
    from datetime import timedelta

    from django.utils import timezone

    fill(client)
    Draft.objects.update(touched_at=timezone.now() - timedelta(days=31))
    assert client.get(address("check")).url == address()
    assert client.post(address()).url == address("about-you")
    assert Draft.objects.get().person == {}


def test_citizen_changes_one_answer_and_returns_to_the_check(
    client: Any, caste_certificate: Any
) -> None:
    fill(client)
    saved = client.post(address("questions-1"), {**ANSWERS["questions-1"], "members": "6"})
    assert saved.url == address("check")
    send(client)
    assert ServiceRequest.objects.get().answers["members"] == 6


def test_right_answers_are_kept_where_another_is_wrong(client: Any, caste_certificate: Any) -> None:
    client.post(address())
    page = client.post(address("about-you"), {**PERSON["about-you"], "birth_date": "1/1/49"})
    assert page.status_code == 200
    html = page.content.decode()
    assert 'value="1/1/49"' in html
    assert html.count("বছরটি চার অঙ্কে লিখুন") == 2  # in the summary and beside the field
    draft = Draft.objects.get()
    assert (draft.person["name"], draft.pages_done) == ("সুচিত্রা মণ্ডল", [])
    assert "birth_date" not in draft.person


def test_two_tabs_that_save_different_pages_lose_nothing(
    client: Any, caste_certificate: Any
) -> None:
    from citizens.people.forms import AboutForm, ReachForm
    from services.requests.drafts import save_page
    from services.requests.pages import person_pages

    client.post(address())
    first, second = Draft.objects.get(), Draft.objects.get()
    about, reach, _home = person_pages()
    assert save_page(first, about, AboutForm(PERSON["about-you"]))
    assert save_page(second, reach, ReachForm(PERSON["how-to-reach-you"]))
    draft = Draft.objects.get()
    assert (draft.person["name"], draft.person["mobile"]) == ("সুচিত্রা মণ্ডল", "+919830012345")
    assert draft.pages_done == ["about-you", "how-to-reach-you"]


def test_warning_stands_before_a_box_for_long_text(client: Any, caste_certificate: Any) -> None:
    client.post(address())
    html = client.get(address("questions-2")).content.decode()
    warning = html.index("আধার নম্বর, পাসওয়ার্ড বা অপ্রয়োজনীয় কিছু লিখবেন না।")
    assert warning < html.index("<textarea")
    answers = {**ANSWERS["questions-2"], "more": "আধার ২৩৪১ ২৩৪১ ২৩৪৬"}
    page = client.post(address("questions-2"), answers)
    assert list(page.context["form"].errors) == ["more"]
    assert Draft.objects.get().answers.get("more") is None


def test_blocks_are_shown_by_a_button_and_everything_typed_stays(
    client: Any, caste_certificate: Any
) -> None:
    client.post(address())
    page = client.post(
        address("where-you-live"),
        {"district": "320", "village_or_ward": "শিমুরালি", "show_blocks": "1"},
    )
    html = page.content.decode()
    assert "চাকদহ" in html
    assert "শিমুরালি" in html
    assert not page.context["form"].errors


def test_block_of_another_district_is_refused(client: Any, caste_certificate: Any) -> None:
    from audit.models import Block, District, Subdivision

    howrah = District.objects.create(code="313", name={"bn": "হাওড়া", "en": "Howrah"})
    part = Subdivision.objects.create(
        code="313-S", district=howrah, name={"bn": "সদর", "en": "Sadar"}
    )
    Block.objects.create(
        code="313-B-BALLY",
        subdivision=part,
        district=howrah,
        kind="block",
        name={"bn": "বালি", "en": "Bally"},
    )
    client.post(address())
    page = client.post(
        address("where-you-live"), {**PERSON["where-you-live"], "block": "313-B-BALLY"}
    )
    assert list(page.context["form"].errors) == ["block"]


def test_pin_of_another_state_is_a_warning_and_no_error(
    client: Any, caste_certificate: Any
) -> None:
    fill(client, where_you_live={"pin": "854301"})
    page = client.get(address("check"))
    assert page.context["warnings"] == ["এই পিন কোড পশ্চিমবঙ্গের নয়। ঠিক থাকলে এগিয়ে যান।"]
    assert send(client).status_code == 302


@pytest.mark.parametrize("change", [{"is_offered": False}, {"kind": "information"}])
def test_service_not_to_be_asked_for_has_no_apply(
    client: Any, caste_certificate: Any, change: dict[str, Any]
) -> None:
    from services.models import Service

    fill(client)
    Service.objects.update(**change)
    for page in ("", "about-you", "check"):
        assert client.get(address(page)).status_code == 404
        assert client.post(address(page)).status_code == 404
    assert client.get(address(slug="no-such-service")).status_code == 404


def test_publishing_the_same_questions_again_keeps_the_version(caste_certificate: Any) -> None:
    from services.catalogue.versions import publish
    from tests.errand_fixtures import QUESTIONS, pages_of

    again = publish(caste_certificate, pages_of(QUESTIONS))
    assert again.pk == caste_certificate.current_version_id


def test_application_begins_from_the_citizens_own_form_only(
    client: Any, caste_certificate: Any
) -> None:
    from tests.errand_fixtures import WHOLE

    client.post("/information-form/", {**WHOLE, "consent": "on"})
    assert client.get(address()).context["own_form"].name == "সুচিত্রা মণ্ডল"
    client.post(address(), {"how": "own-form"})
    form = client.get(address("about-you")).context["form"]
    assert form["name"].value() == "সুচিত্রা মণ্ডল"
    stranger = Client()
    assert stranger.get(address()).context["own_form"] is None
    stranger.post(address(), {"how": "own-form"})
    assert stranger.get(address("about-you")).context["form"]["name"].value() is None


def test_operator_is_sent_to_the_desk(client: Any, caste_certificate: Any, operator: Any) -> None:
    client.post("/operator/sign-in/", {"username": "mitali", "password": PASSWORD})
    for page in ("", "about-you", "check"):
        answer = client.get(address(page))
        assert (answer.status_code, answer.url) == (302, "/desk/")


def test_a_page_costs_its_draft_and_at_most_the_places(
    client: Any, caste_certificate: Any, django_assert_max_num_queries: Any
) -> None:
    fill(client)
    for page, most in (("questions-1", 1), ("where-you-live", 3), ("check", 3)):
        with django_assert_max_num_queries(most):
            client.get(address(page))
