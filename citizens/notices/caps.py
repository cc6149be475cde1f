"""How many messages may leave: to one number, caused by one member of staff, and in parts a day."""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Sum

from audit.journal.actors import CITIZEN, COMMAND, SCHEDULE
from audit.journal.rate_limits import RateLimit
from citizens.notices.hours import midnight
from citizens.notices.models import Notice

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# A family shares a number and may ask for several services at once.
TO_A_NUMBER = (RateLimit("notice-number", 12, HOUR), RateLimit("notice-number", 40, DAY))
# Two messages for each of a hundred people in an hour are more than one counter serves.
BY_AN_OPERATOR = (RateLimit("notice-operator", 200, HOUR), RateLimit("notice-operator", 1_500, DAY))
# A person waits for a code now: what notices have used up of a number's cap leaves her these.
CODES_MORE = 10
NOT_STAFF = {CITIZEN.name, SCHEDULE.name, COMMAND.name}

# Of the day's budget the last tenth is for codes; the alarm is given at four fifths.
FOR_NOTICES, ALARM = 0.9, 0.8
LOOK_AGAIN_SECONDS = 5.0


def over(notice: Notice, *, is_code: bool) -> str:
    """The cap that keeps it waiting ("cap_number", "cap_operator"), or ""."""
    more = CODES_MORE if is_code else 0
    if any(limit.made(_to(notice)) >= limit.tries + more for limit in TO_A_NUMBER):
        return "cap_number"
    by = _operator(notice)
    if by and any(limit.made(by) >= limit.tries for limit in BY_AN_OPERATOR):
        return "cap_operator"
    return ""


def count(notice: Notice) -> None:
    """Counts one that was given to the gateway."""
    for limit in TO_A_NUMBER:
        limit.count(_to(notice))
    if by := _operator(notice):
        for limit in BY_AN_OPERATOR:
            limit.count(by)


def _to(notice: Notice) -> str:
    """In one spelling: an e-mail is the same in capitals."""
    return notice.recipient.casefold()


def _operator(notice: Notice) -> str:
    by = notice.event.by if notice.event else ""
    return "" if by in NOT_STAFF else by


def parts_today(now: datetime) -> int:
    """SMS parts that left on this Indian day."""
    sent = Notice.objects.filter(sent_at__gte=midnight(now))
    return sent.aggregate(parts=Sum("part_count"))["parts"] or 0


class Budget:
    """The day's parts as one process knows them: it looks every five seconds, and adds its own."""

    def __init__(self) -> None:
        self.looked = float("-inf")
        self.parts = 0

    def left(self, now: datetime, *, for_codes: bool) -> bool:
        if time.monotonic() - self.looked > LOOK_AGAIN_SECONDS:
            self.looked, self.parts = time.monotonic(), parts_today(now)
        share = 1.0 if for_codes else FOR_NOTICES
        return self.parts < settings.SMS_DAILY_PARTS * share

    def add(self, parts: int) -> None:
        self.parts += parts
