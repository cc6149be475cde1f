"""A visit nobody ended gets its out time from the sweep: when its browser was last seen."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from audit.models import Visit
from audit.visits import partitions, rows, sweep
from audit.visits.lines import Known

pytestmark = pytest.mark.django_db

EVENING = datetime(2027, 3, 9, 16, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def days(db: None) -> None:
    partitions.make(EVENING.date() - timedelta(days=n) for n in range(6))


def visit(*, began: timedelta, seen: timedelta, **more: Any) -> str:
    """A visit that began and was seen so long before the evening."""
    at = int(EVENING.timestamp())
    known = Known(
        uuid4().hex, at - int(began.total_seconds()), at - int(seen.total_seconds()), **more
    )
    rows.merge([known])
    return known.key


def told(visit_id: str) -> tuple[str, Any]:
    """How it ended, and how long before the evening."""
    row = Visit.objects.get(id=visit_id)
    return row.ended, row.out_time and EVENING - row.out_time


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def test_sweep_closes_the_idle_when_last_seen_and_leaves_the_others() -> None:
    idle = visit(began=minutes(90), seen=minutes(31))
    going_on = visit(began=minutes(90), seen=minutes(30))
    too_old = visit(began=timedelta(hours=14, minutes=1), seen=minutes(2))
    assert sweep.close_idle(EVENING) == 2
    assert [told(idle), told(going_on), told(too_old)] == [
        ("idle", minutes(31)),
        ("", None),
        ("expired", minutes(2)),
    ]
    assert sweep.close_idle(EVENING) == 0


def test_sweep_leaves_an_end_that_was_told() -> None:
    at = int((EVENING - minutes(80)).timestamp())
    ended = visit(began=minutes(90), seen=minutes(80), out=at, ended="signed_out")
    assert sweep.close_idle(EVENING) == 0
    assert told(ended) == ("signed_out", minutes(80))


def test_line_that_comes_late_shows_that_an_idle_visit_went_on() -> None:
    at = int(EVENING.timestamp())
    known = Known(uuid4().hex, at - 5400, at - 1900)
    rows.merge([known])
    assert sweep.close_idle(EVENING) == 1
    rows.merge([Known(known.key, known.began, at - 200)])
    assert told(known.key) == ("", None)
    rows.merge([Known(known.key, known.began, at - 300)])
    assert Visit.objects.get(id=known.key).last_seen == EVENING - timedelta(seconds=200)


def test_sweep_closes_more_than_one_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "AT_ONCE", 10)
    for _visit in range(25):
        visit(began=minutes(90), seen=minutes(60))
    assert sweep.close_idle(EVENING) == 25


def test_sweep_of_the_forgotten_looks_at_all_days() -> None:
    forgotten = visit(began=timedelta(days=4), seen=timedelta(days=4))
    assert sweep.close_idle(EVENING) == 0
    assert sweep.close_forgotten(EVENING) == 1
    assert told(forgotten) == ("idle", timedelta(days=4))
