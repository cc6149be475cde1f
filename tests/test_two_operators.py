"""Two operators at one request: the second is told what it is now, and nothing is overwritten."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.models import StatusChange
from tests.desk_fixtures import serve, signed_in
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]


def press(client: Any, request: Any, name: str, **form: str) -> Any:
    address = f"/desk/requests/{request.acknowledgement}/{name}/"
    return client.post(address, {"revision": "0", **form})


@pytest.mark.parametrize(
    ("name", "status"),
    [("forwarding", "forwarded"), ("delivery", "delivered"), ("rejection", "rejected")],
)
def test_operator_moves_a_request_in_her_own_name(
    caste_certificate: Any, operator: Any, colleague: Any, name: str, status: str
) -> None:
    from audit.models import Event

    request = serve(signed_in(operator))
    client = signed_in(colleague)
    answer = press(client, request, name, reason="ভোটার কার্ডের নকল নেই।")
    assert answer.url == f"/desk/requests/{request.acknowledgement}/"
    request.refresh_from_db()
    assert (request.status, request.revision) == (status, 1)
    change = StatusChange.objects.latest("id")
    assert (change.from_status, change.to_status) == ("received", status)
    assert (change.by, change.centre) == ("rafiq", "NAD-001")
    assert change.reason == ("ভোটার কার্ডের নকল নেই।" if status == "rejected" else "")
    event = Event.objects.filter(subject=f"request:{request.acknowledgement}").latest("id")
    assert (event.action, event.by, event.centre) == (f"request.{status}", "rafiq", "NAD-001")
    page = client.get(answer.url).content.decode()
    assert "rafiq, NAD-001" in page


def test_second_operator_is_told_and_overwrites_nothing(
    caste_certificate: Any, operator: Any, colleague: Any
) -> None:
    mitali, rafiq = signed_in(operator), signed_in(colleague)
    request = serve(mitali)
    press(rafiq, request, "forwarding")
    answer = press(mitali, request, "rejection", reason="The second voter card is missing.")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "rafiq changed this request at" in html
    assert "“Forwarded to the department”" in html
    assert "The second voter card is missing." in html
    assert '<input type="hidden" name="revision" value="1">' in html
    request.refresh_from_db()
    assert (request.status, request.revision) == ("forwarded", 1)
    assert StatusChange.objects.count() == 2
    # Told of it, she decides again on the page that was shown.
    answer = press(mitali, request, "rejection", reason="It is missing.", revision="1")
    request.refresh_from_db()
    assert (answer.status_code, request.status) == (302, "rejected")


def test_reason_is_shown_again_when_the_request_was_decided_meanwhile(
    caste_certificate: Any, operator: Any, colleague: Any
) -> None:
    mitali, rafiq = signed_in(operator), signed_in(colleague)
    request = serve(mitali)
    press(rafiq, request, "delivery")
    answer = press(mitali, request, "rejection", reason="The second voter card is missing.")
    assert answer.status_code == 409
    assert "<blockquote>The second voter card is missing.</blockquote>" in answer.content.decode()


def test_pressing_twice_moves_once(caste_certificate: Any, operator: Any) -> None:
    client = signed_in(operator)
    request = serve(client)
    assert [press(client, request, "forwarding").status_code for _ in range(2)] == [302, 409]
    assert StatusChange.objects.count() == 2


def test_move_that_the_status_does_not_allow_is_refused_in_a_sentence(
    caste_certificate: Any, operator: Any
) -> None:
    client = signed_in(operator)
    request = serve(client)
    press(client, request, "delivery")
    page = client.get(f"/desk/requests/{request.acknowledgement}/").content.decode()
    for name in ("forwarding", "delivery", "rejection"):
        assert f'{request.acknowledgement}/{name}/"' not in page
    answer = press(client, request, "forwarding", revision="1")
    assert answer.status_code == 409
    assert "This cannot be done with a request that is “Delivered”." in answer.content.decode()


def test_rejection_without_a_reason_is_refused_beside_the_box(
    caste_certificate: Any, operator: Any
) -> None:
    client = signed_in(operator)
    request = serve(client)
    for reason in ("", "   ", "x" * 700):
        answer = press(client, request, "rejection", reason=reason)
        html = answer.content.decode()
        assert answer.status_code == 200
        assert 'id="id_reason_error"' in html
        assert 'href="#id_reason"' in html
        assert reason.strip() in html
    request.refresh_from_db()
    assert request.status == "received"


@pytest.mark.parametrize("revision", ["", "x", "-1", "٣", "9" * 40])
def test_spoilt_revision_counts_as_a_page_that_is_out_of_date(
    caste_certificate: Any, operator: Any, revision: str
) -> None:
    client = signed_in(operator)
    request = serve(client)
    assert press(client, request, "delivery", revision=revision).status_code == 409
    request.refresh_from_db()
    assert request.status == "received"


def test_late_request_says_so_in_words(caste_certificate: Any, operator: Any) -> None:
    client = signed_in(operator)
    request = serve(client)
    address = f"/desk/requests/{request.acknowledgement}/"
    assert "Late: was due by" not in client.get(address).content.decode()
    request.due_on = date(2026, 1, 5)
    request.save()
    assert "Late: was due by 5 January 2026" in client.get(address).content.decode()


def test_request_page_costs_the_same_however_often_it_was_changed(
    caste_certificate: Any, operator: Any, django_assert_num_queries: Any
) -> None:
    client = signed_in(operator)
    request = serve(client)
    address = f"/desk/requests/{request.acknowledgement}/"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    once = len(queries)
    press(client, request, "forwarding")
    press(client, request, "delivery", revision="1")
    client.get(address)
    with django_assert_num_queries(once + 1):  # what the office gave is asked for once it did
        client.get(address)
