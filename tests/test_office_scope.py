"""An officer reaches what is her department's and district's; the rest is not found, and noted once."""

import re
from pathlib import Path
from typing import Any

import pytest

from audit.models import Event, Operator
from services.models import ServiceRequest
from tests.desk_fixtures import refusals, signed_in
from tests.office_rows import asked, caste_certificate, officers

__all__ = ["asked", "caste_certificate", "officers"]
pytestmark = pytest.mark.django_db

OFFICE = Path(__file__).parent.parent / "services" / "office"
SEES = {"saheb", "nilima"}
# Of another post: not let in at all. Of another department or district: there is no such request.
ANSWERS = {
    "saheb": 200,
    "nilima": 200,
    "elsewhere": 404,
    "other": 404,
    "appeals": 403,
    "reviews": 403,
    "grievances": 403,
}


def test_office_views_reach_rows_only_through_the_officer():
    asking = {path.name for path in OFFICE.glob("*.py") if ".objects" in path.read_text()}
    assert asking == {"rows.py"}


def test_each_officer_opens_what_the_table_says(officers: Any, asked: Any):
    address = f"/office/requests/{asked.acknowledgement}/"
    got = {who: signed_in(person).get(address).status_code for who, person in officers.items()}
    assert got == ANSWERS
    rules = {404: "other_centre", 403: "forbidden"}
    assert refusals() == [(rules[code], who) for who, code in ANSWERS.items() if code != 200]


def test_each_officer_is_listed_what_she_may_open(officers: Any, asked: Any):
    listed = {
        who
        for who, person in officers.items()
        if asked.number in signed_in(person).get("/office/").content.decode()
    }
    assert listed == SEES


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("taking/", {}),
        ("papers-received/", {}),
        ("papers/", {"wanted": "রেশন কার্ড"}),
        ("forwarding/", {"to": "saheb", "note": "x"}),
        ("delivery/", {"given": "otherwise"}),
        ("rejection/", {"reason": "x"}),
    ],
)
@pytest.mark.parametrize("who", ["other", "elsewhere"])
def test_act_on_a_request_of_another_office_changes_nothing(
    officers: Any, asked: Any, who: str, path: str, form: dict[str, str]
):
    address = f"/office/requests/{asked.acknowledgement}/{path}"
    answer = signed_in(officers[who]).post(address, {**form, "revision": "0"})
    assert answer.status_code == 404
    assert refusals() == [("other_centre", who)]
    asked.refresh_from_db()
    assert (asked.status, asked.revision, Event.objects.count()) == ("received", 0, 0)


def test_further_page_after_a_request_of_another_office_is_not_found(officers: Any, asked: Any):
    answer = signed_in(officers["other"]).get(f"/office/?after={asked.acknowledgement}")
    assert (answer.status_code, refusals()) == (404, [("other_centre", "other")])


def test_officer_finds_by_the_whole_number_and_by_nothing_else(officers: Any, asked: Any):
    client = signed_in(officers["saheb"])
    own = f"/office/requests/{asked.acknowledgement}/"
    assert client.post("/office/find/", {"number": asked.number})["Location"] == own
    for typed in (asked.citizen.name, asked.citizen.mobile, asked.acknowledgement[:8], "", "\0"):
        answer = client.post("/office/find/", {"number": typed})
        assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["number"])
    assert client.post("/office/find/", {"number": "3333333333333"}).status_code == 404
    assert refusals() == []


def test_officer_who_is_moved_to_another_department_loses_sight_at_once(officers: Any, asked: Any):
    client = signed_in(officers["saheb"])
    address = f"/office/requests/{asked.acknowledgement}/"
    assert client.get(address).status_code == 200
    Operator.objects.filter(login_name="saheb").update(department=officers["other"].department)
    assert client.get(address).status_code == 404
    assert asked.number not in client.get("/office/").content.decode()


def test_lists_and_titles_name_nobody(officers: Any, asked: Any):
    client = signed_in(officers["saheb"])
    pages = {
        path: client.get(path).content.decode()
        for path in ("/office/", f"/office/requests/{asked.acknowledgement}/")
    }
    assert asked.citizen.name not in pages["/office/"]
    for text in pages.values():
        title = re.findall(r"<title>([^<]*)</title>", text)[0]
        assert asked.citizen.name not in title


@pytest.mark.parametrize(
    "query",
    [
        "list=x",
        "service=x",
        "service=%00",
        "district=%00",
        "status=%27",
        "after=%00",
        "list=new%00",
    ],
)
def test_hostile_address_is_answered_and_finds_nothing_more(officers: Any, asked: Any, query: str):
    answer = signed_in(officers["saheb"]).get(f"/office/?{query}")
    assert answer.status_code in (200, 404)


def test_list_of_many_costs_no_more_queries_than_of_one(
    officers: Any, asked: Any, operator: Any, django_assert_num_queries: Any
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.admin_rows import make_request

    client = signed_in(officers["saheb"])
    client.get("/office/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get("/office/")
    made = [make_request(asked.service, operator) for _ in range(60)]
    with CaptureQueriesContext(connection) as many:
        page = client.get("/office/")
    assert len(page.context["page"].rows) == 50
    assert len(many) == len(one)
    further = client.get(f"/office/?after={page.context['page'].further}")
    seen = {row.pk for row in [*page.context["page"].rows, *further.context["page"].rows]}
    assert seen == {asked.pk, *(row.pk for row in made)}
    assert ServiceRequest.objects.count() == 61
