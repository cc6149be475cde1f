"""One box finds a citizen by a whole number or mobile at her own centre, and tells of no other."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk_fixtures import FIRST, SECOND, refusals, serve, signed_in
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]

NOTHING = "Nothing at this centre has this number."


def find(client: Any, wanted: str) -> Any:
    return client.post("/desk/find/", {"wanted": wanted})


@pytest.mark.parametrize(
    "writing",
    [
        "{0}",
        "{1}",
        " {2} ",
        "bsk {0}",
        "http://localhost:8000/track/{0}/",
    ],
)
def test_number_in_any_writing_leads_to_the_request(
    caste_certificate: Any, operator: Any, writing: str
) -> None:
    client = signed_in(operator)
    request = serve(client)
    number = request.acknowledgement
    bangla = number.translate(str.maketrans("346789", "৩৪৬৭৮৯")).lower()
    answer = find(client, writing.format(number, request.number, bangla))
    assert answer.url == f"/desk/requests/{number}/"


def test_form_reference_leads_to_the_person(caste_certificate: Any, operator: Any) -> None:
    client = signed_in(operator)
    reference = serve(client).citizen.reference
    assert find(client, reference).url == f"/desk/people/{reference}/"


@pytest.mark.parametrize("typed", ["9830012345", "+91 98300 12345", "০৯৮৩০০১২৩৪৫"])
def test_mobile_shows_the_family_and_its_requests_without_an_address_that_names_it(
    caste_certificate: Any, operator: Any, typed: str
) -> None:
    client = signed_in(operator)
    first = serve(client)
    second = serve(client, **{**SECOND, "mobile": FIRST["mobile"]})
    answer = find(client, typed)
    assert [person.pk for person in answer.context["people"]] == [
        second.citizen_id,
        first.citizen_id,
    ]
    html = answer.content.decode()
    for request in (first, second):
        assert request.number in html
        assert request.citizen.name in html
    assert answer.headers["Cache-Control"] == "no-store"


def test_nothing_found_looks_the_same_whether_another_centre_knows_the_mobile(
    caste_certificate: Any, operator: Any, outsider: Any
) -> None:
    serve(signed_in(operator))
    client = signed_in(outsider)
    pages = []
    for mobile in ("9830012345", "9830099999"):
        html = find(client, mobile).content.decode()
        assert NOTHING in html
        html = html.replace(mobile, "")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html))
    assert pages[0] == pages[1]
    assert refusals() == []


def test_number_of_another_centre_is_not_found_and_noted_once(
    caste_certificate: Any, operator: Any, outsider: Any
) -> None:
    request = serve(signed_in(operator))
    client = signed_in(outsider)
    for number in (request.number, request.citizen.reference):
        assert find(client, number).status_code == 404
    assert refusals() == [("other_centre", "sanjoy")] * 2


def test_unknown_number_finds_nothing(operator: Any) -> None:
    assert NOTHING in find(signed_in(operator), "BSK-3333-3333-33333").content.decode()
    assert refusals() == []


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Write a number from a slip, a mobile number or a whole name."),
        ("98300", "Write a mobile number of 10 digits that begins with 6, 7, 8 or 9."),
        ("98300%", "Write a mobile number of 10 digits that begins with 6, 7, 8 or 9."),
        ("Suchitra 2", "The number has 13 letters and digits after BSK. Check it on your slip."),
        ("BSK-ACDE", "The number has 13 letters and digits after BSK. Check it on your slip."),
        ("Suchitra_%", "A name cannot hold % _."),
        ("3333333333334", "One letter or digit of the number is wrong. Check it on your slip."),
        ("x" * 500, "Write a number from a slip, a mobile number or a whole name."),
        ("\0", "This holds characters that cannot be read. Type it again."),
    ],
)
def test_parts_of_numbers_and_wild_cards_find_nothing_and_say_why(
    caste_certificate: Any, operator: Any, typed: str, error: str
) -> None:
    client = signed_in(operator)
    request = serve(client)
    answer = find(client, typed)
    html = answer.content.decode()
    assert error in html
    assert request.citizen.name not in html
    assert 'href="#find_wanted"' in html


def test_finding_three_costs_the_queries_of_one(
    caste_certificate: Any, operator: Any, django_assert_num_queries: Any
) -> None:
    client = signed_in(operator)
    serve(client)
    find(client, "9830012345")
    with CaptureQueriesContext(connection) as one:
        find(client, "9830012345")
    queries = len(one)
    for name in ("রীনা দাস", "মীনা দাস"):
        serve(client, name=name)
    with django_assert_num_queries(queries):
        assert len(find(client, "9830012345").context["people"]) == 3
