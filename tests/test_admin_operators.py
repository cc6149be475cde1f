"""The PMU enrols staff, gives passwords that are shown once, and transfers and disables people."""

import re
from typing import Any

import pytest
from django.test import Client

from audit.models import Centre, Event, Operator, Refusal
from tests.test_sign_in import sign_in

pytestmark = pytest.mark.django_db
ADD = "/admin/audit/operator/add/"


@pytest.fixture
def pmu(client: Any, administrator: Any) -> Any:
    """Anindita's browser."""
    sign_in(client, "anindita")
    return client


def details(**changed: str) -> dict[str, str]:
    given = {"login_name": "tara", "name": "Tara Lama", "role": "operator", "centre": "NAD-001"}
    return {**given, "is_active": "on", **changed}


def password_on(page: Any) -> str:
    found = re.findall(r"<code>([a-z0-9-]+)</code>", page.content.decode())
    assert len(found) == 1
    return str(found[0])


def errors_of(response: Any) -> dict[str, list[str]]:
    return dict(response.context["adminform"].form.errors)


def test_new_operators_password_is_shown_once_and_lets_her_in(pmu, centre):
    page = pmu.post(ADD, details(login_name=" TARA "))
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    password = password_on(page)
    assert re.fullmatch(r"(?:[a-z2-9]{4}-){4}[a-z2-9]{4}", password)
    assert sign_in(Client(), "tara", password).status_code == 302
    tara = Operator.objects.get(login_name="tara")
    assert password not in pmu.get(f"/admin/audit/operator/{tara.pk}/change/").content.decode()
    assert password not in tara.password
    assert list(Event.objects.values_list("action", "subject", "by", "details")) == [
        ("operator.enrolled", "operator:tara", "anindita", {"role": "operator"})
    ]


def test_forgotten_password_is_replaced_by_one_shown_once(pmu, operator):
    page = pmu.post(f"/admin/audit/operator/{operator.pk}/new-password/")
    password = password_on(page)
    assert sign_in(Client()).status_code == 200
    assert sign_in(Client(), password=password).status_code == 302
    assert Event.objects.get().action == "operator.password_replaced"


def test_password_is_not_replaced_by_a_link_or_by_who_may_only_read(pmu, operator, client):
    address = f"/admin/audit/operator/{operator.pk}/new-password/"
    assert pmu.get(address).status_code == 405
    Operator.objects.filter(login_name="anindita").update(role="auditor")
    assert pmu.post(address).status_code == 403
    assert sign_in(Client()).status_code == 302


@pytest.mark.parametrize(
    "login_name",
    [
        "\u0430dmin",
        "mit\u0430li",
        "মিতালি",
        "ab",
        "a b c",
        "mitali\u200b",
        "x" * 41,
        "-tara",
        "tara@x",
    ],
)
def test_login_name_that_only_looks_like_another_is_refused(pmu, centre, login_name):
    response = pmu.post(ADD, details(login_name=login_name))
    assert list(errors_of(response)) == ["login_name"]
    assert Operator.objects.count() == 1


def test_login_name_of_somebody_else_is_refused_in_any_case(pmu, operator):
    assert list(errors_of(pmu.post(ADD, details(login_name="MITALI")))) == ["login_name"]


@pytest.mark.parametrize(("role", "centre_code"), [("operator", ""), ("auditor", "NAD-001")])
def test_operator_has_a_centre_and_pmu_staff_have_none(pmu, centre, role, centre_code):
    response = pmu.post(ADD, details(role=role, centre=centre_code))
    assert errors_of(response) == {
        "__all__": ["অপারেটরের একটি কেন্দ্র থাকবে; আর কারও কোনও কেন্দ্র থাকবে না।"]
    }


@pytest.mark.parametrize(
    ("changed", "action"),
    [
        ({"is_active": ""}, "operator.disabled"),
        ({"centre": "NAD-002"}, "operator.changed"),
        ({"role": "auditor", "centre": ""}, "operator.changed"),
    ],
)
def test_change_is_in_the_journal_by_field_without_values(
    pmu, operator, other_centre, changed, action
):
    given = details(login_name="mitali", name="Mitali Biswas", **changed)
    pmu.post(f"/admin/audit/operator/{operator.pk}/change/", {k: v for k, v in given.items() if v})
    event = Event.objects.get()
    assert (event.action, event.subject, event.by) == (action, "operator:mitali", "anindita")
    assert set(event.details["fields"].split(",")) == set(changed)


def test_history_of_an_operator_is_the_journals(pmu, operator):
    pmu.post(f"/admin/audit/operator/{operator.pk}/new-password/")
    page = pmu.get(f"/admin/audit/operator/{operator.pk}/history/").content.decode()
    assert "operator.password_replaced" in page


def test_centre_takes_the_district_of_its_block_and_keeps_its_code(pmu, nadia):
    given = {
        "code": "NAD-009",
        "name_bn": "নতুন কেন্দ্র",
        "name_en": "New centre",
        "block": "320-M-KALYANI",
        "kind": "centre",
        "is_open": "on",
    }
    assert pmu.post("/admin/audit/centre/add/", given).status_code == 302
    centre = Centre.objects.get()
    assert (centre.code, centre.district_id) == ("NAD-009", "320")
    pmu.post("/admin/audit/centre/NAD-009/change/", {**given, "code": "NAD-010", "is_open": ""})
    assert list(Centre.objects.values_list("code", "is_open")) == [("NAD-009", False)]
    assert list(Event.objects.values_list("action", "subject")) == [
        ("centre.added", "centre:NAD-009"),
        ("centre.changed", "centre:NAD-009"),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "password__startswith=argon2",
        "password=x",
        "session_key__gt=a",
        "centre__operators__password__startswith=a",
        "name__icontains=mitali",
        "_to_field=password",
    ],
)
def test_secret_is_not_spelled_out_by_asking_the_list(pmu, operator, query):
    assert pmu.get(f"/admin/audit/operator/?{query}").status_code == 400
    assert list(Refusal.objects.values_list("rule", "login_name")) == [("malformed", "anindita")]


def test_list_is_filtered_by_its_own_filters(pmu, operator, colleague):
    Operator.objects.filter(login_name="rafiq").update(is_active=False)
    page = pmu.get("/admin/audit/operator/?role__exact=operator&is_active__exact=1")
    assert [row.login_name for row in page.context["cl"].result_list] == ["mitali"]


def test_login_name_once_given_stays_for_good(pmu, administrator, operator):
    for person in (operator, administrator):
        before = person.login_name
        answer = pmu.post(
            f"/admin/audit/operator/{person.pk}/change/",
            {"login_name": "renamed", "name": "A New Name", "role": person.role, "is_active": "on"}
            | ({"centre": person.centre_id} if person.centre_id else {}),
        )
        assert answer.status_code == 302
        person.refresh_from_db()
        assert (person.login_name, person.name) == (before, "A New Name")
