"""What is minded beside the sending, by one process at a time: the dead, the unknown, the too late."""

import threading
from datetime import datetime

from django import db
from django.conf import settings
from django.db import connection
from django.utils import timezone

from citizens.notices import terminal, workers
from citizens.notices.backoff import FURTHEST
from citizens.notices.ending import drop
from citizens.notices.models import Notice
from citizens.notices.settling import Settler

SECONDS = 1.0
# A number that no worker has: theirs are above 0.
MINDER = 0


class Minder:
    def __init__(self) -> None:
        self.settler = Settler(settings.SMS_GATEWAY) if settings.SMS_GATEWAY else None

    def work(self, stop: threading.Event) -> None:
        """Each second until `stop`, while no other process does it."""
        try:
            while not stop.is_set():
                try:
                    self.mind()
                except (db.DatabaseError, db.InterfaceError):
                    db.connection.close()
                stop.wait(SECONDS)
        finally:
            db.connection.close()

    def mind(self) -> None:
        """One round, if the lock is free; it is kept from then on, with what the settler has seen."""
        if not self._is_mine():
            return
        now = timezone.now()
        workers.give_up_claims_of_the_dead(now)
        end_the_late(now)
        mend_times(now)
        if self.settler is not None:
            self.settler.settle(now)
        elif settings.DEMONSTRATION:
            terminal.show_waiting()

    def _is_mine(self) -> bool:
        if workers.is_held(MINDER):
            return True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [workers.LOCKS, MINDER])
            return bool(cursor.fetchone()[0])


def end_the_late(now: datetime) -> None:
    """Codes that ran out, sent or not: nothing more is to be done for them."""
    late = Notice.objects.filter(
        state__in=[Notice.State.WAITING, Notice.State.UNKNOWN], not_after__lte=now
    )
    for notice in late[:500]:
        drop(notice, "too_late", now)


def mend_times(now: datetime) -> None:
    """A next try further off than any pause was set by a clock that ran ahead: it is due."""
    ahead = Notice.objects.filter(state=Notice.State.WAITING, next_try_at__gt=now + FURTHEST)
    ahead.update(next_try_at=now)
