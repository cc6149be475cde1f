"""What is not well with the messages, for `/readyz` and the outbox page; names no person."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from citizens.notices.caps import ALARM, parts_today
from citizens.notices.models import Notice

WAITS_TOO_LONG = timedelta(hours=1)
LETTER_WAITS_TOO_LONG = timedelta(days=3)


@dataclass(frozen=True)
class Standing:
    """`oldest_due` is the oldest that could have been sent by now and was not; None without one.

    `unknown` counts those for which the gateway's report has not told for an hour.
    """

    oldest_due: datetime | None
    oldest_letter: datetime | None
    unknown: int
    parts: int
    budget: int

    @property
    def budget_alarm(self) -> bool:
        return self.parts >= self.budget * ALARM

    @property
    def share(self) -> int:
        """Percent of the budget; 100 without one."""
        return self.parts * 100 // self.budget if self.budget else 100


def standing(now: datetime) -> Standing:
    waiting = Notice.objects.filter(state=Notice.State.WAITING).order_by("created_at")
    made = waiting.values_list("created_at", flat=True)
    letters = made.filter(channel=Notice.Channel.LETTER)
    due = made.exclude(channel=Notice.Channel.LETTER).exclude(why="night")
    return Standing(
        oldest_due=due.first(),
        oldest_letter=letters.first(),
        unknown=Notice.objects.filter(
            state=Notice.State.UNKNOWN, claimed_at__lt=now - WAITS_TOO_LONG
        ).count(),
        parts=parts_today(now),
        budget=settings.SMS_DAILY_PARTS,
    )


def has_no_gateway() -> bool:
    """The demonstration may have none: its messages wait, and nobody misses them."""
    return settings.DEMONSTRATION and settings.SMS_GATEWAY is None and settings.MAIL_SERVER is None


def alarm() -> str:
    """Sentences for `/readyz`, or ""."""
    now = timezone.now()
    told, found = standing(now), []
    if told.oldest_due and now - told.oldest_due > WAITS_TOO_LONG and not has_no_gateway():
        found.append(f"the oldest waits for {hours(now - told.oldest_due)}.")
    if told.oldest_letter and now - told.oldest_letter > LETTER_WAITS_TOO_LONG:
        found.append(f"a letter is not printed for {hours(now - told.oldest_letter)}.")
    if told.unknown:
        found.append(f"of {told.unknown} nobody knows whether they were sent.")
    if told.budget_alarm:
        found.append(f"{told.share} % of the day's SMS parts are used.")
    return " ".join(found)


def hours(period: timedelta) -> str:
    return f"{period.total_seconds() / 3600:.1f} hours"
