"""A session that ends at any page of the errand costs nobody a word: it comes back, to her alone."""

import re
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from audit.centres.replaying import Typed, seal, unseal
from audit.models import Refusal
from citizens.models import Citizen
from services.models import Draft, ServiceRequest
from tests.conftest import PASSWORD
from tests.desk_fixtures import FIRST, QUESTIONS, begin, fill, refusals, serve, signed_in
from tests.errand_fixtures import ANSWERS, PERSON, address, caste_certificate
from tests.errand_fixtures import fill as fill_in
from tests.hostile import Forms
from tests.test_sign_in import SIGN_IN

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver"}
SHEET = {**FIRST, **QUESTIONS}


def form_on(answer: Any, at: str) -> dict[str, str]:
    """The last form of the page that goes to this address."""
    forms = [fields for _m, action, fields in Forms(answer.content.decode()).found if action == at]
    assert forms, answer.content.decode()
    return forms[-1]


def sign_in_again(client: Any, ended: Any, login: str = "mitali", password: str = PASSWORD) -> Any:
    form = form_on(ended, SIGN_IN)
    return client.post(SIGN_IN, {**form, "username": login, "password": password}, headers=HERE)


def sent_again(client: Any, given_back: Any, at: str) -> Any:
    """Presses the one button of the form that carries what was typed."""
    html = given_back.content.decode()
    form = html[html.index(f'action="{at}"') :].partition("</form>")[0]
    typed: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form):
        typed.setdefault(name, []).append(unescape(value))
    return client.post(at, typed, headers=HERE)


def idle(client: Any) -> None:
    session = client.session
    session["seen"] = timezone.now().timestamp() - 31 * 60
    session.save()


def purged(client: Any) -> None:
    Session.objects.all().delete()


def cookie_gone(client: Any) -> None:
    client.cookies.pop("bsk-session")


def signed_out_in_another_tab(client: Any) -> None:
    assert client.post("/operator/sign-out/", headers=HERE).status_code == 302


ENDS = [idle, purged, cookie_gone, signed_out_in_another_tab]
End = Callable[[Any], None]


@pytest.fixture
def desk(operator: Any) -> Any:
    return signed_in(operator)


def drawn(client: Any, path: str) -> dict[str, str]:
    """The hidden fields of the page's own form, as the browser would send them."""
    page = client.get(path)
    names = ("page_of", "window", "seen", "version", "form_token", "revision")
    every = [fields for _m, _action, fields in Forms(page.content.decode()).found]
    form = next(fields for fields in every if "page_of" in fields)
    return {name: form[name] for name in names if name in form}


@pytest.mark.parametrize("end", ENDS)
def test_operator_whose_session_ends_on_the_sheet_retypes_nothing(
    caste_certificate: Any, desk: Any, end: End
) -> None:
    draft = begin(desk)
    form = {**drawn(desk, draft), **SHEET, "go_on": "1"}
    end(desk)
    ended = desk.post(draft, form, headers=HERE)
    assert ended.status_code == 403
    assert "সুচিত্রা" not in ended.content.decode()
    given_back = sign_in_again(desk, ended)
    answer = sent_again(desk, given_back, draft)
    assert answer.status_code == 302, answer.content.decode()
    assert answer.url == f"{draft}check/"
    kept = Draft.objects.get()
    assert kept.person["name"] == PERSON["about-you"]["name"]
    assert kept.answers["proofs"] == ["voter", "ration"]
    assert Refusal.objects.count() == 0


@pytest.mark.parametrize("end", ENDS)
def test_operator_whose_session_ends_while_she_reads_out_sends_all_the_same(
    caste_certificate: Any, desk: Any, end: End
) -> None:
    draft = begin(desk)
    assert fill(desk, draft).status_code == 302
    form = {**drawn(desk, f"{draft}check/"), "consent": "on"}
    end(desk)
    ended = desk.post(f"{draft}check/", form, headers=HERE)
    answer = sent_again(desk, sign_in_again(desk, ended), f"{draft}check/")
    number = ServiceRequest.objects.get().acknowledgement
    assert (answer.status_code, answer.url) == (302, f"/desk/requests/{number}/")


@pytest.mark.parametrize("end", ENDS)
def test_operator_whose_session_ends_on_the_information_form_retypes_nothing(
    nadia: Any, desk: Any, end: End
) -> None:
    at = "/desk/information-form/"
    form = {**drawn(desk, at), **FIRST, "consent": "on"}
    end(desk)
    ended = desk.post(at, form, headers=HERE)
    given_back = sign_in_again(desk, ended)
    assert sent_again(desk, given_back, at).status_code == 302
    assert Citizen.objects.get().name == PERSON["about-you"]["name"]


@pytest.mark.parametrize("end", ENDS)
def test_operator_whose_session_ends_on_a_rejection_retypes_no_reason(
    caste_certificate: Any, desk: Any, end: End
) -> None:
    made = serve(desk)
    desk.post(f"/desk/requests/{made.acknowledgement}/forwarding/", {"revision": "0"})
    page, at = (f"/desk/requests/{made.acknowledgement}/{name}" for name in ("", "rejection/"))
    form = {**drawn(desk, page), "reason": "The land record is lacking."}
    end(desk)
    ended = desk.post(at, form, headers=HERE)
    assert sent_again(desk, sign_in_again(desk, ended), at).status_code == 302
    assert made.changes.get(to_status="rejected").reason == "The land record is lacking."


def test_wrong_password_keeps_what_was_typed(caste_certificate: Any, desk: Any) -> None:
    draft = begin(desk)
    form = {**drawn(desk, draft), **SHEET, "save": "1"}
    idle(desk)
    refused = sign_in_again(desk, desk.post(draft, form, headers=HERE), password="wrong")
    assert refused.status_code == 200
    given_back = sign_in_again(desk, refused)
    assert sent_again(desk, given_back, draft).status_code == 200
    assert Draft.objects.get().person["village_or_ward"] == "শিমুরালি"


@pytest.mark.usefixtures("colleague")
def test_somebody_else_who_signs_in_gets_nothing(caste_certificate: Any, desk: Any) -> None:
    draft = begin(desk)
    form = {**drawn(desk, draft), **SHEET, "save": "1"}
    idle(desk)
    answer = sign_in_again(desk, desk.post(draft, form, headers=HERE), login="rafiq")
    assert (answer.status_code, answer.url) == (302, "/desk/")
    page = desk.get("/desk/").content.decode()
    assert "somebody else" in page
    assert "সুচিত্রা" not in page
    assert Draft.objects.get().person == {}


@pytest.mark.usefixtures("operator", "colleague")
def test_page_of_one_sent_by_another_who_signed_in_meanwhile_is_locked(
    caste_certificate: Any,
) -> None:
    browser = Client(enforce_csrf_checks=True, headers=HERE)
    browser.cookies["bsk-language"] = "en"

    def enter(login: str) -> None:
        form = form_on(browser.get(SIGN_IN), SIGN_IN)
        answer = browser.post(SIGN_IN, {**form, "username": login, "password": PASSWORD})
        assert answer.status_code == 302

    enter("mitali")
    token = form_on(browser.get("/desk/"), "/desk/drafts/")["csrfmiddlewaretoken"]
    begun = {"service": "caste-certificate", "csrfmiddlewaretoken": token}
    draft = browser.post("/desk/drafts/", begun)["Location"]
    form = {**form_on(browser.get(draft), draft), **SHEET, "save": "1"}
    enter("rafiq")
    answer = browser.post(draft, form)
    assert answer.status_code == 403
    assert "সুচিত্রা" not in answer.content.decode()
    given_back = sign_in_again(browser, answer)
    assert sent_again(browser, given_back, draft).status_code == 200
    assert Draft.objects.get().person["name"] == PERSON["about-you"]["name"]
    assert refusals() == [("csrf", "rafiq")]


def test_locked_form_opens_for_its_owner_for_one_day_of_work(operator: Any, colleague: Any) -> None:
    typed = Typed("/desk/", [("name", "Rina Soren")], files=False)
    sealed = seal(str(operator.pk), typed)
    assert "Rina" not in sealed
    assert unseal(sealed, operator) == typed
    assert unseal(sealed, colleague) is None
    assert unseal(f"{sealed[:-9]}AAAAAAAA=", operator) is None
    assert unseal("ক", operator) is None
    with time_machine.travel(timezone.now() + timedelta(hours=15)):
        assert unseal(sealed, operator) is None


@pytest.mark.parametrize("mark", ["", "1", "1:forged", "x" * 5_000])
def test_form_that_says_falsely_whose_page_it_is_from_is_no_ones(
    caste_certificate: Any, operator: Any, client: Any, mark: str
) -> None:
    answer = client.post("/desk/information-form/", {**FIRST, "page_of": mark}, headers=HERE)
    assert (answer.status_code, answer.url) == (302, "/operator/sign-in/?next=")


ERRAND = {**PERSON, **ANSWERS}
LOSSES = [("bsk-csrf",), ("bsk-browser",), ("bsk-csrf", "bsk-browser"), ("bsk-visit",)]


def hidden_on(client: Any, page: str) -> dict[str, str]:
    every = Forms(client.get(address(page)).content.decode()).found
    form = next(fields for _m, _action, fields in every if "window" in fields)
    names = ("csrfmiddlewaretoken", "window", "version", "asked")
    return {name: form[name] for name in names if name in form}


@pytest.mark.parametrize("lost", LOSSES, ids="+".join)
@pytest.mark.parametrize("page", ERRAND)
def test_citizen_whose_cookies_go_at_any_page_retypes_nothing_of_it(
    caste_certificate: Any, page: str, lost: tuple[str, ...]
) -> None:
    undisturbed = Client()
    fill_in(undisturbed)
    browser = Client(enforce_csrf_checks=True, headers=HERE)
    browser.post(address(), form_on(browser.get(address()), ""))
    for before in list(ERRAND)[: list(ERRAND).index(page)]:
        answer = browser.post(address(before), {**hidden_on(browser, before), **ERRAND[before]})
        assert answer.status_code == 302
    form = {**hidden_on(browser, page), **ERRAND[page]}
    for cookie in lost:
        browser.cookies.pop(cookie)
    answer = browser.post(address(page), form)
    if "bsk-csrf" in lost:
        assert answer.status_code == 403
        answer = sent_again(browser, answer, address(page))
    assert answer.status_code == 302
    kept, expected = draft_of(browser), draft_of(undisturbed)
    assert page in kept.pages_done
    assert {name: told(kept)[name] for name in ERRAND[page]} == {
        name: told(expected)[name] for name in ERRAND[page]
    }


def test_citizen_whose_cookie_is_gone_is_told_and_comes_back_by_the_reference(
    caste_certificate: Any, client: Any
) -> None:
    client.cookies["bsk-language"] = "en"
    fill_in(client)
    before = draft_of(client)
    client.cookies.pop("bsk-browser")
    answer = client.post(
        address("questions-1"), {**ANSWERS["questions-1"], "income": "x"}, follow=True
    )
    page = answer.content.decode()
    assert "use its reference" in page
    assert 'value="x"' in page
    again = {"number": before.number, "digits": "2345", "which": "saved"}
    assert client.post("/resume/", again).status_code == 302
    assert draft_of(client).pk == before.pk


def draft_of(client: Any) -> Draft:
    digest = sha256(client.cookies["bsk-browser"].value.encode()).hexdigest()
    return Draft.objects.get(browser=digest)


def told(draft: Draft) -> dict[str, Any]:
    return {**draft.person, **draft.answers}
