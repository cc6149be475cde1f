"""E-mail leaves by a real server on this machine: whole, with an id of its own, headers of one line."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.utils import timezone

from bsk_portal.message_settings import MailServer
from citizens.models import Notice
from citizens.notices import workers
from citizens.notices.caps import Budget
from citizens.notices.gateways.smtp import one_line
from citizens.notices.sending import ByEmail, Worker
from tests.gateway_fixtures import make_notice
from tests.operation_fixtures import free_port

pytestmark = pytest.mark.django_db


class Server(socketserver.ThreadingTCPServer):
    """As much of SMTP as a client needs; `breaks` drops the connection after the content."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, *, refuses: str = "", breaks: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.refuses, self.breaks = refuses, breaks
        self.messages: list[str] = []


class Talk(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().decode():
            verb = line[:4].upper()
            if verb == "DATA":
                self.say("354 go on")
                lines = []
                while (told := self.rfile.readline().decode()) != ".\r\n":
                    lines.append(told)
                self.server.messages.append("".join(lines))
                if self.server.breaks:
                    return
            if verb == "RCPT" and self.server.refuses:
                self.say(self.server.refuses)
            else:
                self.say("250 OK")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server(settings: Any, **changes: Any) -> Iterator[Server]:
    with Server(**changes) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.MAIL_SERVER = account(server.server_address[1])
        yield server
        server.shutdown()


def account(port: int) -> MailServer:
    return MailServer("127.0.0.1", port, "", "", "", "bsk@example.in", seconds=1.0)


def make_mail(number: int, **fields: Any) -> Notice:
    return make_notice(number, channel="email", recipient="rina@example.in", **fields)


def step() -> None:
    assert portal_settings.MAIL_SERVER is not None
    worker = Worker(Notice.Channel.EMAIL, ByEmail(portal_settings.MAIL_SERVER), Budget())
    worker.number = workers.begin()
    worker.step(threading.Event())
    worker.way.close()
    workers.end(worker.number)


def test_email_arrives_in_bangla_with_an_id_of_its_own(settings: Any) -> None:
    notice = make_mail(1)
    with mail_server(settings) as server:
        step()
    (told,) = server.messages
    message = message_from_bytes(told.encode(), policy=policy.default)
    assert message["Subject"].strip() == "আবেদন জমা হয়েছে: 3C4D-5E6F-00001"
    assert message["Message-ID"].startswith(f"<notice-{notice.pk}-")
    assert message.get_content().startswith("আপনার আবেদন জমা হয়েছে। প্রাপ্তি নম্বর 3C4D-5E6F-00001।")
    notice.refresh_from_db()
    assert (notice.state, notice.gateway_id) == ("sent", message["Message-ID"])


def test_value_that_breaks_a_line_begins_no_header_and_the_next_mail_goes(settings: Any) -> None:
    bad = make_mail(1, values={"number": "3C4D\nBcc: all@example.in", "due": "2026-12-15"})
    worse = make_mail(2, values={"number": "3C4D", "due": "soon"})
    good = make_mail(3)
    with mail_server(settings) as server:
        for _time in range(2):
            step()
    headers = [told.partition("\r\n\r\n")[0] for told in server.messages]
    assert ["\nBcc:" in header for header in headers] == [False, False]
    states = Notice.objects.filter(pk__in=[bad.pk, worse.pk, good.pk]).order_by("pk")
    assert list(states.values_list("state", flat=True)) == ["sent", "failed", "sent"]
    assert one_line("a\r\nb\u2028c\x0bd") == "a b c d"


@pytest.mark.parametrize(
    ("changes", "state", "why"),
    [
        ({"refuses": "550 no such person"}, "failed", "recipient"),
        ({"refuses": "451 later"}, "waiting", "recipient"),
        ({"breaks": True}, "unknown", "no_answer"),
    ],
    ids=str,
)
def test_what_the_server_says_decides_what_becomes_of_the_mail(
    settings: Any, changes: dict[str, Any], state: str, why: str
) -> None:
    notice = make_mail(1)
    with mail_server(settings, **changes):
        step()
    notice.refresh_from_db()
    assert (notice.state, notice.why) == (state, why)


def test_server_that_is_down_leaves_the_mail_waiting(settings: Any) -> None:
    settings.MAIL_SERVER = account(free_port())
    notice = make_mail(1)
    step()
    notice.refresh_from_db()
    assert (notice.state, notice.why) == ("waiting", "unreachable")
    assert notice.next_try_at > timezone.now()
