"""The stand-in's delivery reports, posted to the portal a moment after each message, in order."""

import queue
import threading
import time
from contextlib import suppress
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from citizens.notices.stand_in.gateway import Message

AFTER_SECONDS = 0.5


class Pusher:
    """`address` is the portal's, with its token."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.waiting: queue.Queue[tuple[float, Message]] = queue.Queue()
        threading.Thread(target=self._push, daemon=True).start()

    def push(self, message: Message, *, times: int = 1) -> None:
        for _time in range(times):
            self.waiting.put((time.monotonic() + AFTER_SECONDS, message))

    def _push(self) -> None:
        while True:
            due, message = self.waiting.get()
            time.sleep(max(0.0, due - time.monotonic()))
            form = {
                "msgid": message.gateway_id,
                "mobileno": message.mobile,
                "status": "DELIVERED",
                "time": message.at.isoformat(),
            }
            with suppress(URLError, OSError):
                urlopen(self.address, urlencode(form).encode(), timeout=5).close()  # noqa: S310 - our own
