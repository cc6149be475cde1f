"""Twenty-one days, an interim reply, transfer, the next level, opening again and the appeal."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from audit.journal.actors import CITIZEN
from audit.models import Event
from citizens.models import Notice
from services.grievances import moves
from services.models import Grievance
from tests.conftest import make_officer
from tests.errand_fixtures import caste_certificate
from tests.grievance_rows import clock, helper, in_days, late, lodged, steps

pytestmark = pytest.mark.django_db
__all__ = ["caste_certificate"]


def told(row: Grievance) -> list[str]:
    rows = Notice.objects.filter(about=row.subject).order_by("id")
    return [template.partition(".")[2] for template in rows.values_list("template", flat=True)]


def answered(row: Grievance, person: Any) -> Grievance:
    return moves.answer(row, text="It opens again.", revision=row.revision, by=person.actor)


def rated(row: Grievance, rating: str) -> Grievance:
    return moves.rate(row, rating=rating, revision=row.revision, by=CITIZEN)


def test_answer_is_due_in_twenty_one_days_and_an_interim_reply_moves_it_once() -> None:
    person, row = helper("papiya"), lodged()
    assert row.due_on == in_days(21)
    later: dict[str, Any] = {"text": "We look into it.", "by": person.actor}
    for wrong in (in_days(21), in_days(22)):
        with pytest.raises(moves.MoveRefused):
            moves.reply_meanwhile(row, due_on=wrong, revision=0, **later)
    Grievance.objects.update(due_on=in_days(1))
    row = moves.reply_meanwhile(row, due_on=in_days(21), revision=0, **later)
    assert (row.due_on, row.state, told(row)) == (in_days(21), "taken", ["received", "interim"])
    Grievance.objects.update(due_on=in_days(1))
    with pytest.raises(moves.MoveRefused):
        moves.reply_meanwhile(row, due_on=in_days(9), revision=row.revision, **later)


def test_transfer_is_no_closing_keeps_the_date_and_gives_a_week_only_once(
    caste_certificate: Any,
) -> None:
    person, row = helper("papiya"), lodged()
    officer = make_officer("grievances", caste_certificate, post="grievance")
    Grievance.objects.update(due_on=in_days(2))
    row = moves.transfer(row, unit="welfare", reason="Theirs", revision=0, by=person.actor)
    assert (row.handler, row.due_on) == (officer, in_days(7))
    assert (row.state, row.closed_at, told(row)) == ("received", None, ["received", "transferred"])
    Grievance.objects.update(due_on=in_days(2))
    row = moves.transfer(row, unit="pmu", reason="Not ours", revision=1, by=officer.actor)
    assert (row.handler, row.due_on) == (person, in_days(2))


def test_the_clock_sends_it_to_each_higher_level_when_its_day_is_over(
    caste_certificate: Any,
) -> None:
    make_officer("grievances", caste_certificate, post="grievance")
    appellate = make_officer("appellate", caste_certificate, post="appellate")
    top = helper("anindita", role="administrator")
    row = lodged("service", department=caste_certificate.department)
    Grievance.objects.update(due_on=in_days(0))
    assert clock() == "0 given to another, 0 sent up, 0 closed"  # the day itself is not over
    for handler, level in ((appellate, "appellate"), (top, "administrator")):
        late(row)
        assert clock() == "0 given to another, 1 sent up, 0 closed"
        row.refresh_from_db()
        assert (row.handler, row.level, row.due_on) == (handler, level, in_days(7))
    late(row)
    assert clock() == "0 given to another, 0 sent up, 0 closed"
    assert told(row) == ["received", "escalated", "escalated"]


def test_answer_that_is_let_stand_closes_and_may_still_be_reopened_once_for_thirty_days() -> None:
    person, row = helper("papiya"), lodged()
    row = answered(row, person)
    assert clock(15) == "0 given to another, 0 sent up, 0 closed"
    assert clock(17) == "0 given to another, 0 sent up, 1 closed"
    row.refresh_from_db()
    gone = timezone.now() - timedelta(days=31)
    Grievance.objects.update(answered_at=gone)
    with pytest.raises(moves.MoveRefused):
        moves.reopen(row, why="Still shut", revision=row.revision, by=CITIZEN)
    Grievance.objects.update(answered_at=gone + timedelta(days=1))
    row = moves.reopen(row, why="Still shut", revision=row.revision, by=CITIZEN)
    assert (row.state, row.due_on, row.closed_at) == ("received", in_days(21), None)
    row = answered(row, person)
    with pytest.raises(moves.MoveRefused):
        moves.reopen(row, why="Still shut", revision=row.revision, by=CITIZEN)
    assert steps(row) == ["received", "answered", "closed", "reopened", "answered"]


@pytest.mark.parametrize("rating", ["good", "fair", "poor"])
def test_only_an_answer_rated_poor_is_appealed_and_somebody_else_hears_it(rating: str) -> None:
    person, top = helper("papiya"), helper("anindita", role="administrator")
    row = rated(answered(lodged(), person), rating)
    assert row.state == "closed"
    if rating != "poor":
        with pytest.raises(moves.MoveRefused):
            moves.appeal(row, why="Not so", revision=row.revision, by=CITIZEN)
        return
    row = moves.appeal(row, why="Not so", revision=row.revision, by=CITIZEN)
    assert (row.handler, row.level, row.due_on) == (top, "administrator", in_days(21))
    assert (row.rating, row.answered_at, row.closed_at) == ("", None, None)
    assert told(row) == ["received", "answered", "appealed"]


def test_each_step_is_an_event_that_holds_nothing_of_what_was_told() -> None:
    row = rated(answered(lodged(), helper("papiya")), "fair")
    rows = Event.objects.filter(subject=row.subject).order_by("id")
    assert [event.action.partition(".")[2] for event in rows] == steps(row)
    kept = str([event.details for event in rows])
    assert "9830012345" not in kept
    assert "opens" not in kept


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_is_told_that_it_changed() -> None:
    person, row = helper("papiya"), lodged()

    def try_it(_turn: int) -> str:
        try:
            answered(row, person)
            return "answered"
        except moves.ChangedMeanwhile:
            return "changed"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(try_it, range(2))) == ["answered", "changed"]
    assert steps(row) == ["received", "answered"]
    assert told(row) == ["received", "answered"]
