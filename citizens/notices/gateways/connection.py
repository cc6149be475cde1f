"""Posts forms over one connection that is kept; tells apart "not sent" and "no answer seen"."""

import http.client
import select
import ssl
import time
from contextlib import suppress
from urllib.parse import urlencode, urlsplit

# A gateway closes a connection that idles; what is sent just then would get no answer.
IDLE_SECONDS = 5.0
LONGEST_ANSWER = 2_000_000


class NotConnected(Exception):
    """Nothing was sent."""


class NoAnswer(Exception):
    """The form was sent, wholly or in part, and no answer was read."""


class Connection:
    """To one address; certificates are verified. `post` is for one thread at a time."""

    def __init__(self, url: str, *, connect_seconds: float, answer_seconds: float) -> None:
        self.address = urlsplit(url)
        self.connect_seconds, self.answer_seconds = connect_seconds, answer_seconds
        self.open: http.client.HTTPConnection | None = None
        self.used = 0.0

    def post(self, form: dict[str, str]) -> tuple[int, str]:
        """Status and text of the answer. Raises NotConnected, NoAnswer."""
        connection = self._connected()
        try:
            connection.request(
                "POST",
                self._path(),
                urlencode(form),
                {"Content-Type": "application/x-www-form-urlencoded"},
            )
            answer = connection.getresponse()
            body = answer.read(LONGEST_ANSWER)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise NoAnswer from error
        self.used = time.monotonic()
        if answer.will_close:
            self.close()
        return answer.status, body.decode("utf-8", "replace")

    def close(self) -> None:
        if self.open is not None:
            with suppress(OSError):
                self.open.close()
        self.open = None

    def _path(self) -> str:
        query = f"?{self.address.query}" if self.address.query else ""
        return (self.address.path or "/") + query

    def _connected(self) -> http.client.HTTPConnection:
        if self.open is not None and self._is_stale(self.open):
            self.close()
        if self.open is None:
            self.open = self._connect()
        return self.open

    def _is_stale(self, connection: http.client.HTTPConnection) -> bool:
        """Idle too long, or closed from the other side: then its socket has something to read."""
        if connection.sock is None or time.monotonic() - self.used > IDLE_SECONDS:
            return True
        return bool(select.select([connection.sock], [], [], 0)[0])

    def _connect(self) -> http.client.HTTPConnection:
        host, port = self.address.hostname or "", self.address.port
        made: http.client.HTTPConnection
        if self.address.scheme == "https":
            made = http.client.HTTPSConnection(
                host, port, timeout=self.connect_seconds, context=ssl.create_default_context()
            )
        else:
            made = http.client.HTTPConnection(host, port, timeout=self.connect_seconds)
        try:
            made.connect()
        except (OSError, http.client.HTTPException) as error:
            raise NotConnected from error
        made.sock.settimeout(self.answer_seconds)
        return made
