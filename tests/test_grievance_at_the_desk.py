"""An operator writes a complaint down for the citizen before her, but none about her own centre."""

from typing import Any

import pytest
from django.test import Client

from services.models import Grievance
from tests.test_sign_in import sign_in

pytestmark = pytest.mark.django_db
TEXT = {"text": "Nobody came to the counter all day."}


def test_operator_lodges_for_the_citizen_and_gives_her_number_and_digits(
    client: Client, operator: Any, other_centre: Any
) -> None:
    sign_in(client, "mitali")
    place = {"district": "320", "block": "320-M-KALYANI", "centre": "NAD-002"}
    answer = client.post("/desk/grievances/centre/", {**TEXT, **place})
    row = Grievance.objects.get()
    assert answer.headers["Location"] == f"/desk/grievances/lodged/{row.number}/"
    assert (row.lodged_by, row.centre, row.browser) == ("mitali", other_centre, "")
    page = client.get(answer.headers["Location"]).content.decode()
    assert row.shown_number in page
    assert f">{row.tracking_digits}<" in page


@pytest.mark.parametrize("about", ["centre", "person"])
def test_complaint_about_the_own_centre_is_refused_with_the_way_there_is(
    client: Client, operator: Any, about: str
) -> None:
    sign_in(client, "mitali")
    place = {"district": "320", "block": "320-B-CHAKDAHA", "centre": "NAD-001", "person": "Rafiq"}
    page = client.post(f"/desk/grievances/{about}/", {**TEXT, **place})
    assert list(page.context["form"].errors) == ["centre"]
    html = page.content.decode()
    assert TEXT["text"] in html
    assert "tel:+913322140078" in html
    assert "৭১১১০২" in html  # the address of the PMU
    assert not Grievance.objects.exists()
