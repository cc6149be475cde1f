"""The schedule warns before a limit ends, tells at its end, and counts again by a corrected holiday."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from audit.calendar.correcting import correct
from audit.journal.actors import SCHEDULE, Actor
from audit.journal.retention import INDIA
from audit.models import Event, HolidayCorrection
from bsk_portal.schedule.jobs import mind_limits
from citizens.models import Notice
from services.requests import delays, moves
from services.requests.standing import standing_of
from tests.errand_fixtures import apply, caste_certificate

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db

SENT = datetime(2026, 9, 14, 11, 0, tzinfo=INDIA)  # a Monday; twenty working days end on 8 October
DUE = date(2026, 10, 8)
END = datetime(2026, 10, 9, 0, 0, tzinfo=INDIA)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def received(client: Any, caste_certificate: Any) -> Any:
    with time_machine.travel(SENT, tick=False):
        request = apply(client)
    assert request.due_on == DUE
    return request


def run(at: datetime) -> str:
    with time_machine.travel(at, tick=False):
        return mind_limits(at, SCHEDULE)


def told() -> list[str]:
    return list(Notice.objects.order_by("id").values_list("template", flat=True))


def actions() -> list[str]:
    found = Event.objects.filter(subject__startswith="request:").order_by("id")
    return list(found.values_list("action", flat=True))


def test_delay_is_told_in_the_minute_after_midnight_and_once(received: Any) -> None:
    run(END - MINUTE)
    assert "request.delayed" not in told()
    for at in (END, END + MINUTE, END + timedelta(days=1), END - timedelta(hours=1), END):
        run(at)
    assert told() == ["request.received", "request.delayed"]
    received.refresh_from_db()
    assert received.breached_at == END
    assert standing_of(received, now=END).is_late


def test_office_is_warned_two_working_days_before_and_nobody_is_messaged(received: Any) -> None:
    for at in (datetime(2026, 10, 5, 23, 59, tzinfo=INDIA), datetime(2026, 10, 6, tzinfo=INDIA)):
        received.refresh_from_db()
        assert received.warned_at is None
        run(at)
        run(at)
    received.refresh_from_db()
    assert received.warned_at == datetime(2026, 10, 6, tzinfo=INDIA)
    assert actions() == ["request.received", "request.near_limit"]
    assert told() == ["request.received"]


def test_clock_stands_while_papers_are_wanted_and_goes_on(received: Any, operator: Any) -> None:
    asked, brought = (
        datetime(2026, 10, 7, 12, tzinfo=INDIA),
        datetime(2026, 10, 12, 9, tzinfo=INDIA),
    )
    with time_machine.travel(asked, tick=False):
        row = moves.ask_papers(received, wanted="রেশন কার্ড", revision=0, by=operator.actor)
    run(END)
    standing = standing_of(row, now=END)
    assert (standing.used, standing.left, standing.stands_still) == (18, 2, True)
    assert (standing.waited, standing.is_late) == (3, False)
    with time_machine.travel(brought, tick=False):
        row = moves.papers_came(row, revision=1, by=operator.actor)
    assert (row.status, row.due_on) == ("taken", date(2026, 10, 13))
    assert told() == ["request.received", "request.papers", "request.papers_received"]
    run(datetime(2026, 10, 14, tzinfo=INDIA))
    assert told()[-1] == "request.delayed"


def test_papers_asked_for_after_the_end_do_not_undo_the_delay(received: Any, operator: Any) -> None:
    with time_machine.travel(END, tick=False):  # before the schedule came to it
        row = moves.ask_papers(received, wanted="রেশন কার্ড", revision=0, by=operator.actor)
    run(END)
    assert (row.breached_at, row.due_on) == (END, DUE)
    assert told() == ["request.received", "request.delayed", "request.papers"]
    assert standing_of(row, now=END).is_late


def test_decided_request_is_never_late(received: Any, operator: Any) -> None:
    with time_machine.travel(SENT + timedelta(hours=1), tick=False):
        moves.deliver(received, revision=0, by=operator.actor)
    run(END)
    assert told() == ["request.received", "request.delivered"]


def test_order_on_appeal_begins_the_clock_anew(received: Any, operator: Any) -> None:
    with time_machine.travel(SENT, tick=False):
        row = moves.reject(received, reason="আয়ের প্রমাণ নেই", revision=0, by=operator.actor)
    with time_machine.travel(END, tick=False):
        row = moves.reopen(row, days=5, by=operator.actor)
    assert (row.status, row.limit_days, row.due_on) == ("taken", 5, date(2026, 10, 16))
    assert told()[-1] == "request.reopened"


def holiday(day: date, at: datetime, *, is_holiday: bool = True, district: Any = None) -> Any:
    row = HolidayCorrection(day=day, is_holiday=is_holiday, name={"bn": "ছুটি", "en": "Holiday"})
    row.district = district
    with time_machine.travel(at, tick=False):
        return correct(row, by=Actor("anindita"))


@pytest.mark.parametrize("by_district", [True, False])
def test_holiday_added_moves_the_due_date_and_tells_it_once(
    received: Any, nadia: Any, by_district: bool
) -> None:
    holiday(date(2026, 10, 7), SENT, district=nadia if by_district else None)
    for at in (SENT + MINUTE, SENT + 2 * MINUTE):
        run(at)
    received.refresh_from_db()
    assert received.due_on == date(2026, 10, 9)
    assert told() == ["request.received", "request.due_changed"]
    assert Notice.objects.latest("id").values["due"] == "2026-10-09"
    moved = Event.objects.get(action="holiday.recounted").details
    assert moved == {"moved": 1}


def test_holiday_of_another_district_moves_nothing(received: Any) -> None:
    from audit.models import District

    kolkata = District.objects.create(code="315", name={"bn": "কলকাতা", "en": "Kolkata"})
    holiday(date(2026, 10, 7), SENT, district=kolkata)
    run(SENT + MINUTE)
    assert told() == ["request.received"]


def test_holiday_taken_away_leaves_a_working_day_of_notice(received: Any) -> None:
    """2 October is counted after all, on the evening of the 7th, which is the last day by that."""
    evening = datetime(2026, 10, 7, 20, tzinfo=INDIA)
    holiday(date(2026, 10, 2), evening, is_holiday=False)
    run(evening + MINUTE)
    received.refresh_from_db()
    assert (received.due_on, received.breached_at) == (DUE, None)


def test_holiday_added_afterwards_takes_a_delay_back(received: Any) -> None:
    run(END)
    holiday(date(2026, 10, 8), END + MINUTE)
    run(END + 2 * MINUTE)
    received.refresh_from_db()
    assert (received.due_on, received.breached_at) == (date(2026, 10, 9), None)
    run(datetime(2026, 10, 10, tzinfo=INDIA))
    assert told() == [
        "request.received",
        "request.delayed",
        "request.due_changed",
        "request.delayed",
    ]


def test_recount_that_was_killed_goes_on_and_tells_nobody_twice(
    received: Any, monkeypatch: Any
) -> None:
    from bsk_portal.schedule import recounting

    def killed(day: date, *, district: str = "", by: Any) -> int:
        raise KeyboardInterrupt

    holiday(date(2026, 10, 7), SENT)
    with monkeypatch.context() as patch:
        patch.setattr(recounting, "RECOUNTERS", (recounting.RECOUNTERS[0], killed))
        with pytest.raises(KeyboardInterrupt):
            run(SENT + MINUTE)
    run(SENT + 2 * MINUTE)
    assert told() == ["request.received", "request.due_changed"]
    assert HolidayCorrection.objects.get().recounted_at == SENT + 2 * MINUTE


def test_service_without_a_limit_is_never_late(client: Any, caste_certificate: Any) -> None:
    from services.models import Officer, Service

    Officer.objects.all().delete()
    Service.objects.update(time_limit_days=None)
    request = apply(client)
    assert delays.tell_delays(END + timedelta(days=4000), by=SCHEDULE) == 0
    assert (request.limit_days, request.due_on) == (None, None)
    assert told() == ["request.received_without_limit"]
