"""A source tries only so often in a window of time, on whichever host and however many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import connection

from audit.journal.rate_limits import RateLimit
from audit.journal.refusals import TooManyTries
from audit.models import RateWindow

pytestmark = pytest.mark.django_db
THREE = RateLimit("test", 3, timedelta(minutes=10))
OPENED = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)


def spend(limit: RateLimit, source: str) -> bool:
    """Whether the try is allowed."""
    try:
        limit.spend(source)
    except TooManyTries:
        return False
    return True


def test_fourth_try_in_a_window_is_refused_with_the_seconds_left():
    with time_machine.travel(OPENED + timedelta(minutes=4), tick=False):
        assert [spend(THREE, "one") for _ in range(3)] == [True] * 3
        with pytest.raises(TooManyTries) as refused:
            THREE.spend("one")
        assert refused.value.seconds == 360


def test_next_window_begins_anew():
    with time_machine.travel(OPENED + timedelta(minutes=9, seconds=59), tick=False):
        assert [spend(THREE, "one") for _ in range(4)] == [True, True, True, False]
    with time_machine.travel(OPENED + timedelta(minutes=10), tick=False):
        assert spend(THREE, "one")


def test_sources_and_kinds_are_counted_apart():
    other_kind = RateLimit("other", 3, timedelta(minutes=10))
    with time_machine.travel(OPENED, tick=False):
        assert [spend(THREE, "one") for _ in range(4)][-1] is False
        assert spend(THREE, "another")
        assert spend(other_kind, "one")


def test_try_given_back_is_spent_no_more_and_others_stay_spent():
    with time_machine.travel(OPENED, tick=False):
        for _ in range(5):
            assert spend(THREE, "one")
            THREE.give_back("one")
        assert [spend(THREE, "one") for _ in range(4)] == [True, True, True, False]
        THREE.give_back("another")
        assert [spend(THREE, "another") for _ in range(4)] == [True, True, True, False]


def test_source_is_not_stored_in_clear():
    THREE.spend("203.0.113.7")
    [window] = RateWindow.objects.all()
    assert len(bytes(window.source)) == 16
    assert b"203" not in bytes(window.source)


@pytest.mark.django_db(transaction=True)
def test_tries_at_once_are_all_counted():
    together = Barrier(8)

    def attempt(_number: int) -> bool:
        together.wait()
        try:
            return spend(RateLimit("test", 3, timedelta(days=365)), "one")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(attempt, range(8))) == [False] * 5 + [True] * 3
