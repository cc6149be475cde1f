"""Sends what waits, from any number of threads, processes and hosts, until it is asked to stop."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

from django import db
from django.conf import settings
from django.utils import timezone

from citizens.notices import workers
from citizens.notices.caps import Budget
from citizens.notices.claiming import Claimed, claim
from citizens.notices.ending import record_answer
from citizens.notices.gateways.answers import Accepted, Answer, Refused, Unseen
from citizens.notices.gateways.mobile_seva import MobileSeva
from citizens.notices.gateways.smtp import Smtp
from citizens.notices.minding import MINDER, Minder
from citizens.notices.models import Notice

log = logging.getLogger("bsk.notices")

LOOK_SECONDS = 1.0
# A gateway that cannot be reached is asked again after a second, then less and less often.
PAUSES = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0)
WITHOUT_DATABASE_SECONDS = 3.0
# A message in hand is ended before the process is; its answer comes within seconds.
GRACE_SECONDS = 8.0
SMS_THREADS = 4


class Way(Protocol):
    """A gateway for one thread."""

    def send(self, claimed: Claimed) -> Answer: ...
    def close(self) -> None: ...


class BySms(MobileSeva):
    def send(self, claimed: Claimed) -> Answer:
        return self.send_text(
            mobile=claimed.notice.recipient,
            text=claimed.message.text,
            template_id=claimed.template_id,
            is_code=claimed.is_code,
        )


class ByEmail(Smtp):
    def send(self, claimed: Claimed) -> Answer:
        return self.send_mail(
            number=claimed.notice.pk,
            made=claimed.notice.created_at,
            to=claimed.notice.recipient,
            title=claimed.message.title,
            text=claimed.message.text,
        )


class Worker:
    """One thread's: a lock of its own, a connection to the database and one to the gateway."""

    def __init__(self, channel: Notice.Channel, way: Way, budget: Budget) -> None:
        self.channel, self.way, self.budget = channel, way, budget
        self.number = 0
        self.failures = 0

    def work(self, stop: threading.Event) -> None:
        """Until `stop`; outlasts the database and the gateway."""
        try:
            while not stop.is_set():
                try:
                    self.number = workers.begin()
                    while not stop.is_set():
                        stop.wait(self.step(stop))
                except (db.DatabaseError, db.InterfaceError):
                    db.connection.close()  # its lock is gone, and so is the worker's number
                    stop.wait(WITHOUT_DATABASE_SECONDS)
        finally:
            self.way.close()
            db.connection.close()

    def send_due(self) -> int:
        """Until nothing is due, or the gateway wants a pause; how many were tried."""
        never, tried = threading.Event(), 0
        self.number = workers.begin()
        try:
            while self.step(never) == 0.0:
                tried += 1
        finally:
            self.way.close()
            workers.end(self.number)
        return tried

    def step(self, stop: threading.Event) -> float:
        """Sends one message if one is due; the seconds to wait before the next step."""
        claimed = claim(self.channel, self.number, timezone.now(), budget=self.budget)
        if claimed is None:
            return LOOK_SECONDS
        answer = self._answer(claimed)
        self._keep(claimed, answer, stop)
        return self._pause(answer)

    def _answer(self, claimed: Claimed) -> Answer:
        try:
            return self.way.send(claimed)
        except Exception as error:  # a fault of ours: nobody knows how far it got
            log.error("notice %s broke its sending", claimed.notice.pk, exc_info=error)
            return Unseen("fault")

    def _keep(self, claimed: Claimed, answer: Answer, stop: threading.Event) -> None:
        """Keeps at it while the database is away: only this process knows the answer."""
        until = time.monotonic() + GRACE_SECONDS
        while True:
            try:
                if self.number == 0:
                    self.number = workers.begin()
                record_answer(claimed.notice, answer, timezone.now())
                break
            except (db.DatabaseError, db.InterfaceError):
                db.connection.close()
                self.number = 0  # its lock went with the connection
                if stop.is_set() and time.monotonic() > until:
                    return
                time.sleep(0.5)
        if isinstance(answer, Accepted):
            self.budget.add(claimed.message.part_count)

    def _pause(self, answer: Answer) -> float:
        if isinstance(answer, Refused) and not answer.all_alike:
            return 0.0
        if isinstance(answer, Accepted):
            self.failures = 0
            return 0.0
        self.failures += 1
        return PAUSES[min(self.failures, len(PAUSES)) - 1]


def made() -> list[Worker]:
    """The workers of one process, for the gateways that are set."""
    budget, account, server = Budget(), settings.SMS_GATEWAY, settings.MAIL_SERVER
    found = []
    if account is not None:
        found += [Worker(Notice.Channel.SMS, BySms(account), budget) for _ in range(SMS_THREADS)]
    if server is not None:
        found.append(Worker(Notice.Channel.EMAIL, ByEmail(server), budget))
    return found


@contextmanager
def sending(stop: threading.Event) -> Iterator[None]:
    """Sends beside what the caller does; at the end waits for the messages that are in hand."""
    jobs = [*(worker.work for worker in made()), Minder().work]
    threads = [threading.Thread(target=job, args=[stop], daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        until = time.monotonic() + GRACE_SECONDS
        for thread in threads:
            with suppress(RuntimeError):
                thread.join(max(0.0, until - time.monotonic()))


def send_once() -> int:
    """Sends what is due now, in this thread; how many were tried. For the command line."""
    tried = 0
    for worker in {worker.channel: worker for worker in made()}.values():
        tried += worker.send_due()
    minder = Minder()
    minder.mind()
    workers.end(MINDER)
    return tried
