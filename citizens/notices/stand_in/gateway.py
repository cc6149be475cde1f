"""What the stand-in knows: it checks what it is given as the gateway does, and counts what it accepts."""

import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha1, sha512

from citizens.notices.gateways.accounts import SmsAccount

MODES = ("well", "down", "slow", "refuses", "error", "breaks", "repeats", "no-reports")
KINDS = {"singlemsg", "unicodemsg", "otpmsg", "unicodeotpmsg"}


@dataclass(frozen=True)
class Message:
    gateway_id: str
    mobile: str
    at: datetime
    template_id: str
    content: str


@dataclass
class Gateway:
    """One account's messages, in memory. Each mode is one way in which a gateway misbehaves:

    down: takes the connection and drops it, form unread. slow: accepts after `seconds`, whoever
    still waits. refuses: HTTP 503. error: HTTP 200 with the text of an error. breaks: accepts, and
    drops the connection before it answers. repeats: each delivery report three times. no-reports.
    """

    account: SmsAccount
    mode: str = "well"
    seconds: float = 30.0
    # What a gateway takes to answer at its best.
    delay: float = 0.0
    messages: list[Message] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    by_mobile: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))

    def fault_of(self, form: dict[str, str]) -> str:
        """The gateway's words where the form is not one it accepts, or ""."""
        account, content = self.account, form.get("content", "")
        signed = account.username + account.sender + content + account.secure_key
        mobile = form.get("mobileno", "")
        checks = {
            "401,Credentials Error, may be invalid username or password": (
                form.get("username") == account.username
                and form.get("password") == self._password()
            ),
            "411,Sender ID not approved": form.get("senderid") == account.sender,
            "416,Hash doesn't match": form.get("key") == sha512(signed.encode()).hexdigest(),
            "423,TEMPLATE_ID is mandatory": bool(form.get("templateid")),
            "ERROR : 406 Invalid mobile number": (
                mobile.isascii() and mobile.isdigit() and len(mobile) in {10, 12}
            ),
            "404,Internal Database Error": form.get("smsservicetype") in KINDS and bool(content),
        }
        return next((fault for fault, passed in checks.items() if not passed), "")

    def accept(self, form: dict[str, str]) -> Message:
        with self.lock:
            message = Message(
                f"{len(self.messages) + 1:012d}standin",
                form["mobileno"],
                datetime.now().astimezone(),
                form["templateid"],
                form["content"],
            )
            self.messages.append(message)
            self.by_mobile[message.mobile].append(message)
        return message

    def report(self, form: dict[str, str]) -> list[Message] | None:
        """What was accepted for a number on a day; None for who may not ask."""
        if form.get("username") != self.account.username:
            return None
        if form.get("password") != self._password():
            return None
        with self.lock:
            return [
                message
                for message in self.by_mobile.get(form.get("mobileno", ""), [])
                if message.at.date().isoformat() == form.get("date")
            ]

    def counts(self) -> Counter[tuple[str, str]]:
        """How often each text was accepted for each number: 1 for each is what is wanted."""
        with self.lock:
            return Counter((message.mobile, message.content) for message in self.messages)

    def _password(self) -> str:
        return sha1(self.account.password.encode("latin-1"), usedforsecurity=False).hexdigest()
