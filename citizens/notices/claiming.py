"""Takes the next message in hand, on record before the gateway hears of it; one at a time."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from citizens.notices import caps
from citizens.notices.ending import drop, fail
from citizens.notices.known_numbers import is_known
from citizens.notices.models import Notice
from citizens.notices.rendering import Rendered, rendered
from citizens.notices.telling import next_daytime
from citizens.notices.templates import template_of

log = logging.getLogger("bsk.notices")

CAPPED = timedelta(minutes=10)
UNREGISTERED = timedelta(minutes=15)


@dataclass(frozen=True)
class Claimed:
    """`template_id` is what the gateway is told; blank for e-mail."""

    notice: Notice
    message: Rendered
    template_id: str

    @property
    def is_code(self) -> bool:
        return is_code(self.notice)


def is_code(notice: Notice) -> bool:
    return notice.template.startswith("code.")


def claim(
    channel: Notice.Channel, worker: int, now: datetime, *, budget: caps.Budget
) -> Claimed | None:
    """The next that is due and may leave, now in state "sending"; None when there is none.

    Those that may not leave yet are put off, and those that never can are ended, each by itself.
    """
    kinds = [
        hurried
        for hurried in (True, False)
        if channel != Notice.Channel.SMS or budget.left(now, for_codes=hurried)
    ]
    while True:
        with transaction.atomic():
            waiting = (_next(channel, now, hurried=hurried) for hurried in kinds)
            notice = next((found for found in waiting if found is not None), None)
            if notice is None:
                return None
            claimed = _taken(notice, worker, now)
        if claimed is not None:
            return claimed


def _next(channel: Notice.Channel, now: datetime, *, hurried: bool) -> Notice | None:
    """Locked; those another worker looks at are passed over. Hurried are those that run out soon."""
    return (
        Notice.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("event")
        .filter(state=Notice.State.WAITING, channel=channel, next_try_at__lte=now)
        .filter(not_after__isnull=not hurried)
        .order_by("not_after", "next_try_at")
        .first()
    )


def _taken(notice: Notice, worker: int, now: datetime) -> Claimed | None:
    """Claims it; None where it was put off or ended instead."""
    if why := _of_no_use(notice, now):
        drop(notice, why, now)
        return None
    try:
        message, daytime = rendered(notice), template_of(notice.template).daytime
    except Exception as error:  # whatever one message is wrong by, the queue goes on
        log.error("notice %s cannot be written out", notice.pk, exc_info=error)
        fail(notice, "template", now)
        return None
    if daytime and next_daytime(now) != now:
        return _put_off(notice, "night", next_daytime(now))
    template_id = ""
    if notice.channel == Notice.Channel.SMS:
        template_id = message.dlt_template_id
        if not template_id and settings.DEMONSTRATION:
            template_id = notice.template  # the stand-in takes any
        if not template_id:
            return _put_off(notice, "unregistered", now + UNREGISTERED)
        if why := caps.over(notice, is_code=is_code(notice)):
            return _put_off(notice, why, now + CAPPED)
    notice.state = Notice.State.SENDING
    notice.claimed_by, notice.claimed_at = worker, now
    notice.attempts += 1
    notice.part_count, notice.why = message.part_count, ""
    notice.save(
        update_fields=["state", "claimed_by", "claimed_at", "attempts", "part_count", "why"]
    )
    return Claimed(notice, message, template_id)


def _of_no_use(notice: Notice, now: datetime) -> str:
    """Why it is not sent any more, or ""."""
    if notice.not_after is not None and notice.not_after <= now:
        return "too_late"
    # Found out here and not where the code was asked for, where nobody may see a difference.
    return "unknown_number" if is_code(notice) and not is_known(notice.recipient) else ""


def _put_off(notice: Notice, why: str, until: datetime) -> Claimed | None:
    notice.why, notice.next_try_at = why, until
    notice.save(update_fields=["why", "next_try_at"])
    return None
