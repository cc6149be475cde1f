"""How long a kind of row is kept, and how it goes; a day is an Indian day, whoever's clock it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

INDIA = ZoneInfo("Asia/Kolkata")


def cutoff(now: datetime, days: int) -> datetime:
    """The Indian midnight before which rows are past a period of `days`; the instant itself is kept."""
    day = now.astimezone(INDIA).date() - timedelta(days=days)
    return datetime.combine(day, time.min, INDIA)


@dataclass(frozen=True)
class RetentionRule:
    """One kind of row: `days` it is kept, and what to do with those before a cut-off.

    `due` counts the rows before the cut-off, `delete` removes them in short transactions and
    returns how many went, `oldest` tells the time of the oldest row the rule would touch.
    All three may run beside live traffic and again after being killed half-way.
    """

    kind: str
    days: Callable[[], int]
    due: Callable[[datetime], int]
    delete: Callable[[datetime], int]
    oldest: Callable[[], datetime | None]
