"""An operator reaches what is her own centre's; another centre's is not found, and is noted once."""

import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from services.models import Draft, ServiceRequest
from tests.desk_fixtures import begin, refusals, serve, signed_in
from tests.errand_fixtures import apply, caste_certificate

__all__ = ["caste_certificate"]

DESK = Path(__file__).parent.parent / "services" / "desk"
NOBODYS = "3333333333333"  # its check character is right


def test_desk_views_reach_rows_only_through_the_operator():
    asks = re.compile(r"\.objects\b|_default_manager")
    rows, writes = "rows.py", "half_filled.py"
    asking = {path.name for path in DESK.glob("*.py") if asks.search(path.read_text())}
    assert asking == {rows, writes}
    assert re.findall(r"\.objects\.(\w+)", (DESK / writes).read_text()) == ["create"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/desk/requests/{number}/"),
        ("get", "/desk/requests/{shown}/"),
        ("post", "/desk/requests/{number}/forwarding/"),
        ("post", "/desk/requests/{number}/delivery/"),
        ("post", "/desk/requests/{number}/rejection/"),
        ("get", "/desk/people/{person}/"),
        ("get", "/desk/?before={number}"),
        ("get", "/desk/requests/?before={number}"),
    ],
)
def test_outsider_finds_no_request_or_person_of_another_centre(
    caste_certificate: Any, operator: Any, outsider: Any, method: str, path: str
) -> None:
    request = serve(signed_in(operator))
    address = path.format(
        number=request.acknowledgement, shown=request.number, person=request.citizen.reference
    )
    client = signed_in(outsider)
    answer = getattr(client, method)(
        address, {"reason": "x", "revision": "0"} if method == "post" else {}
    )
    assert answer.status_code == 404
    assert request.citizen.name not in answer.content.decode()
    assert refusals() == [("other_centre", "sanjoy")]
    request.refresh_from_db()
    assert (request.status, request.revision) == ("received", 0)


@pytest.mark.parametrize("path", ["", "check/", "discarding/"])
def test_outsider_finds_no_draft_of_another_centre(
    caste_certificate: Any, operator: Any, outsider: Any, path: str
) -> None:
    draft = begin(signed_in(operator))
    assert signed_in(outsider).post(f"{draft}{path}", {"name": "X"}).status_code == 404
    assert refusals() == [("other_centre", "sanjoy")]
    assert Draft.objects.get().person == {}


@pytest.mark.parametrize("path", ["", "check/", "discarding/"])
def test_colleague_finds_no_draft_that_is_not_hers(
    caste_certificate: Any, operator: Any, colleague: Any, path: str
) -> None:
    draft = begin(signed_in(operator))
    client = signed_in(colleague)
    assert client.post(f"{draft}{path}", {"name": "X"}).status_code == 404
    assert draft not in client.get("/desk/").content.decode()
    assert refusals() == []
    assert Draft.objects.get().person == {}


def test_draft_of_a_citizens_own_browser_is_not_the_desks(
    client: Client, caste_certificate: Any, operator: Any
) -> None:
    client.post("/services/caste-certificate/apply/")
    own = Draft.objects.get()
    assert signed_in(operator).get(f"/desk/drafts/{own.pk}/").status_code == 404
    assert refusals() == [("other_centre", "mitali")]


def test_what_exists_nowhere_is_not_found_and_no_refusal(db: Any, operator: Any) -> None:
    client = signed_in(operator)
    for path in (
        f"/desk/requests/{NOBODYS}/",
        "/desk/requests/nonsense/",
        f"/desk/people/{NOBODYS}/",
        f"/desk/drafts/{uuid.uuid4()}/",
        f"/desk/?before={NOBODYS}",
    ):
        assert client.get(path).status_code == 404
    assert refusals() == []


def test_request_of_a_citizen_at_home_is_no_centres(
    client: Client, caste_certificate: Any, operator: Any
) -> None:
    request = apply(client)
    desk = signed_in(operator)
    assert desk.get(f"/desk/requests/{request.acknowledgement}/").status_code == 404
    assert refusals() == [("other_centre", "mitali")]


def test_service_for_another_centres_person_is_not_begun(
    caste_certificate: Any, operator: Any, outsider: Any
) -> None:
    person = serve(signed_in(operator)).citizen.reference
    form = {"service": "caste-certificate", "person": person}
    assert signed_in(outsider).post("/desk/drafts/", form).status_code == 404
    assert refusals() == [("other_centre", "sanjoy")]
    assert Draft.objects.count() == 0


def test_stranger_is_sent_to_sign_in_and_comes_back(client: Any, db: Any) -> None:
    answer = client.get("/desk/requests/")
    assert (answer.status_code, answer.url) == (302, "/operator/sign-in/?next=/desk/requests/")
    assert client.post("/desk/find/", {"wanted": "x"}).url.startswith("/operator/sign-in/")


def test_pmu_staff_and_operators_of_a_closed_centre_are_refused(
    administrator: Any, operator: Any, centre: Any
) -> None:
    assert signed_in(administrator).get("/desk/").status_code == 403
    client = signed_in(operator)
    centre.is_open = False
    centre.save()
    assert client.get("/desk/").status_code == 403
    assert refusals() == [("forbidden", "anindita"), ("forbidden", "mitali")]


@pytest.mark.parametrize(
    ("opens", "closes", "status"),
    [(-1, 1, 200), (0, 0, 200), (1, 2, 403), (-2, -1, 403), (None, None, 200)],
)
def test_camp_serves_between_its_first_and_last_day(
    operator: Any, centre: Any, opens: int | None, closes: int | None, status: int
) -> None:
    from datetime import timedelta

    from django.utils import timezone

    today = timezone.localdate()
    days = [None if day is None else today + timedelta(days=day) for day in (opens, closes)]
    centre.opens_on, centre.closes_on = days
    centre.save()
    assert signed_in(operator).get("/desk/").status_code == status


def test_no_desk_page_has_a_person_in_its_title_or_address(
    caste_certificate: Any, operator: Any
) -> None:
    client = signed_in(operator)
    request = serve(client)
    draft = begin(client, person=request.citizen.reference)
    pages = [
        client.get(path)
        for path in (
            f"/desk/requests/{request.acknowledgement}/",
            f"/desk/people/{request.citizen.reference}/",
            draft,
        )
    ]
    pages.append(client.post("/desk/find/", {"wanted": "9830012345"}))
    for page in pages:
        html = page.content.decode()
        assert request.citizen.name in html
        assert request.citizen.name not in html[: html.index("</head>")]
        assert re.findall(r'(?:href|action)="[^"]*9830012345', html) == []


def test_neighbouring_numbers_lead_to_nobody(caste_certificate: Any, operator: Any) -> None:
    from audit.languages.reference_numbers import ALPHABET, check_character

    client = signed_in(operator)
    number = serve(client).acknowledgement
    for letter in ALPHABET:
        chance = number[:-2] + letter
        neighbours = {number[:-1] + letter, chance + check_character(chance)} - {number}
        for neighbour in neighbours:
            assert client.get(f"/desk/requests/{neighbour}/").status_code == 404
    assert ServiceRequest.objects.count() == 1
    assert refusals() == []


def test_outsider_finds_no_request_by_the_draft_it_was(
    caste_certificate: Any, operator: Any, outsider: Any
) -> None:
    request = serve(signed_in(operator))
    client = signed_in(outsider)
    assert client.get(f"/desk/drafts/{request.form_token}/").status_code == 404
    assert refusals() == [("other_centre", "sanjoy")]
