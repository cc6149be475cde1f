"""Staff's pages of grievances: whose they are, what went stale, and figures that are counted."""

from collections import Counter
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import Operator
from services.grievances import figures, moves
from services.models import Grievance
from tests.conftest import PASSWORD, make_officer, make_staff
from tests.errand_fixtures import caste_certificate
from tests.grievance_rows import in_days, late, lodged
from tests.test_sign_in import sign_in

pytestmark = pytest.mark.django_db
__all__ = ["caste_certificate"]


@pytest.fixture
def papiya(db: None) -> Any:
    return make_staff("papiya", "Papiya Roy", role="helpdesk")


@pytest.fixture
def desk(papiya: Operator, client: Client) -> Client:
    sign_in(client, "papiya")
    return client


def test_help_desk_takes_replies_meanwhile_and_answers(desk: Client, papiya: Operator) -> None:
    row = lodged()
    page = f"/pmu/grievances/{row.number}/"
    assert row.shown_number in desk.get("/pmu/grievances/").content.decode()
    assert "+919830012345" in desk.get(page).content.decode()
    assert desk.post(f"{page}taking/", {"revision": "0"}).headers["Location"] == page
    wrong = desk.post(f"{page}interim-reply/", {"revision": "1", "text": "We look.", "due_on": "x"})
    assert list(wrong.context["form"].errors) == ["text", "due_on"]
    assert "We look." in wrong.content.decode()
    Grievance.objects.update(due_on=in_days(1))
    day = in_days(20).strftime("%d/%m/%Y")
    typed = {"revision": "1", "text": "We are looking into it.", "due_on": day}
    assert desk.post(f"{page}interim-reply/", typed).status_code == 302
    typed = {"revision": "2", "text": "It opens again now."}
    assert desk.post(f"{page}answer/", typed).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.handler, row.due_on) == ("answered", papiya, in_days(20))
    assert "+919830012345" not in desk.get(page).content.decode()


def test_stale_answer_is_409_and_what_was_written_stays(desk: Client, papiya: Operator) -> None:
    row = lodged()
    moves.take(row, handler=papiya, revision=0, by=papiya.actor)
    typed = {"revision": "0", "text": "It opens again now."}
    page = desk.post(f"/pmu/grievances/{row.number}/answer/", typed)
    assert page.status_code == 409
    assert "It opens again now." in page.content.decode()
    row.refresh_from_db()
    assert row.state == "taken"
    moves.answer(row, text="A colleague was quicker.", revision=1, by=papiya.actor)
    page = desk.post(f"/pmu/grievances/{row.number}/answer/", typed)
    assert page.status_code == 409
    assert "It opens again now." in page.content.decode()
    switched = desk.post(
        f"/pmu/grievances/{lodged().number}/answer/", {**typed, "form_language": "en"}
    )
    assert "It opens again now.</textarea>" in switched.content.decode()


def test_officer_sees_her_own_and_a_colleagues_is_404_to_her(
    client: Client, caste_certificate: Any
) -> None:
    officer = make_officer("grievances", caste_certificate, post="grievance")
    department = caste_certificate.department
    own = lodged("service", department=department)
    make_officer("colleague", caste_certificate, post="grievance")
    other = lodged("service", department=department)
    officer.set_password(PASSWORD)
    officer.save()
    sign_in(client, "grievances")
    assert client.get(f"/office/grievances/{own.number}/").status_code == 200
    assert client.get(f"/office/grievances/{other.number}/").status_code == 404
    answer = f"/office/grievances/{other.number}/answer/"
    assert client.post(answer, {"revision": "0", "text": "It is done now."}).status_code == 404
    assert client.get(f"/pmu/grievances/{own.number}/").status_code == 403


def test_figures_are_those_of_an_independent_count(caste_certificate: Any, papiya: Any) -> None:
    make_officer("grievances", caste_certificate, post="grievance")
    for turn in range(12):
        unit = {"department": caste_certificate.department} if turn % 3 == 0 else {}
        row = lodged("service" if unit else "portal", **unit)
        if turn % 4 == 0:
            moves.answer(row, text="Done", revision=0, by=papiya.actor)
        elif turn % 5 == 0:
            late(row)
    today = timezone.localdate()
    counted = {
        row.title: (row.received, row.answered, row.open, row.overdue)
        for row in figures.by_unit(today, today)
    }
    rows = list(Grievance.objects.all())
    came = Counter(row.unit for row in rows)
    ended = Counter(row.unit for row in rows if row.answered_at)
    behind = Counter(row.unit for row in rows if not row.answered_at and row.due_on < today)
    titles = {"pmu": "বিএসকে প্রজেক্ট ম্যানেজমেন্ট ইউনিট", "welfare": "অনগ্রসর শ্রেণি কল্যাণ"}
    assert counted == {
        titles[unit]: (came[unit], ended[unit], came[unit] - ended[unit], behind[unit])
        for unit in came
    }
    assert all(sum(each) for each in (came.values(), ended.values(), behind.values()))


@pytest.mark.parametrize("last", ["9999-12-31", "9999-12-30", "0001-01-01", "never", ""])
def test_no_period_that_is_asked_for_is_a_fault_of_ours(desk: Client, last: str) -> None:
    for first in ("9999-12-31", "2026-11-25", "0001-01-01"):
        answer = desk.get("/pmu/grievances/", {"first": first, "last": last})
        assert answer.status_code == 200
