"""The page with the number: for whom it is, what it says, and what it prints."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from services.requests.clock import due_on
from tests.conftest import PASSWORD
from tests.errand_fixtures import address, apply, caste_certificate, fill, token

__all__ = ["caste_certificate"]


def url_of(request: Any) -> str:
    return f"/acknowledgements/{request.acknowledgement}/"


def test_citizen_reads_number_due_date_officers_and_next_steps(
    client: Any, caste_certificate: Any
) -> None:
    from django.utils import timezone

    from audit.templatetags.languages import indian_date

    request = apply(client)
    page = client.get(url_of(request)).content.decode()
    assert request.due_on == due_on(timezone.localdate(), 20)
    for shown in (
        request.number,
        "জাতি শংসাপত্র",
        indian_date(request.due_on),
        "মহকুমা শাসক",
        "জেলা শাসক",
        "ব্লক অফিস যাচাই করে।",
        "সুচিত্রা মণ্ডল",
    ):
        assert shown in page
    title = page.split("<title>")[1].split("</title>")[0]
    assert "সুচিত্রা" not in title
    assert request.acknowledgement not in title
    assert "<svg" in page
    assert "style=" not in page


def test_number_is_there_again_in_the_other_language(client: Any, caste_certificate: Any) -> None:
    request = apply(client)
    client.post("/language/", {"language": "en", "next": url_of(request)})
    page = client.get(url_of(request)).content.decode()
    assert request.number in page
    assert "Caste certificate" in page


def test_slip_of_80_mm_is_the_same_page(client: Any, caste_certificate: Any) -> None:
    request = apply(client)
    assert '<body class="">' in client.get(url_of(request)).content.decode()
    assert '<body class="slip">' in client.get(f"{url_of(request)}?paper=slip").content.decode()


def test_code_leads_to_the_tracking_page_at_the_public_address(
    client: Any, caste_certificate: Any, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://bsk.example.in"
    request = apply(client)
    page = client.get(url_of(request)).content.decode()
    assert f"https://bsk.example.in/track/{request.acknowledgement}/" in page


def test_others_get_404_and_it_is_noted_where_there_is_a_request(
    client: Any, caste_certificate: Any, outsider: Any
) -> None:
    from audit.models import Refusal

    request = apply(client)
    stranger = Client()
    answer = stranger.get(url_of(request))
    assert answer.status_code == 404
    assert "সুচিত্রা" not in answer.content.decode()
    for number in ("GY3NEAK9DXDPJ", "x", "0" * 60):
        assert stranger.get(f"/acknowledgements/{number}/").status_code == 404
    staff = Client()
    staff.post("/operator/sign-in/", {"username": "sanjoy", "password": PASSWORD})
    assert staff.get(url_of(request)).status_code == 404
    refusals = list(Refusal.objects.order_by("id").values_list("rule", "login_name"))
    assert refusals == [("other_centre", ""), ("other_centre", "sanjoy")]


def test_pmu_reads_no_name_on_the_citizens_page(
    client: Any, caste_certificate: Any, administrator: Any
) -> None:
    request = apply(client)
    staff = Client()
    staff.post("/operator/sign-in/", {"username": "anindita", "password": PASSWORD})
    assert staff.get(url_of(request)).status_code == 404


def test_staff_of_the_requests_centre_read_it(
    client: Any, caste_certificate: Any, operator: Any
) -> None:
    from services.models import Draft
    from services.requests.submission import submit

    fill(client)
    draft = Draft.objects.get()
    draft.browser, draft.operator, draft.centre = "", operator, operator.centre
    draft.save()
    request = submit(draft, token=draft.token, consented=True, language="bn", by=operator.actor)
    staff = Client()
    staff.post("/operator/sign-in/", {"username": "mitali", "password": PASSWORD})
    page = staff.get(url_of(request))
    assert page.status_code == 200
    assert "চাকদহ কেন্দ্র" in page.content.decode()
    assert client.get(url_of(request)).status_code == 404


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (date(2026, 11, 25), 0, date(2026, 11, 25)),
        (date(2026, 11, 25), 1, date(2026, 11, 26)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # a Sunday lies between
        (date(2026, 12, 24), 1, date(2026, 12, 26)),  # and Christmas here
        (date(2026, 10, 17), 3, date(2026, 10, 24)),  # Sunday, then the days of the Puja
    ],
)
@pytest.mark.django_db
def test_sundays_and_public_holidays_do_not_count(received: date, days: int, due: date) -> None:
    assert due_on(received, days) == due


def test_service_without_a_limit_says_so(client: Any, caste_certificate: Any) -> None:
    from services.models import Officer, Service

    Officer.objects.all().delete()
    Service.objects.update(time_limit_days=None)
    request = apply(client)
    assert request.due_on is None
    assert "কোনও সময়সীমা নির্দিষ্ট নেই" in client.get(url_of(request)).content.decode()


def test_kolkatas_own_officer_decides_there(caste_certificate: Any) -> None:
    from services.models import Officer
    from services.requests.deciding import days_allowed, officers_for

    title = {"bn": "কালেক্টর", "en": "Collector"}
    Officer.objects.create(
        service=caste_certificate, role="designated", area="kolkata", days=15, title=title
    )
    assert days_allowed(caste_certificate, "315") == 15
    assert days_allowed(caste_certificate, "320") == 20
    assert officers_for(caste_certificate, "315")["appellate"].days == 30


def test_check_page_holds_the_token_that_the_form_sends(
    client: Any, caste_certificate: Any
) -> None:
    fill(client)
    assert (
        f'name="form_token" value="{token(client)}"'
        in client.get(address("check")).content.decode()
    )


def test_acknowledgement_costs_a_fixed_number_of_queries(
    client: Any, caste_certificate: Any, django_assert_num_queries: Any
) -> None:
    request = apply(client)
    with django_assert_num_queries(5):
        client.get(url_of(request))
