"""The desk shows an operator the centre's day: figures, kinds of service, work; nobody's name."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from services.models import ServiceRequest
from tests.desk_fixtures import SECOND, begin, serve, signed_in
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]


def move(client: Any, request: Any, name: str, **form: str) -> Any:
    address = f"/desk/requests/{request.acknowledgement}/{name}/"
    return client.post(address, {"revision": str(request.revision), **form})


def test_figures_count_the_day_and_the_centre(
    caste_certificate: Any, operator: Any, colleague: Any, outsider: Any
) -> None:
    mitali, rafiq = signed_in(operator), signed_in(colleague)
    first, _same, old = serve(mitali), serve(mitali), serve(mitali)
    serve(rafiq, **SECOND)
    serve(signed_in(outsider), **SECOND)
    move(rafiq, first, "delivery")
    yesterday = timezone.now() - timedelta(days=1)
    ServiceRequest.objects.filter(pk=old.pk).update(submitted_at=yesterday)
    figures = vars(mitali.get("/desk/").context["figures"])
    assert figures == {"mine": 2, "centre": 3, "people": 2, "waiting": 3, "decided": 1}
    assert vars(rafiq.get("/desk/").context["figures"])["mine"] == 1


def test_kinds_of_service_are_counted_without_a_name(caste_certificate: Any, operator: Any) -> None:
    client = signed_in(operator)
    for person in ({}, SECOND):
        serve(client, **person)
    page = client.get("/desk/")
    assert page.context["services_today"] == [(caste_certificate.title, 2)]


@pytest.mark.parametrize("path", ["/desk/", "/desk/requests/", "/desk/requests/?status=received"])
def test_lists_hold_no_name_mobile_or_address(
    caste_certificate: Any, operator: Any, path: str
) -> None:
    client = signed_in(operator)
    request = serve(client)
    begin(client, person=request.citizen.reference)
    html = client.get(path).content.decode()
    assert request.number in html
    person = request.citizen
    for told in (person.name, person.guardian_name, person.mobile[-10:], person.village_or_ward):
        assert told not in html
    assert person.reference not in html


def test_lists_cost_the_same_queries_for_one_and_for_three(
    caste_certificate: Any, operator: Any, django_assert_num_queries: Any
) -> None:
    client = signed_in(operator)
    first = serve(client)
    begin(client, person=first.citizen.reference)
    paths = ("/desk/", "/desk/requests/", f"/desk/people/{first.citizen.reference}/")
    counts = {}
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts[path] = len(queries)
    serve(client)
    serve(client)
    begin(client)
    for path in paths:
        with django_assert_num_queries(counts[path]):
            client.get(path)


def test_lists_go_on_by_the_last_number_and_show_each_request_once(
    caste_certificate: Any, operator: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("services.desk.paging.ROWS", 2)
    client = signed_in(operator)
    now = timezone.now()
    requests = [serve(client) for _ in range(5)]
    ServiceRequest.objects.update(submitted_at=now)  # all in one moment: the row decides
    for path in ("/desk/", "/desk/requests/", "/desk/requests/?status=received"):
        listed, address = [], path
        while True:
            page = client.get(address).context["page"]
            listed += [row.pk for row in page.rows]
            if not page.older:
                break
            address = f"{path}{'&' if '?' in path else '?'}before={page.older}"
        assert listed == [request.pk for request in reversed(requests)]


def test_requests_are_listed_by_status(caste_certificate: Any, operator: Any) -> None:
    client = signed_in(operator)
    sent, kept = serve(client), serve(client)
    move(client, sent, "forwarding")
    for status, expected in (
        ("forwarded", [sent]),
        ("received", [kept]),
        ("delivered", []),
        ("nonsense", [kept, sent]),
    ):
        page = client.get("/desk/requests/", {"status": status}).context["page"]
        assert page.rows == expected


@pytest.mark.parametrize(
    "typed", ["caste-certificate", "Caste Certificate", "  জাতি শংসাপত্র ", "CASTE certificate"]
)
def test_service_named_in_full_is_begun_at_once(
    caste_certificate: Any, operator: Any, typed: str
) -> None:
    assert begin(signed_in(operator), typed).startswith("/desk/drafts/")


def test_service_named_in_part_is_chosen_from_what_it_may_mean(
    caste_certificate: Any, operator: Any
) -> None:
    from services.models import Draft

    client = signed_in(operator)
    page = client.post("/desk/drafts/", {"service": "caste"})
    assert page.context["candidates"] == [caste_certificate]
    assert 'value="caste-certificate"' in page.content.decode()
    for typed in ("", "zebra", "\0", "x" * 5000):
        page = client.post("/desk/drafts/", {"service": typed})
        assert (page.status_code, page.context["candidates"]) == (200, [])
    assert Draft.objects.count() == 0


def test_service_that_is_only_explained_is_not_begun(caste_certificate: Any, operator: Any) -> None:
    caste_certificate.kind = "information"
    caste_certificate.save()
    page = signed_in(operator).post("/desk/drafts/", {"service": "caste-certificate"})
    assert 'href="/services/caste-certificate/"' in page.content.decode()


def test_empty_desk_says_so(operator: Any) -> None:
    assert (
        "Nothing has been taken in today yet." in signed_in(operator).get("/desk/").content.decode()
    )
