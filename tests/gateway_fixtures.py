"""A gateway of SMS on a port of its own, and notices that wait for it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from audit.models import Event
from bsk_portal.message_settings import SmsGateway
from citizens.models import Notice
from citizens.notices import workers
from citizens.notices.caps import Budget
from citizens.notices.sending import BySms, Worker
from citizens.notices.stand_in.gateway import Gateway
from citizens.notices.stand_in.server import Server

DAY = timedelta(days=1)


def account(port: int, **changes: Any) -> SmsGateway:
    told = {
        "url": f"http://127.0.0.1:{port}/esms/sendsmsrequestDLT",
        "reports_url": f"http://127.0.0.1:{port}/reports",
        "username": "bsk-test",
        "password": "a password for tests",
        "sender": "BSKPMU",
        "secure_key": "a key for tests",
        "entity_id": "1101000000000000001",
        "connect_seconds": 1.0,
        "answer_seconds": 0.4,
    }
    return SmsGateway(**{**told, **changes})


@contextmanager
def gateway_up(**changes: Any) -> Iterator[Server]:
    """A gateway that listens; its account knows its port."""
    server = Server(0, Gateway(account(0)))
    server.gateway.account = account(server.server_port, **changes)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def make_notice(last: int, **fields: Any) -> Notice:
    """To the mobile +919800000000 plus `last`, of an event of its own, due now."""
    told = {
        "event": Event.objects.create(by="schedule", action="test", subject="test"),
        "about": "request:3C4D5E6F7G8H9",
        "channel": "sms",
        "recipient": f"+91{9800000000 + last}",
        "language": "bn",
        "template": "request.received",
        "values": {"number": f"3C4D-5E6F-{last:05d}", "due": "2026-12-15"},
        "next_try_at": timezone.now() - timedelta(seconds=1),
    }
    return Notice.objects.create(**{**told, **fields})


def one_round() -> int:
    """Sends what is due in this thread, one after the other; how many steps that took."""
    assert settings.SMS_GATEWAY is not None
    made = Worker(Notice.Channel.SMS, BySms(settings.SMS_GATEWAY), Budget())
    never, steps = threading.Event(), 0
    due = Notice.objects.filter(state="waiting", channel=made.channel)
    made.number = workers.begin()
    while due.filter(next_try_at__lte=timezone.now()).exists() and steps < 100:
        made.step(never)
        steps += 1
    made.way.close()
    workers.end(made.number)
    return steps
