"""Lists of the admin stay quick however long the table is, and show nobody whole."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.journal.actors import COMMAND
from audit.journal.admin_lists import CappedPaginator
from audit.journal.recording import record
from audit.models import (
    Block,
    Centre,
    District,
    Event,
    HolidayCorrection,
    Refusal,
    Subdivision,
    Visit,
)
from citizens.models import MessageText, ReplyTemplate
from services.models import Appeal, BankQuestion, Department, Service, ServiceRequest
from tests.admin_rows import make_citizen, make_refusal, make_request, make_visit
from tests.catalogue_rows import make_bank_question, make_department, make_service
from tests.conftest import make_staff
from tests.hostile import HOSTILE
from tests.test_sign_in import sign_in

pytestmark = pytest.mark.django_db
REQUESTS = "/admin/services/servicerequest/"
VISITS = "/admin/audit/visit/"
ODD = ("nul", "undecodable byte", "lone surrogate", "twenty nines", "minus one", "quote", "list")


@pytest.fixture
def pmu(client: Any, administrator: Any) -> Any:
    """Anindita's browser."""
    sign_in(client, "anindita")
    return client


@pytest.fixture
def well(nadia: Any) -> Service:
    return make_service(make_department(), "well", "কূপ", "Well")


def queries_of(browser: Any, address: str) -> list[str]:
    """The statements behind a list, without what the clock decides of the session."""
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert browser.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def add_one_of_each(number: int, service: Service, operator: Any) -> None:
    district = District.objects.create(code=f"9{number:02}", name={"bn": "জেলা", "en": "District"})
    subdivision = Subdivision.objects.create(
        code=f"9{number:02}-S", district=district, name={"bn": "মহকুমা", "en": "Subdivision"}
    )
    block = Block.objects.create(
        code=f"9{number:02}-B",
        district=district,
        subdivision=subdivision,
        kind="block",
        name={"bn": "ব্লক", "en": "Block"},
    )
    centre = Centre.objects.create(
        code=f"X-{number}", block=block, district=district, name={"bn": "কেন্দ্র", "en": "Centre"}
    )
    make_staff(f"person{number}", "Somebody", centre=centre)
    department = make_department(f"department-{number}")
    make_service(department, f"service-{number}", "পরিষেবা", "Service")
    make_bank_question(f"question_{number}")
    request = make_request(service, operator)
    Appeal.objects.create(
        request=request,
        level="appellate",
        because="delayed",
        ground="It is late.",
        officer={"bn": "মহকুমা শাসক", "en": "SDO"},
        days=30,
        lodged_by="citizen",
        due_on=date(2026, 12, 31),
        form_token=uuid4(),
    )
    both = {"bn": "ছুটি", "en": "Holiday"}
    HolidayCorrection.objects.create(day=date(2027, 1, number), name=both)
    ReplyTemplate.objects.create(title=both, text=both)
    MessageText.objects.create(template="request.taken", language=f"x{number}")
    make_visit()
    make_refusal()
    record(action="test.told", subject=f"test:{number}", by=COMMAND)


LISTS: tuple[type[Model], ...] = (
    District, Subdivision, Block, Centre, Refusal, Event, Visit,
    Department, Service, BankQuestion, ServiceRequest, Appeal, HolidayCorrection,
    ReplyTemplate, MessageText,
)  # fmt: skip


def test_lists_ask_the_same_of_one_row_and_of_three_and_count_no_table(pmu, operator, well):
    lists: list[type[Model]] = [*LISTS, type(operator)]
    addresses = [f"/admin/{m._meta.app_label}/{m._meta.model_name}/" for m in lists]
    assert set(lists) == set(admin.site._registry)
    add_one_of_each(1, well, operator)
    first = {address: queries_of(pmu, address) for address in addresses}
    add_one_of_each(2, well, operator)
    add_one_of_each(3, well, operator)
    for address in addresses:
        then = queries_of(pmu, address)
        assert len(then) == len(first[address]), address
        assert len(then) <= 8, address
        assert [sql for sql in then if re.search(r"COUNT\(", sql)] == [], address


def test_list_counts_no_further_than_a_thousand():
    Refusal.objects.bulk_create(
        [Refusal(rule="csrf", reference=str(n), method="GET", path="/") for n in range(1_200)]
    )
    with CaptureQueriesContext(connection) as captured:
        paginator = CappedPaginator(Refusal.objects.order_by("-at", "-id"), 50)
        assert (paginator.count, paginator.num_pages) == (1_000, 20)
    [query] = captured.captured_queries
    assert query["sql"].endswith("LIMIT 1001")


def test_visits_are_always_those_of_one_indian_day(pmu):
    today, yesterday = make_visit("mitali"), make_visit("rafiq", days_ago=1)
    day = (timezone.now() - timedelta(days=1) + timedelta(hours=5, minutes=30)).date()
    for query, expected in (
        ("", today),
        ("?day=", today),
        ("?day=nonsense", today),
        ("?day=2026-02-30", today),
        (f"?day={day}", yesterday),
        (f"?day={day}&q=rafiq", yesterday),
    ):
        shown = pmu.get(VISITS + query).context["cl"].result_list
        assert expected in list(shown), query
        assert {today, yesterday} - {expected} - set(shown) != set(), query
    statements = [sql for sql in queries_of(pmu, VISITS) if 'FROM "audit_visit"' in sql]
    assert statements
    assert all(re.search(r'"access_time" >= .*"access_time" < ', sql) for sql in statements)


def test_one_visit_has_no_page_since_its_id_alone_is_in_no_day(pmu):
    visit = make_visit()
    with CaptureQueriesContext(connection) as captured:
        assert pmu.get(f"{VISITS}{visit.id}/change/").status_code == 302
    assert not [q for q in captured.captured_queries if 'FROM "audit_visit"' in q["sql"]]


@pytest.mark.parametrize("model", [Refusal, Event, Visit, ServiceRequest])
def test_log_is_in_the_order_of_its_index_whatever_the_address_asks(pmu, model):
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    assert queries_of(pmu, f"{address}?o=2.-3")[-1] == queries_of(pmu, address)[-1]
    assert "?o=" not in pmu.get(address).content.decode()
    assert queries_of(pmu, f"{address}?_facets=True")[1:] == queries_of(pmu, address)[1:]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 24, 18, 29, 59, tzinfo=UTC), "24/11/2026"),
        (datetime(2026, 11, 24, 18, 30, tzinfo=UTC), "25/11/2026"),
    ],
)
def test_a_day_is_an_indian_day(client, administrator, moment, day):
    with time_machine.travel(moment, tick=False):
        sign_in(client, "anindita")
        spec = client.get("/admin/audit/refusal/").context["cl"].filter_specs[0]
        assert f"{spec.day():%d/%m/%Y}" == day


def test_another_day_keeps_the_other_filters(pmu):
    make_refusal(rule="csrf")
    page = pmu.get("/admin/audit/refusal/?rule__exact=csrf").content.decode()
    assert '<input type="hidden" name="rule__exact" value="csrf">' in page


def test_requests_are_shown_without_name_or_whole_number(pmu, operator, well):
    request = make_request(well, operator)
    pages = [pmu.get(REQUESTS), pmu.get(f"{REQUESTS}{request.pk}/change/")]
    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        assert request.number in text
        for secret in ("সুমিত্রা", "হরেন", "9800012345", "+91", "৭২০০০", "শিমুরালি", "741248"):
            assert secret not in text, secret
    assert "XXXXXX2345" in pages[1].content.decode()
    assert "1987" in pages[1].content.decode()


@pytest.mark.parametrize("spelling", ["{n}", "{shown}", " {lower} "])
def test_request_is_found_by_its_whole_number_however_typed(pmu, operator, well, spelling):
    request = make_request(well, operator)
    make_request(well, operator)
    number = request.acknowledgement
    typed = spelling.format(n=number, shown=request.number, lower=request.number.lower())
    assert list(pmu.get(REQUESTS, {"q": typed}).context["cl"].result_list) == [request]


@pytest.mark.parametrize("query", ["2345", "9800012345", "সুমিত্রা", "BSK", "mitali"])
def test_request_is_not_found_by_a_part_of_anything(pmu, operator, well, query):
    request = make_request(well, operator)
    for typed in (query, request.acknowledgement[:6], request.acknowledgement[:-1]):
        assert list(pmu.get(REQUESTS, {"q": typed}).context["cl"].result_list) == []


@pytest.mark.parametrize(
    "query",
    [
        "citizen__mobile__startswith=%2B9198",
        "citizen__name=x",
        "tracking_digits=2345",
        "answers__income=1",
        "operator__password__startswith=a",
    ],
)
def test_request_is_not_found_by_asking_after_a_person(pmu, query):
    assert pmu.get(f"{REQUESTS}?{query}").status_code == 400


def test_requests_and_logs_are_read_and_never_changed(pmu, operator, well):
    rows = [make_request(well, operator), make_refusal()]
    rows.append(record(action="test.told", subject="test:1", by=COMMAND))
    for row in rows:
        address = f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/"
        assert pmu.get(f"{address}change/").status_code == 200
        answers = [
            pmu.post(f"{address}change/", {}),
            pmu.post(f"{address}delete/", {"post": "yes"}),
        ]
        assert [answer.status_code for answer in answers] == [403, 403]


def test_request_of_a_citizen_who_told_her_age_has_no_year(pmu, well):
    told: dict[str, Any] = {
        "birth_known_as": "age",
        "birth_year": None,
        "age": 61,
        "age_told_on": "2026-11-01",
    }
    request = make_request(well, citizen=make_citizen(mobile="", **told))
    page = pmu.get(f"{REQUESTS}{request.pk}/change/")
    assert (page.status_code, "XXXXXX" in page.content.decode()) == (200, False)


@pytest.mark.parametrize("model", LISTS)
def test_odd_address_of_a_list_is_no_fault_of_ours(pmu, model):
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    for parameter in ("q", "day", "p", "o", "status__exact", "kind__exact"):
        for name in ODD:
            answer = pmu.get(f"{address}?{parameter}={HOSTILE[name]}")
            assert answer.status_code in ({400} if name == "nul" else {200, 302, 400}), name


@pytest.mark.parametrize("name", ODD)
def test_odd_word_in_a_choice_of_rows_is_no_fault_of_ours(pmu, name):
    asked = "app_label=services&model_name=service&field_name=department"
    answer = pmu.get(f"/admin/autocomplete/?{asked}&term={HOSTILE[name]}")
    assert answer.status_code in {200, 400}


def test_department_is_found_by_its_bangla_name(pmu):
    department = make_department()
    asked = "app_label=services&model_name=service&field_name=department&term=পুকুর"
    answer = pmu.get(f"/admin/autocomplete/?{asked}").json()
    assert answer["results"] == [{"id": str(department.pk), "text": "পুকুর বিভাগ"}]
