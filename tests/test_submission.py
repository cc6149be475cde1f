"""Sending an application: once for a token, whole or not at all, from what the draft holds."""

import threading
import uuid
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from audit.journal.actors import CITIZEN
from services.models import Draft, ServiceRequest, StatusChange
from tests.errand_fixtures import (
    ANSWERS,
    PERSON,
    address,
    apply,
    caste_certificate,
    fill,
    send,
    token,
)

__all__ = ["caste_certificate"]


def test_request_is_stored_with_its_event_status_and_message(
    client: Any, caste_certificate: Any
) -> None:
    from audit.models import Event
    from citizens.models import Notice

    request = apply(client)
    subject = f"request:{request.acknowledgement}"
    change = StatusChange.objects.get()
    assert (change.from_status, change.to_status, change.by) == ("", "received", "citizen")
    event = Event.objects.get(subject=subject)
    assert (event.action, event.by) == ("request.received", "citizen")
    assert event.details == {"service": "caste-certificate", "revision": 0}
    notice = Notice.objects.get()
    assert (notice.event_id, notice.about, notice.recipient) == (event.pk, subject, "+919830012345")
    assert (notice.template, notice.language) == ("request.received", "bn")
    due = request.due_on.isoformat()
    assert notice.values == {"number": request.number, "due": due}


def test_person_without_a_mobile_gets_a_code_and_no_message(
    client: Any, caste_certificate: Any
) -> None:
    from citizens.models import Notice

    request = apply(client, how_to_reach_you={"mobile": ""})
    assert Notice.objects.count() == 0
    assert len(request.tracking_digits) == 4
    page = client.get(f"/acknowledgements/{request.acknowledgement}/").content.decode()
    assert f">{request.tracking_digits}<" in page


def test_consent_is_kept_with_its_version_and_time(
    client: Any, caste_certificate: Any, settings: Any
) -> None:
    request = apply(client)
    assert request.notice_version == settings.PRIVACY_NOTICE_VERSION
    assert request.consented_at == request.submitted_at


def test_without_consent_nothing_is_sent_and_the_box_stays_unticked(
    client: Any, caste_certificate: Any
) -> None:
    fill(client)
    page = client.post(address("check"), {"form_token": token(client)})
    assert page.status_code == 200
    assert page.context["form"].errors == {"consent": ["এগোতে হলে ঘরটিতে টিক দিন।"]}
    assert "checked" not in page.content.decode()
    assert (ServiceRequest.objects.count(), Draft.objects.count()) == (0, 1)


def test_back_and_send_again_gives_the_same_number(client: Any, caste_certificate: Any) -> None:
    fill(client)
    form_token = token(client)
    first = send(client, form_token)
    assert send(client, form_token).url == first.url
    assert ServiceRequest.objects.count() == 1


def test_old_tab_gives_its_own_number_while_a_new_application_is_open(
    client: Any, caste_certificate: Any
) -> None:
    fill(client)
    old_token = token(client)
    first = send(client, old_token)
    fill(client, about_you={"name": "Rina Mondal"})
    assert send(client, old_token).url == first.url
    assert send(client).url != first.url
    assert ServiceRequest.objects.count() == 2


def test_an_empty_or_unknown_token_stores_nothing(client: Any, caste_certificate: Any) -> None:
    fill(client)
    for form_token in ("", "x", "\0", str(uuid.uuid4())):
        client.post(address("check"), {"form_token": form_token, "consent": "on"})
    assert ServiceRequest.objects.count() == 0


def test_unfinished_draft_is_led_to_the_page_that_is_missing(
    client: Any, caste_certificate: Any
) -> None:
    client.post(address())
    client.post(address("about-you"), PERSON["about-you"])
    draft = Draft.objects.get()
    assert client.get(address("check")).url == address("how-to-reach-you")
    answer = send(client, str(draft.token))
    assert answer.url == address("how-to-reach-you")
    assert ServiceRequest.objects.count() == 0


def test_what_the_draft_holds_is_checked_again(client: Any, caste_certificate: Any) -> None:
    fill(client)
    form_token = token(client)
    draft = Draft.objects.get()
    draft.answers["category"] = "forged"
    draft.save()
    assert send(client, form_token).url == address("questions-1")
    assert ServiceRequest.objects.count() == 0


def test_status_centre_and_staff_in_the_post_count_for_nothing(
    client: Any, caste_certificate: Any, centre: Any, operator: Any
) -> None:
    fill(client)
    forged = {
        "status": "delivered",
        "centre": centre.code,
        "operator": str(operator.pk),
        "is_staff": "1",
        "paid": "1",
        "acknowledgement": "X" * 13,
        "tracking_digits": "0000",
        "name": "Somebody Else",
    }
    client.post(address("questions-1"), {**ANSWERS["questions-1"], **forged})
    client.post(address("check"), {"form_token": token(client), "consent": "on", **forged})
    request = ServiceRequest.objects.get()
    assert (request.status, request.centre, request.operator) == ("received", None, None)
    assert (request.tracking_digits, request.citizen.name) == ("2345", "সুচিত্রা মণ্ডল")
    assert set(forged) & set(request.answers) == set()


def test_person_told_in_the_same_words_is_written_down_once(
    client: Any, caste_certificate: Any
) -> None:
    from citizens.models import Citizen

    apply(client, about_you={"name": "ড়াধা"})
    apply(Client(), about_you={"name": "\u09a1\u09bcাধা"})
    apply(Client(), about_you={"name": "ড়াধা", "birth_date": "04/04/2001"})
    assert sorted(Counter(ServiceRequest.objects.values_list("citizen", flat=True)).values()) == [
        1,
        2,
    ]
    assert Citizen.objects.count() == 2


def test_operators_draft_keeps_operator_and_centre(
    caste_certificate: Any, operator: Any, client: Any
) -> None:
    from services.requests.submission import submit

    fill(client)
    draft = Draft.objects.get()
    draft.browser, draft.operator, draft.centre = "", operator, operator.centre
    draft.save()
    request = submit(draft, token=draft.token, consented=True, language="bn", by=operator.actor)
    assert (request.operator, request.centre) == (operator, operator.centre)
    assert request.citizen.centre == operator.centre
    assert StatusChange.objects.get().by == "mitali"
    assert StatusChange.objects.get().centre == "NAD-001"


def test_nothing_is_stored_when_the_event_cannot_be(
    client: Any, caste_certificate: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from citizens.models import Citizen

    fill(client)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event ADD CONSTRAINT shut CHECK (action = 'x') NOT VALID")
    client.raise_request_exception = False
    assert send(client).status_code == 500
    counts = (ServiceRequest.objects.count(), Citizen.objects.count(), Draft.objects.count())
    assert counts == (0, 0, 1)


@pytest.mark.django_db(transaction=True)
def test_eight_posts_at_once_make_one_request_with_one_number(
    client: Any, caste_certificate: Any
) -> None:
    fill(client)
    form_token = token(client)
    barrier, urls = threading.Barrier(8), []

    def post() -> None:
        browser: Any = Client()
        browser.cookies.update(client.cookies)
        barrier.wait()
        try:
            urls.append(send(browser, form_token).url)
        finally:
            connection.close()

    threads = [threading.Thread(target=post) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    request = ServiceRequest.objects.get()
    assert urls == [f"/acknowledgements/{request.acknowledgement}/"] * 8
    assert StatusChange.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_begin_at_once_share_one_draft(client: Any, caste_certificate: Any) -> None:
    client.post(address())
    Draft.objects.all().delete()
    barrier, urls = threading.Barrier(4), []

    def begin() -> None:
        browser: Any = Client()
        browser.cookies.update(client.cookies)
        barrier.wait()
        try:
            urls.append(browser.post(address()).url)
        finally:
            connection.close()

    threads = [threading.Thread(target=begin) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert urls == [address("about-you")] * 4
    assert Draft.objects.count() == 1


def test_sending_costs_a_fixed_number_of_queries(
    client: Any, caste_certificate: Any, django_assert_max_num_queries: Any
) -> None:
    fill(client)
    form_token = token(client)
    with django_assert_max_num_queries(24):
        send(client, form_token)


def test_submission_gone_with_its_draft_is_told(caste_certificate: Any, client: Any) -> None:
    from services.requests.drafts import DraftGone
    from services.requests.submission import submit

    fill(client)
    draft = Draft.objects.get()
    Draft.objects.all().delete()
    with pytest.raises(DraftGone):
        submit(draft, token=draft.token, consented=True, language="bn", by=CITIZEN)
