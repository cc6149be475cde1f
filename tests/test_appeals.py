"""A citizen appeals against a rejection or a delay, once, to the officer whom the law names."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from audit.journal.actors import SCHEDULE
from audit.models import Event, Refusal
from citizens.models import Notice
from services.appeals import delays
from services.appeals.standing import standing_of
from services.models import Appeal, Officer
from services.requests.clock import due_on
from tests.appeal_fixtures import (
    GROUND,
    applied,
    form,
    link,
    lodged,
    overdue,
    rejected,
    told,
)
from tests.desk_fixtures import signed_in
from tests.errand_fixtures import caste_certificate

__all__ = ["applied", "caste_certificate"]


def page_of(found: Any) -> str:
    return f"/acknowledgements/{found.acknowledgement}/appeal/"


def yesterday() -> Any:
    return timezone.localdate() - timedelta(days=1)


def test_citizen_appeals_against_a_rejection(applied: Any, client: Any, operator: Any) -> None:
    client.cookies["bsk-language"] = "en"
    rejected(applied, operator)
    html = client.get(page_of(applied)).content.decode()
    assert "District Magistrate, Nadia" in html
    appeal = lodged(client, applied)
    due = due_on(timezone.localdate(), 30, district="320")
    assert (appeal.level, appeal.because, appeal.days) == ("appellate", "rejected", 30)
    assert (appeal.due_on, appeal.ground, appeal.lodged_by) == (due, GROUND, "citizen")
    event = Event.objects.get(action="appeal.lodged")
    assert event.subject == f"appeal:{appeal.number}"
    assert GROUND not in str(event.details)
    notice = Notice.objects.get(template="appeal.received")
    assert due is not None
    assert notice.about == f"request:{applied.acknowledgement}"
    assert notice.values == {
        "number": appeal.shown_number,
        "due": due.isoformat(),
        "link": link(applied),
    }
    page = client.get(f"/acknowledgements/{applied.acknowledgement}/appeals/{appeal.number}/")
    assert appeal.shown_number in page.content.decode()


def test_citizen_appeals_against_a_delay_from_the_day_after_the_last(
    applied: Any, client: Any
) -> None:
    client.cookies["bsk-language"] = "en"
    overdue(applied, timezone.localdate())
    before = client.get(page_of(applied))
    assert "you can appeal to the appellate officer from" in before.content.decode()
    answer = client.post(page_of(applied), form(before))
    assert (answer.status_code, Appeal.objects.count()) == (409, 0)
    overdue(applied, yesterday())
    assert lodged(client, applied).because == "delayed"


def test_form_sent_twice_makes_one_appeal(applied: Any, client: Any, operator: Any) -> None:
    rejected(applied, operator)
    sent = form(client.get(page_of(applied)))
    first, second = (client.post(page_of(applied), sent) for _time in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert (Appeal.objects.count(), told()) == (1, ["appeal.received"])


def test_second_tab_is_told_that_an_appeal_is_heard(
    applied: Any, client: Any, operator: Any
) -> None:
    rejected(applied, operator)
    one, other = (form(client.get(page_of(applied))) for _tab in range(2))
    client.post(page_of(applied), one)
    answer = client.post(page_of(applied), other)
    assert (answer.status_code, Appeal.objects.count()) == (409, 1)


def test_database_holds_one_open_appeal_for_a_level(
    applied: Any, client: Any, operator: Any
) -> None:
    rejected(applied, operator)
    appeal = lodged(client, applied)
    appeal.pk, appeal.number, appeal.form_token = None, "3333333333333", applied.form_token
    with pytest.raises(IntegrityError), transaction.atomic():
        appeal.save(force_insert=True)


@pytest.mark.parametrize(
    ("ground", "says"),
    [
        ("", "Fill this in."),
        ("আধার 2341 2341 2346", "This looks like an Aadhaar number"),
        ("ক" * 2001, "Use at most 2000 characters"),
    ],
)
def test_bad_ground_is_answered_beside_its_field(
    applied: Any, client: Any, operator: Any, ground: str, says: str
) -> None:
    client.cookies["bsk-language"] = "en"
    rejected(applied, operator)
    answer = client.post(page_of(applied), form(client.get(page_of(applied)), ground=ground))
    html = answer.content.decode()
    assert (answer.status_code, Appeal.objects.count()) == (200, 0)
    assert says in html
    assert ground in html


def test_language_switch_keeps_the_ground(applied: Any, client: Any, operator: Any) -> None:
    rejected(applied, operator)
    sent = form(client.get(page_of(applied))) | {"form_language": "en"}
    answer = client.post(page_of(applied), sent)
    assert GROUND in answer.content.decode()
    assert answer.context["token"].hex == sent["token"].replace("-", "")
    assert Appeal.objects.count() == 0


@pytest.mark.parametrize("spoilt", [{"token": "x"}, {"token": "\0"}, {"step": "\0x"}])
def test_spoilt_hidden_fields_do_no_harm(
    applied: Any, client: Any, operator: Any, spoilt: dict[str, str]
) -> None:
    rejected(applied, operator)
    answer = client.post(page_of(applied), form(client.get(page_of(applied)), **spoilt))
    assert answer.status_code in (302, 409)


def test_late_appeal_is_asked_why_and_admitted(applied: Any, client: Any, operator: Any) -> None:
    rejected(applied, operator)
    long_ago = timezone.now() - timedelta(days=31)
    type(applied).objects.filter(pk=applied.pk).update(closed_at=long_ago)
    answer = client.post(page_of(applied), form(client.get(page_of(applied))))
    assert list(answer.context["form"].errors) == ["late_reason"]
    assert lodged(client, applied, late_reason="অসুস্থ ছিলাম।").late_reason == "অসুস্থ ছিলাম।"


def test_stranger_is_sent_to_sign_in_whatever_the_number(applied: Any) -> None:
    stranger = Client()
    for number in (applied.acknowledgement, "3333333333333"):
        answer = stranger.get(f"/acknowledgements/{number}/appeal/")
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/my/sign-in/?next=")
    assert Refusal.objects.count() == 0


def test_service_without_officers_offers_a_grievance(
    applied: Any, client: Any, operator: Any
) -> None:
    client.cookies["bsk-language"] = "en"
    rejected(applied, operator)
    Officer.objects.all().delete()
    page = client.get(page_of(applied)).content.decode()
    assert "For this service no officer is named who hears an appeal." in page


def test_kolkatas_own_officer_hears_kolkatas_appeal(
    applied: Any, client: Any, operator: Any
) -> None:
    from audit.models import District

    District.objects.create(code="315", name={"bn": "কলকাতা", "en": "Kolkata"})
    Officer.objects.create(
        service=applied.service,
        role="appellate",
        area="kolkata",
        days=15,
        title={"bn": "কালেক্টর", "en": "Collector of Kolkata"},
    )
    rejected(applied, operator)
    type(applied).objects.filter(pk=applied.pk).update(district="315")
    appeal = lodged(client, applied)
    assert (appeal.officer["en"], appeal.days) == ("Collector of Kolkata", 15)


def test_operator_lodges_for_the_citizen_and_prints_form_two(
    caste_certificate: Any, operator: Any, outsider: Any
) -> None:
    from tests.desk_fixtures import serve

    desk = signed_in(operator)
    found = rejected(serve(desk), operator)
    at = f"/desk/requests/{found.acknowledgement}/appeal/"
    answer = desk.post(at, form(desk.get(at)))
    appeal = Appeal.objects.get()
    assert (answer.status_code, appeal.lodged_by) == (302, "mitali")
    html = desk.get(f"{answer.url}form-2/").content.decode()
    for words in ("Name of the appellant", "আপিলকারীর নাম", found.citizen.name, GROUND):
        assert words in html
    other = signed_in(outsider)
    assert other.get(at).status_code == 404
    assert other.get(f"{answer.url}form-2/").status_code == 404


def test_appeal_not_decided_in_time_is_told_once_and_goes_to_the_reviewing_officer(
    applied: Any, client: Any, operator: Any
) -> None:
    rejected(applied, operator)
    appeal = lodged(client, applied)
    now = timezone.now()
    assert delays.tell_late(now, by=SCHEDULE) == 0
    Appeal.objects.update(due_on=yesterday())
    assert [delays.tell_late(now, by=SCHEDULE) for _time in range(2)] == [1, 0]
    assert told() == ["appeal.received", "appeal.delayed"]
    second = lodged(client, applied)
    assert (second.level, second.because) == ("reviewing", "delayed")
    assert standing_of(applied).step is None
    assert appeal.pk != second.pk


def test_holiday_added_later_moves_the_date_of_an_order_and_is_told(
    applied: Any, client: Any, operator: Any
) -> None:
    from audit.calendar.models import HolidayCorrection

    rejected(applied, operator)
    appeal = lodged(client, applied)
    due = appeal.due_on
    HolidayCorrection.objects.create(day=due, is_holiday=True, name={"bn": "ছুটি", "en": "Holiday"})
    assert delays.count_anew(due, by=SCHEDULE) == 1
    assert delays.count_anew(due, by=SCHEDULE) == 0
    appeal.refresh_from_db()
    assert appeal.due_on == due_on(timezone.localdate(), 30, district="320")
    assert appeal.due_on > due
    assert told() == ["appeal.received", "appeal.due_changed"]
