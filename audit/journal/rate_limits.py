"""Counts tries by source in PostgreSQL, so that every host sees the same count; keeps no address."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import connection
from django.utils import timezone

from audit.journal.models import RateWindow
from audit.journal.refusals import TooManyTries


@dataclass(frozen=True)
class RateLimit:
    """At most `tries` in each window of `period`, for each source."""

    kind: str
    tries: int
    period: timedelta

    def _window(self) -> datetime:
        seconds = int(self.period.total_seconds())
        return datetime.fromtimestamp(int(timezone.now().timestamp()) // seconds * seconds, UTC)

    def _digest(self, source: str) -> bytes:
        message = f"{self.kind}|{source}".encode()
        return hmac.digest(settings.SECRET_KEY.encode(), message, sha256)[:16]

    def _seconds_left(self) -> int:
        left = self._window() + self.period - timezone.now()
        return max(1, int(left.total_seconds()))

    def count(self, source: str) -> int:
        """Adds one try of this source and tells how many there are now."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO audit_ratewindow AS w (source, opened_at, tries) VALUES (%s, %s, 1)"
                " ON CONFLICT (source, opened_at) DO UPDATE SET tries = w.tries + 1"
                " RETURNING tries",
                [self._digest(source), self._window()],
            )
            return int(cursor.fetchone()[0])

    def made(self, source: str) -> int:
        """How many tries there are, without adding one."""
        window = RateWindow.objects.filter(source=self._digest(source), opened_at=self._window())
        return window.values_list("tries", flat=True).first() or 0

    def spend(self, source: str) -> None:
        """Counts a try and raises TooManyTries when it is one too many."""
        if self.count(source) > self.tries:
            raise TooManyTries(self._seconds_left())

    def give_back(self, source: str) -> None:
        """Takes a spent try back: it was no guess. Spent first, so that none runs ahead of the count."""
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE audit_ratewindow SET tries = tries - 1"
                " WHERE source = %s AND opened_at = %s AND tries > 0",
                [self._digest(source), self._window()],
            )
