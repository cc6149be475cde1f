"""A citizen signs in by a number and a one-time code, which is of use once, soon, here and for few tries."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.journal.rate_limits import RateLimit
from audit.models import Event, Refusal
from citizens.models import Citizen, CitizenSession, Notice, OneTimeCode
from citizens.notices.caps import Budget
from citizens.notices.choices import choices_of
from citizens.notices.claiming import claim
from citizens.notices.known_numbers import is_known
from citizens.own_sign_in import codes
from services.models import Draft
from services.requests.moves import forward
from tests.admin_rows import make_citizen, make_request
from tests.document_rows import make_document
from tests.errand_fixtures import caste_certificate
from tests.hostile import HOSTILE
from tests.test_sign_in import sign_in

pytestmark = pytest.mark.django_db
__all__ = ["caste_certificate"]
MOBILE = "9830012345"
STORED = "+919830012345"


def ask(browser: Client, mobile: str = MOBILE, **more: str) -> Any:
    return browser.post("/my/sign-in/", {"mobile": mobile, "form_token": str(uuid4()), **more})


def code_told(mobile: str = STORED) -> str:
    """Of the last message in the outbox."""
    notice = Notice.objects.filter(template="code.sign_in", recipient=mobile).latest("id")
    return str(notice.values["code"])


def give(browser: Client, code: str, **more: str) -> Any:
    return browser.post("/my/sign-in/code/", {"code": code, **more})


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def is_in(browser: Client) -> bool:
    return bool(browser.get("/my/").status_code == 200)


def test_citizen_signs_in_with_bangla_digits_and_the_code_is_of_use_once(client: Client) -> None:
    assert ask(client, "৯৮৩০০১২৩৪৫").headers["Location"] == "/my/sign-in/code/"
    code = code_told()
    typed = code.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    assert give(client, typed).headers["Location"] == "/my/"
    assert is_in(client)
    other = Client()
    other.cookies["bsk-code"] = client.cookies["bsk-code"].value
    assert give(other, code).status_code == 302
    assert not is_in(other)


def test_six_wrong_codes_then_the_right_one_are_refused_until_a_new_code(client: Client) -> None:
    ask(client)
    code = code_told()
    for _turn in range(6):
        assert give(client, wrong(code)).status_code == 200
    assert give(client, code).status_code == 200
    assert not is_in(client)
    assert OneTimeCode.objects.get().tries == 5
    rules = list(Refusal.objects.order_by("id").values_list("rule", flat=True))
    assert rules == ["sign_in"] * 5 + ["lockout"] * 2
    ask(client)
    give(client, code_told())
    assert is_in(client)


def test_expired_code_and_a_code_before_a_new_one_are_refused(client: Client) -> None:
    ask(client)
    former = code_told()
    former_cookie = client.cookies["bsk-code"].value
    ask(client)
    stale = Client()
    stale.cookies["bsk-code"] = former_cookie
    give(stale, former)
    assert not is_in(stale)
    OneTimeCode.objects.update(ends_at=timezone.now())
    give(client, code_told())
    assert not is_in(client)


def test_code_works_in_no_other_browser(client: Client) -> None:
    ask(client)
    other = Client()
    assert give(other, code_told()).headers["Location"] == "/my/sign-in/"
    ask(other, "9830099999")
    give(other, code_told())
    assert not is_in(other)


def test_twenty_askings_tell_three_codes_and_the_page_keeps_the_number(client: Client) -> None:
    pages = [ask(client) for _turn in range(20)]
    assert [page.status_code for page in pages] == [302] * 3 + [429] * 17
    assert Notice.objects.filter(template="code.sign_in").count() == 3
    assert f'value="{MOBILE}"' in pages[-1].content.decode()
    assert Refusal.objects.filter(rule="rate_limit").count() == 17
    OneTimeCode.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    assert [ask(client).status_code for _turn in range(3)] == [302] * 3
    OneTimeCode.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    assert [ask(client).status_code for _turn in range(3)] == [302, 302, 429]


def test_one_address_that_asks_without_end_leaves_the_others_their_codes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "PER_ADDRESS", RateLimit("test-here", 2, timedelta(days=365)))
    monkeypatch.setattr(codes, "EVERYWHERE", RateLimit("test-all", 3, timedelta(days=365)))
    pages = [ask(client, f"983001234{turn}") for turn in range(6)]
    assert [page.status_code for page in pages] == [302] * 2 + [429] * 4
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert ask(elsewhere, "9830055555").status_code == 302


def test_the_same_form_twice_tells_one_code(client: Client) -> None:
    token = str(uuid4())
    for _turn in range(2):
        client.post("/my/sign-in/", {"mobile": MOBILE, "form_token": token})
    assert OneTimeCode.objects.count() == Notice.objects.count() == 1
    give(client, code_told())
    assert is_in(client)


def test_no_number_stands_in_an_event_or_a_refusal(client: Client) -> None:
    ask(client)
    give(client, wrong(code_told()))
    give(client, code_told())
    told = str([*Event.objects.values(), *Refusal.objects.values()])
    assert MOBILE not in told
    assert code_told() not in told


def test_next_leads_to_a_page_of_ours_only(client: Client) -> None:
    for to, leads in (
        ("/track/", "/track/"),
        ("https://example.org/", "/my/"),
        ("//example.org/", "/my/"),
        ("/\\example.org", "/my/"),
    ):
        CitizenSession.objects.all().delete()
        OneTimeCode.objects.all().delete()
        ask(client, next=to)
        assert give(client, code_told(), next=to).headers["Location"] == leads


def test_idle_and_old_sessions_are_over_and_sign_out_keeps_nothing(client: Client) -> None:
    for field, past in (("seen_at", timedelta(minutes=20)), ("ends_at", timedelta(0))):
        OneTimeCode.objects.all().delete()
        ask(client)
        give(client, code_told())
        assert is_in(client)
        CitizenSession.objects.update(**{field: timezone.now() - past})
        assert not is_in(client)
    OneTimeCode.objects.all().delete()
    ask(client)
    give(client, code_told())
    answer = client.post("/my/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not is_in(client)
    page = client.get(answer.headers["Location"]).content.decode()
    assert 'action="/information-form/forget/"' in page


def test_known_and_unknown_numbers_cost_the_same_statements(nadia: Any) -> None:
    make_citizen(nadia.code)
    known = Citizen.objects.get().mobile
    assert is_known(known)
    assert not is_known("+919830099999")
    counts = []
    for mobile in (known, "9830099999"):
        with CaptureQueriesContext(connection) as queries:
            ask(Client(), mobile)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_staff_who_sign_in_end_the_citizens_session_of_the_browser(
    client: Client, operator: Any
) -> None:
    ask(client)
    give(client, code_told())
    sign_in(client)
    client.get("/")
    assert CitizenSession.objects.count() == 0


def signed_in(browser: Client, mobile: str = MOBILE) -> Client:
    ask(browser, mobile)
    give(browser, code_told(f"+91{mobile}"))
    return browser


def test_page_of_a_number_shows_its_requests_and_nobody_elses(
    client: Client, operator: Any, caste_certificate: Any
) -> None:
    own = make_request(caste_certificate, operator, citizen=make_citizen(mobile=STORED))
    others = make_request(caste_certificate, operator)
    html = signed_in(client).get("/my/").content.decode()
    assert own.number in html
    assert others.number not in html
    assert own.citizen.name not in html  # one person under the number: no name is needed
    assert client.get(f"/acknowledgements/{own.acknowledgement}/").status_code == 200
    assert client.get(f"/acknowledgements/{others.acknowledgement}/").status_code == 404
    assert Refusal.objects.filter(rule="other_centre").count() == 1
    document = make_document(own)
    assert client.get(f"/documents/{document.pk}/").status_code == 200
    assert client.get(f"/documents/{make_document(others).pk}/").status_code == 404
    client.post("/my/sign-out/")
    assert client.get(f"/acknowledgements/{own.acknowledgement}/").status_code == 404


def test_page_names_people_where_a_family_shares_the_number(
    client: Client, operator: Any, caste_certificate: Any
) -> None:
    for name in ("রহিমা", "করিম"):
        citizen = make_citizen(mobile=STORED, name=name, name_key=name)
        make_request(caste_certificate, operator, citizen=citizen)
    html = signed_in(client).get("/my/").content.decode()
    assert ("রহিমা" in html, "করিম" in html) == (True, True)


def test_citizen_goes_on_with_a_draft_of_her_number_and_with_no_other(
    client: Client, caste_certificate: Any
) -> None:
    elsewhere, strangers = Client(), Client()
    for browser, mobile in ((elsewhere, STORED), (strangers, "+919830099999")):
        browser.post("/services/caste-certificate/apply/")
        Draft.objects.filter(person={}).update(person={"mobile": mobile})
    own, other = Draft.objects.order_by("created_at")
    assert own.number in signed_in(client).get("/my/").content.decode()
    assert client.post(f"/my/drafts/{other.pk}/").status_code == 404
    answer = client.post(f"/my/drafts/{own.pk}/")
    assert answer.headers["Location"] == "/services/caste-certificate/apply/"
    assert "draft" in client.get("/services/caste-certificate/apply/").context
    taken = Draft.objects.get(pk=own.pk)
    assert taken.browser != own.browser
    assert taken.reference != own.reference  # whoever began it cannot take it back


def test_citizen_reads_what_she_was_told_and_chooses_what_to_be_told(
    client: Client, operator: Any, caste_certificate: Any
) -> None:
    own = make_request(caste_certificate, operator, citizen=make_citizen(mobile=STORED))
    forward(own, revision=0, by=operator.actor)
    assert own.number in signed_in(client).get("/my/messages/").content.decode()
    client.post("/my/choices/", {"language": "hi", "wants_feedback": "on"})
    choice = choices_of(STORED)
    assert (choice.language, choice.wants_status, choice.wants_feedback) == ("hi", False, True)
    assert client.post("/my/choices/", {"language": "xx"}).context["form"].errors


def test_page_costs_the_same_queries_for_one_request_and_for_three(
    client: Client, operator: Any, caste_certificate: Any
) -> None:
    signed_in(client)
    counts = []
    for more in (1, 2):
        for _turn in range(more):
            make_request(caste_certificate, operator, citizen=make_citizen(mobile=STORED))
        with CaptureQueriesContext(connection) as queries:
            client.get("/my/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_switch_of_language_keeps_the_number_that_was_typed(client: Client) -> None:
    answer = client.post("/my/sign-in/", {"mobile": MOBILE, "form_language": "en"})
    assert f'value="{MOBILE}"' in answer.content.decode()
    assert OneTimeCode.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_many_guesses_at_once_are_five_tries() -> None:
    asker = Client()
    ask(asker)
    code = code_told()

    def guess(number: int) -> None:
        browser = Client()
        browser.cookies["bsk-code"] = asker.cookies["bsk-code"].value
        give(browser, f"{(int(code) + number) % 1_000_000:06}")
        connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(guess, range(1, 17)))
    assert OneTimeCode.objects.get().tries == 5
    assert Refusal.objects.filter(rule="sign_in").count() == 5
    give(asker, code)
    assert not is_in(asker)


def test_code_for_a_number_that_nothing_here_knows_is_not_sent(client: Client, nadia: Any) -> None:
    make_citizen(nadia.code, mobile=STORED)
    for mobile in ("9830099999", MOBILE):
        ask(client, mobile)
    now = timezone.now() + timedelta(seconds=1)
    claimed = claim(Notice.Channel.SMS, 1, now, budget=Budget())
    assert claimed is not None
    assert claimed.notice.recipient == STORED
    dropped = Notice.objects.get(recipient="+919830099999")
    assert (dropped.state, dropped.why, dropped.values) == ("dropped", "unknown_number", {})


def test_nothing_typed_on_the_pages_of_a_number_is_a_fault_of_ours(client: Client) -> None:
    signed_in(client)
    for value in HOSTILE.values():
        for path, name in (("/my/sign-in/", "mobile"), ("/my/choices/", "language")):
            typed = {name: value, "next": value, "form_token": value, "wants_status": value}
            assert client.post(path, typed).status_code < 500
        assert client.get("/my/", {"page": value}).status_code == 200
    asker = Client()
    ask(asker, "9830099999")
    for value in HOSTILE.values():
        assert give(asker, value, next=value).status_code < 500
    assert OneTimeCode.objects.latest("asked_at").tries == 0


def test_many_askings_at_once_tell_three_codes(transactional_db: None) -> None:
    def asking(_number: int) -> None:
        ask(Client())
        connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(asking, range(16)))
    assert Notice.objects.filter(template="code.sign_in").count() == 3
