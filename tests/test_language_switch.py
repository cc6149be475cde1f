"""The language switch keeps the page and what is typed in it, saves nothing and needs no script."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from audit.models import Event, Refusal
from citizens.models import Citizen
from services.models import Draft, ServiceRequest
from tests.desk_fixtures import QUESTIONS, begin, seen, serve, signed_in
from tests.eligibility_rows import make_women
from tests.errand_fixtures import (
    ANSWERS,
    PERSON,
    WHOLE,
    address,
    apply,
    caste_certificate,
    fill,
    token,
)

pytestmark = pytest.mark.django_db
__all__ = ["caste_certificate"]
BUTTONS = re.compile(r'<button name="(\w+)" value="(\w+)"( form="page-form")?')


def switched(client: Client, path: str, typed: dict[str, Any], language: str = "en") -> Any:
    """The page after its switch is pressed; the cookie now says the language."""
    answer = client.post(path, {**typed, "form_language": language})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language
    assert client.cookies["bsk-language"].value == language
    assert f'<html lang="{language}"' in answer.content.decode()
    return answer


def values(answer: Any) -> dict[str, Any]:
    """What stands in the fields of the page's form."""
    form = answer.context["form"]
    return {field.html_name: field.value() for field in form}


def stored() -> list[Any]:
    return [
        list(Citizen.objects.values_list("pk", flat=True)),
        list(Draft.objects.values_list("person", "answers", "pages_done", "touched_at")),
        list(ServiceRequest.objects.values_list("status", "revision")),
        Event.objects.count(),
        Refusal.objects.count(),
    ]


def test_page_without_a_form_goes_back_to_itself_with_its_question(client):
    html = client.get("/services/?q=pond&x=1").content.decode()
    back = set(re.findall(r'name="next" value="([^"]+)"', html))
    assert {unescape(address) for address in back} == {"/services/?q=pond&x=1"}
    answer = client.post("/language/", {"language": "en", "next": "/services/?q=pond&x=1"})
    assert answer.url == "/services/?q=pond&x=1"


def test_information_form_keeps_all_that_was_typed(client, nadia):
    typed = {**WHOLE, "mobile": "ছাগল", "consent": "on", "form_token": "x"}
    before = stored()
    answer = switched(client, "/information-form/", typed)
    kept = {name: value for name, value in values(answer).items() if value not in (None, "")}
    wanted = {k: v for k, v in typed.items() if k != "form_token"}
    assert kept == {**wanted, "consent": True, "wants_written_answer": False}
    assert (answer.context["form"].errors, stored()) == ({}, before)


def test_information_form_keeps_its_errors_in_the_other_language(client, nadia):
    first = client.post("/information-form/", {**WHOLE, "mobile": "ছাগল", "consent": "on"})
    assert '<input type="hidden" name="errors_shown" value="1" form="page-form">' in (
        first.content.decode()
    )
    typed = {**WHOLE, "mobile": "ছাগল", "consent": "on", "errors_shown": "1"}
    answer = switched(client, "/information-form/", typed)
    said = "Mobile number: Write a mobile number of 10 digits that begins with 6, 7, 8 or 9."
    assert (list(answer.context["form"].errors), said in answer.content.decode()) == (
        ["mobile"],
        True,
    )
    assert Citizen.objects.count() == 0


@pytest.mark.parametrize("page", [*PERSON, *ANSWERS])
def test_page_of_an_application_keeps_what_was_typed_and_saves_nothing(
    client, caste_certificate, page
):
    client.post(address())
    typed = {**PERSON, **ANSWERS}[page]
    before = stored()
    answer = switched(client, address(page), typed)
    kept = {name: value for name, value in values(answer).items() if name in typed}
    assert kept == {name: True if value == "on" else value for name, value in typed.items()}
    assert stored() == before


def test_check_of_an_application_keeps_the_tick_and_sends_nothing(client, caste_certificate):
    fill(client)
    form_token = token(client)
    before = stored()
    answer = switched(client, address("check"), {"form_token": form_token, "consent": "on"})
    assert (values(answer), stored()) == ({"consent": True}, before)
    assert str(answer.context["draft"].token) == form_token


def test_tracking_form_keeps_the_number_and_asks_nothing(client):
    typed = {"number": "bsk 3c4d", "digits": "২৩"}
    assert values(switched(client, "/track/", typed)) == typed


def test_tracked_application_is_shown_again_in_the_other_language(client, caste_certificate):
    made = apply(client)
    typed = {"number": made.number, "digits": "2345"}
    page = client.post("/track/", typed).content.decode()
    assert set(BUTTONS.findall(page)) >= {("answer_language", "en", "")}
    hidden = dict(re.findall(r'<input type="hidden" name="(number|digits)" value="([^"]*)"', page))
    assert hidden == typed
    answer = client.post("/track/", {**hidden, "answer_language": "en"})
    assert "Caste certificate" in answer.content.decode()
    assert client.cookies["bsk-language"].value == "en"


def test_sign_in_keeps_the_login_name_but_no_password_and_tries_nothing(client, operator):
    before = stored()
    typed = {"username": "mitali", "password": "half of a secr", "next": "/desk/requests/"}
    answer = switched(client, "/operator/sign-in/", typed)
    html = answer.content.decode()
    assert values(answer) == {"username": "mitali", "password": None}
    assert (typed["password"] in html, 'value="/desk/requests/"' in html) == (False, True)
    assert (stored(), "bsk-session" in client.cookies) == (before, False)


def test_own_password_is_not_kept_and_no_guess_is_counted(operator):
    client = signed_in(operator)
    for _press in range(7):
        answer = switched(client, "/operator/password/", {"old_password": "guess"}, "bn")
        assert set(values(answer).values()) == {None}


def test_sheet_of_the_desk_keeps_what_was_typed_and_saves_nothing(operator, caste_certificate):
    client = signed_in(operator)
    draft = begin(client)
    first_seen = seen(client, draft)
    before = stored()
    typed = {"seen": first_seen, **WHOLE, **QUESTIONS, "pin": "74"}
    answer = switched(client, draft, typed, "bn")
    kept = {name: value for name, value in values(answer).items() if name in typed}
    ticked = {name: True if value == "on" else value for name, value in typed.items()}
    assert {"seen": answer.context["seen"], **kept} == ticked
    assert (stored(), answer.context["form"].errors) == (before, {})


def test_sheet_still_notices_what_another_window_changed_before_the_switch(
    operator, caste_certificate
):
    client = signed_in(operator)
    draft = begin(client)
    early = seen(client, draft)
    client.post(draft, {"seen": early, "name": "রহিম", "save": "1"})
    answer = switched(client, draft, {"seen": early, **WHOLE}, "bn")
    assert answer.context["seen"] == early


def test_desk_check_and_information_form_and_rejection_keep_what_was_typed(
    operator, caste_certificate
):
    client = signed_in(operator)
    made = serve(client)
    draft = begin(client)
    client.post(draft, {"seen": seen(client, draft), **WHOLE, **QUESTIONS, "go_on": "1"})
    before = stored()
    check = {"seen": seen(client, f"{draft}check/"), "consent": "on"}
    answer = switched(client, f"{draft}check/", check, "bn")
    assert (values(answer), answer.context["seen"]) == ({"consent": True}, check["seen"])
    form = switched(client, "/desk/information-form/", {"name": "রহিম", "age": "৫০"})
    assert (values(form)["name"], values(form)["age"]) == ("রহিম", "৫০")
    reason = {"reason": "কাগজ নেই", "revision": "0"}
    rejected = switched(client, f"/desk/requests/{made.acknowledgement}/rejection/", reason, "bn")
    assert values(rejected) == {"reason": "কাগজ নেই"}
    assert stored() == before


def test_what_was_found_at_the_desk_is_shown_again(operator, caste_certificate):
    client = signed_in(operator)
    serve(client)
    page = client.post("/desk/find/", {"wanted": "9830012345"}).content.decode()
    assert '<input type="hidden" name="wanted" value="9830012345">' in page
    answer = client.post("/desk/find/", {"wanted": "9830012345", "answer_language": "bn"})
    assert "সুচিত্রা মণ্ডল" in answer.content.decode()
    assert answer.headers["Content-Language"] == "bn"


def test_switch_belongs_to_the_form_of_every_page_that_has_one(operator, caste_certificate):
    citizen, staff = Client(), signed_in(operator)
    fill(citizen)
    made = serve(staff)
    draft = begin(staff)
    make_women()
    pages = [
        (citizen, "/information-form/"),
        (citizen, address("about-you")),
        (citizen, address("where-you-live")),
        (citizen, address("check")),
        (citizen, "/track/"),
        (citizen, "/which-services/"),
        (citizen, "/services/women/eligibility/"),
        (citizen, "/operator/sign-in/"),
        (staff, "/operator/password/"),
        (staff, draft),
        (staff, "/desk/information-form/"),
        (staff, f"/desk/requests/{made.acknowledgement}/"),
    ]
    for client, path in pages:
        html = client.get(path).content.decode()
        owned = re.findall(r"<button [^>]*form=\"page-form\"[^>]*>", html)
        assert html.count('id="page-form"') == 1, path
        # The Enter key presses the first one, which is no language.
        assert "form_language" not in owned[0], path
        languages = 2 if client is staff or path == "/operator/sign-in/" else 4
        display = 4  # three sizes of letters, and the contrast
        assert len(owned) == 1 + languages + display, path


def test_unknown_language_leaves_the_page_in_the_old_one(client):
    answer = client.post("/track/", {"number": "x", "form_language": "fr"})
    assert answer.headers["Content-Language"] == "bn"
    assert "bsk-language" not in client.cookies


def test_form_from_another_site_changes_no_language():
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/track/", {"number": "x", "form_language": "en"})
    assert (answer.status_code, "bsk-language" in client.cookies) == (403, False)
