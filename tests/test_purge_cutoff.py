"""The cut-off of a purge: an Indian midnight, half-open, whatever zone, year or leap day."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from audit.journal.retention import INDIA, cutoff
from audit.journal.retention_rules import RULES
from audit.models import Refusal

MOMENTS = st.datetimes(
    datetime.fromisoformat("2026-01-01"),
    datetime.fromisoformat("2040-01-01"),
    timezones=st.sampled_from([UTC, INDIA]),
)
INSTANT = timedelta(microseconds=1)


def purge_refusals() -> int:
    rule = next(rule for rule in RULES if rule.kind == "refusal")
    return rule.delete(cutoff(timezone.now(), rule.days()))


def refusal_at(at: datetime) -> Refusal:
    return Refusal.objects.create(
        at=at, rule="forbidden", reference="ABCDEFGH", method="GET", path="/desk/"
    )


@given(now=MOMENTS, days=st.integers(0, 800))
def test_cut_off_is_the_midnight_that_many_indian_days_before(now: datetime, days: int) -> None:
    before = cutoff(now, days)
    assert before.astimezone(INDIA).time() == time.min
    assert (now.astimezone(INDIA).date() - before.astimezone(INDIA).date()).days == days


@given(now=MOMENTS, days=st.integers(0, 800))
def test_cut_off_is_one_all_day_and_moves_by_a_day_at_indian_midnight(
    now: datetime, days: int
) -> None:
    midnight = datetime.combine(now.astimezone(INDIA).date(), time.min, INDIA)
    assert cutoff(midnight, days) == cutoff(midnight + timedelta(days=1) - INSTANT, days)
    assert cutoff(midnight, days) - cutoff(midnight - INSTANT, days) == timedelta(days=1)


@pytest.mark.parametrize("clock", ["00:10", "02:10", "05:29", "05:31", "05:40", "23:59"])
@pytest.mark.parametrize("day", ["2026-11-25", "2028-02-29", "2028-03-01", "2027-01-01"])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata"])
def test_purge_takes_the_last_instant_before_the_midnight_and_keeps_the_midnight(
    db: None, settings: object, day: str, clock: str, zone: str
) -> None:
    now = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=INDIA)
    midnight = datetime.fromisoformat(day).replace(tzinfo=INDIA) - timedelta(days=400)
    with time_machine.travel(now.astimezone(ZoneInfo(zone)), tick=False):
        refusal_at(midnight - INSTANT)
        refusal_at(midnight - timedelta(minutes=1))
        kept = [refusal_at(midnight), refusal_at(midnight + timedelta(minutes=1))]
        assert purge_refusals() == 2
        assert list(Refusal.objects.order_by("at")) == kept


def test_rows_around_midnight_go_on_their_own_nights(db: None) -> None:
    """One at 23:59 and one at 00:01: the first goes a night before the second."""
    base = datetime(2026, 11, 25, tzinfo=INDIA)
    before = refusal_at(base - timedelta(days=400, minutes=1))
    after = refusal_at(base - timedelta(days=400) + timedelta(minutes=1))
    for now, left in (
        (base - timedelta(minutes=1), [before.pk, after.pk]),
        (base + timedelta(minutes=10), [after.pk]),
        (base + timedelta(hours=5, minutes=40), [after.pk]),
        (base + timedelta(days=1, minutes=10), []),
    ):
        with time_machine.travel(now, tick=False):
            purge_refusals()
            assert list(Refusal.objects.order_by("at").values_list("pk", flat=True)) == left
