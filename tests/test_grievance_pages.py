"""The citizens' pages of grievances: lodged once, kept when refused, tracked by number and digits."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from audit.languages.reference_numbers import new_number, shown
from audit.models import Refusal
from citizens.models import Notice
from services.grievances import moves
from services.models import Grievance
from tests.admin_rows import make_request
from tests.errand_fixtures import caste_certificate
from tests.grievance_rows import clock, helper, lodged
from tests.hostile import HOSTILE

pytestmark = pytest.mark.django_db
__all__ = ["caste_certificate"]
NEW = "/grievances/new/portal/"
UNKNOWN = "এই নম্বর ও এই চারটি অঙ্কের কোনও অভিযোগ আমাদের কাছে নেই। দুটিই মিলিয়ে দেখুন।"
TEXT = "ফি-র পাতা খোলে না।"


def send(browser: Client, **typed: str) -> Any:
    return browser.post(NEW, {"text": TEXT, "form_token": str(uuid4()), **typed})


def answered(row: Grievance) -> Grievance:
    return moves.answer(row, text="খুলছে।", revision=0, by=helper("papiya").actor)


def test_anybody_complains_without_a_name_and_reads_the_answer_by_number_and_digits(
    client: Client,
) -> None:
    assert send(client).status_code == 302
    row = Grievance.objects.get()
    assert (row.mobile, row.email, row.lodged_by) == ("", "", "citizen")
    assert not Notice.objects.exists()
    page = client.get(f"/grievances/{row.number}/").content.decode()
    assert row.shown_number in page
    assert f">{row.tracking_digits}<" in page
    answered(row)
    bangla = row.tracking_digits.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    elsewhere = Client()
    tracked = elsewhere.post(
        "/grievances/track/", {"number": row.shown_number, "digits": bangla}
    ).content.decode()
    assert "খুলছে।" in tracked
    assert "papiya" not in tracked
    rating = {"rating": "poor", "revision": "1", "digits": bangla}
    rated = elsewhere.post(f"/grievances/{row.number}/rating/", rating)
    assert rated.status_code == 200
    assert "উপরের আধিকারিকের কাছে আপিল করুন" in rated.content.decode()
    Grievance.objects.update(lodged_at=timezone.now() - timedelta(hours=2))
    assert (
        f">{row.tracking_digits}<" not in client.get(f"/grievances/{row.number}/").content.decode()
    )


def test_form_sent_twice_is_one_grievance_and_one_message(client: Client) -> None:
    token = str(uuid4())
    twice = [send(client, form_token=token, mobile="৯৮৩০০ ১২৩৪৫") for _turn in range(2)]
    assert twice[0].headers["Location"] == twice[1].headers["Location"]
    row = Grievance.objects.get()
    assert row.mobile == "+919830012345"
    assert [notice.recipient for notice in Notice.objects.all()] == ["+919830012345"]


def test_sixth_of_a_day_from_one_number_waits_with_all_that_was_typed(client: Client) -> None:
    for _turn in range(5):
        assert send(client, mobile="9830012345").status_code == 302
    sixth = send(client, mobile="9830012345")
    assert (sixth.status_code, "Retry-After" in sixth.headers) == (429, True)
    assert TEXT in sixth.content.decode()
    assert Grievance.objects.count() == 5
    assert Refusal.objects.get().rule == "rate_limit"
    assert send(client, mobile="9830012346").status_code == 302


def test_wrong_and_unknown_look_alike_and_ten_guesses_are_the_most() -> None:
    row = lodged()
    pages = [
        Client().post("/grievances/track/", {"number": number, "digits": digits})
        for number, digits in ((row.shown_number, "0000"), (shown(new_number()), "2345"))
    ]
    first, second = (page.context["form"].non_field_errors() for page in pages)
    assert list(first) == list(second) == [UNKNOWN]
    for turn in range(10):
        guess = {"number": row.number, "digits": "0000"}
        last = Client().post("/grievances/track/", guess, REMOTE_ADDR=f"10.0.0.{turn}")
    assert last.status_code == 429
    assert Client().post(f"/grievances/{row.number}/rating/", {"digits": "0000"}).status_code == 429


def test_application_is_joined_by_its_digits_and_not_by_its_number_alone(
    client: Client, caste_certificate: Any
) -> None:
    request = make_request(caste_certificate)
    wrong = send(client, number=request.number, digits="1111")
    assert list(wrong.context["form"].errors) == ["digits"]
    assert send(client, number=request.number).status_code == 302
    assert send(client, number=request.number, digits="2345").status_code == 302
    alone, proved = Grievance.objects.order_by("id")
    assert (alone.request, alone.told_number) == (None, request.acknowledgement)
    assert (proved.request, proved.told_number) == (request, "")


def test_aadhaar_number_is_caught_beside_the_field_and_what_is_typed_stays(client: Client) -> None:
    text = "My number is 2341 2341 2346, please help."
    page = send(client, text=text, email="nobody@example.org")
    assert list(page.context["form"].errors) == ["text"]
    assert "nobody@example.org" in page.content.decode()
    assert not Grievance.objects.exists()


def test_switching_the_language_keeps_what_is_typed(client: Client) -> None:
    typed = {"text": TEXT, "mobile": "98300", "form_language": "en"}
    page = client.post(NEW, typed).content.decode()
    assert "What is your complaint?" in page
    assert TEXT in page
    assert 'value="98300"' in page
    assert not Grievance.objects.exists()


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_input_is_an_error_beside_its_field_and_never_a_fault(
    client: Client, value: str
) -> None:
    fields = ("text", "number", "digits", "mobile", "email", "postal_address", "form_token")
    body = "&".join(f"{name}={value}" for name in (*fields, "district", "centre", "matter"))
    form = "application/x-www-form-urlencoded"
    for about in ("portal", "person", "service"):
        path = f"/grievances/new/{about}/"
        assert client.post(path, body, content_type=form).status_code in (200, 302, 400)
    row = lodged()
    act = f"why={value}&rating={value}&revision={value}&digits={value}"
    for name in ("rating", "reopening", "appeal"):
        path = f"/grievances/{row.number}/{name}/"
        assert client.post(path, act, content_type=form).status_code in (400, 404)


def test_grievance_goes_with_its_steps_a_year_after_its_closing_and_an_open_one_never(
    caste_certificate: Any,
) -> None:
    from audit.journal.actors import COMMAND
    from bsk_portal.schedule.purge import purge

    old = timezone.now() - timedelta(days=402)
    request = make_request(caste_certificate, status="delivered", closed_at=old)
    closed, kept = lodged(), lodged(request=request)
    answered(closed)
    clock(17)
    Grievance.objects.filter(pk=closed.pk).update(closed_at=old)
    Grievance.objects.filter(pk=kept.pk).update(lodged_at=old)
    done = {row.kind: row.rows for row in purge(as_of=timezone.now(), by=COMMAND) if row.rows}
    assert done == {"grievance": 1}
    kept.refresh_from_db()
    assert kept.request == request  # an open complaint holds its application
    kept.delete()
    done = {row.kind: row.rows for row in purge(as_of=timezone.now(), by=COMMAND) if row.rows}
    assert done["request"] == 1
