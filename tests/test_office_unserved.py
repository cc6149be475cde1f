"""The PMU sees, as counts alone, the open requests for which no officer signs in."""

from typing import Any

import pytest

from audit.models import Operator
from tests.admin_rows import make_request
from tests.conftest import make_officer, make_staff
from tests.desk_fixtures import signed_in
from tests.errand_fixtures import caste_certificate
from tests.office_rows import asked

__all__ = ["asked", "caste_certificate"]
pytestmark = pytest.mark.django_db
PAGE = "/pmu/unserved/"


@pytest.fixture
def pmu(db: None) -> Any:
    return signed_in(make_staff("anindita", "Anindita", role="administrator"))


def counted(browser: Any) -> list[tuple[str, str, int]]:
    rows = browser.get(PAGE).context["rows"]
    return [(row.department_slug, row.district.code, row.count) for row in rows]


def test_request_waits_unseen_until_an_officer_of_its_department_and_district_signs_in(
    pmu: Any, asked: Any, operator: Any
):
    make_request(asked.service, operator)
    slug = asked.service.department.slug
    assert counted(pmu) == [(slug, "320", 2)]
    make_officer("appeals", asked.service, post="appellate")
    assert counted(pmu) == [(slug, "320", 2)]
    make_officer("nilima", asked.service, district_id="320")
    assert counted(pmu) == []
    Operator.objects.filter(login_name="nilima").update(is_active=False)
    assert counted(pmu) == [(slug, "320", 2)]


def test_page_names_nobody_and_leads_to_a_login_for_the_officer(pmu: Any, asked: Any):
    text = pmu.get(PAGE).content.decode()
    assert asked.number not in text
    assert asked.citizen.name not in text
    slug = asked.service.department.slug
    link = f"/admin/audit/operator/add/?role=officer&amp;post=designated&amp;department={slug}"
    assert f"{link}&amp;district=320" in text
    form = pmu.get(f"{link}&district=320".replace("&amp;", "&")).context["adminform"].form
    assert [str(form[name].value()) for name in ("role", "post", "department", "district")] == [
        "officer",
        "designated",
        slug,
        "320",
    ]


def test_service_without_a_designated_officer_is_named(pmu: Any, caste_certificate: Any):
    caste_certificate.officers.all().delete()
    assert pmu.get(PAGE).context["services"] == [caste_certificate]


def test_administrator_enrols_an_officer_and_what_is_missing_is_told(
    pmu: Any, caste_certificate: Any
):
    add = "/admin/audit/operator/add/"
    told = {"login_name": "saheb", "name": "Saheb", "role": "officer", "is_active": "on"}
    errors = pmu.post(add, told).context["adminform"].form.errors
    assert list(errors) == ["__all__"]
    other = pmu.post(add, {**told, "department": "no-such", "post": "designated"})
    assert list(other.context["adminform"].form.errors) == ["department"]
    slug = caste_certificate.department.slug
    assert pmu.post(add, {**told, "department": slug, "post": "grievance"}).status_code == 200
    made = Operator.objects.get(login_name="saheb")
    assert (made.department, made.post, made.district, made.is_staff) == (
        slug,
        "grievance",
        None,
        False,
    )
    refused = pmu.post(add, {**told, "login_name": "x.y", "role": "auditor", "department": slug})
    assert list(refused.context["adminform"].form.errors) == ["__all__"]


def test_officer_lands_on_her_office_and_has_no_desk_and_no_admin(
    client: Any, caste_certificate: Any
):
    officer = make_officer("saheb", caste_certificate)
    browser = signed_in(officer)
    assert browser.get("/information-form/")["Location"] == "/office/"
    assert [browser.get(page).status_code for page in ("/desk/", "/admin/", PAGE)] == [
        403,
        302,
        403,
    ]
