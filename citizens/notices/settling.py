"""Finds out of the gateway's report what became of messages whose answer nobody saw."""

import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from audit.journal.retention import INDIA
from citizens.notices.backoff import next_try
from citizens.notices.ending import fail, settle_as_sent, wait
from citizens.notices.gateways.accounts import SmsAccount
from citizens.notices.gateways.day_report import AcceptedThere, ReportNotRead, accepted_on
from citizens.notices.gateways.mobile_seva import form_of
from citizens.notices.models import Notice
from citizens.notices.rendering import rendered
from citizens.notices.workers import DIED

AT_ONCE = 50


class Settler:
    """Held by one process at a time. It waits by its own watch, which no setting of a clock moves."""

    def __init__(self, account: SmsAccount, *, wait_seconds: float | None = None) -> None:
        """Without `wait_seconds`, until the gateway's time to answer has surely passed twice."""
        self.account = account
        passed = 2 * (account.connect_seconds + account.answer_seconds)
        self.wait_seconds = passed if wait_seconds is None else wait_seconds
        self.seen: dict[int, float] = {}

    def settle(self, now: datetime) -> int:
        """Those unknown for long enough; how many were settled. Asks nothing without a report."""
        if not self.account.reports_url:
            return 0
        unknown = Notice.objects.filter(
            state=Notice.State.UNKNOWN, channel=Notice.Channel.SMS
        ).order_by("id")[:AT_ONCE]
        watch = time.monotonic()
        notices = {notice.pk: notice for notice in unknown}
        self.seen = {pk: self.seen.get(pk, watch) for pk in notices}
        settled = 0
        for pk, notice in notices.items():
            if watch - self.seen[pk] >= self.wait_seconds:
                settled += self._settled(notice, now)
        return settled

    def _settled(self, notice: Notice, now: datetime) -> bool:
        try:
            there = list(self._accepted(notice, now))
            content = self._content(notice)
        except (ReportNotRead, ValueError):
            return False
        with transaction.atomic():
            # What another worker has in hand for this number may be what the report shows.
            if Notice.objects.filter(
                state=Notice.State.SENDING, recipient=notice.recipient
            ).exists():
                return False
            row = Notice.objects.select_for_update().get(pk=notice.pk)
            if row.state != Notice.State.UNKNOWN:
                return False
            told = [entry.gateway_id for entry in there if entry.content == content]
            ours = set(
                Notice.objects.filter(gateway_id__in=told).values_list("gateway_id", flat=True)
            )
            unclaimed = [gateway_id for gateway_id in told if gateway_id not in ours]
            if unclaimed:
                settle_as_sent(row, unclaimed[0], now)
            elif again := self._again(row, now):
                wait(row, "not_accepted", again)
            else:
                fail(row, "not_accepted", now)
        return True

    def _again(self, notice: Notice, now: datetime) -> datetime | None:
        """At once where the worker died before it came to it, else as after any failed try."""
        return now if notice.why == DIED else next_try(notice, now)

    def _accepted(self, notice: Notice, now: datetime) -> Iterable[AcceptedThere]:
        """From the day before it was given to the gateway: its clock need not be ours."""
        first = (notice.claimed_at or now).astimezone(INDIA).date() - timedelta(days=1)
        for days in range(3):
            day = first + timedelta(days=days)
            yield from accepted_on(day, mobile=notice.recipient, account=self.account)

    def _content(self, notice: Notice) -> str:
        form = form_of(self.account, notice.recipient, rendered(notice).text, "", is_code=False)
        return form["content"]
