"""When a job is due: every so often, or once an Indian day; a run that was missed is due at once."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from audit.journal.retention import INDIA

# A stamp this far ahead was written by a clock that has been set back since.
AHEAD = timedelta(minutes=5)


class Timetable(Protocol):
    def is_due(self, last: datetime | None, now: datetime) -> bool:
        """Whether a job that last succeeded at `last` is to run at `now`."""


@dataclass(frozen=True)
class Every:
    period: timedelta

    def is_due(self, last: datetime | None, now: datetime) -> bool:
        return last is None or now - last >= self.period or last - now > AHEAD


@dataclass(frozen=True)
class Daily:
    """Once a day at a time of the Indian clock."""

    at: time

    def is_due(self, last: datetime | None, now: datetime) -> bool:
        return last is None or last < self.slot(now) or last - now > AHEAD

    def slot(self, now: datetime) -> datetime:
        """The latest moment up to `now` at which the job should have begun."""
        today = now.astimezone(INDIA).date()
        slot = datetime.combine(today, self.at, INDIA)
        return slot if slot <= now else datetime.combine(today - timedelta(days=1), self.at, INDIA)
