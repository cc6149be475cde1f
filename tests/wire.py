"""What a browser on a thin line receives: the bytes of an answer as they leave gunicorn's socket."""

import re
import socket
from dataclasses import dataclass
from urllib.parse import urlencode

import brotli

SEEN_BY_BROTLI = "gzip, deflate, br"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]  # by name in small letters; of cookies the last
    cookies: dict[str, str]
    raw: bytes  # head and body, as received

    @property
    def body(self) -> bytes:
        return self.raw.partition(b"\r\n\r\n")[2]

    @property
    def text(self) -> str:
        coded = self.headers.get("content-encoding") == "br"
        return (brotli.decompress(self.body) if coded else self.body).decode()


class Reader:
    """A browser as far as weight goes: it keeps cookies, and knows what it has fetched."""

    def __init__(self, port: int, language: str) -> None:
        self.port = port
        self.cookies = {"bsk-language": language}
        self.kept: dict[str, Answer] = {}

    def ask(self, path: str, method: str = "GET", form: dict[str, str] | None = None) -> Answer:
        body = urlencode(form or {}).encode()
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: localhost:{self.port}",
            f"Accept-Encoding: {SEEN_BY_BROTLI}",
            f"Cookie: {'; '.join(f'{name}={value}' for name, value in self.cookies.items())}",
            f"Origin: http://localhost:{self.port}",
            "Connection: close",
        ]
        if method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded"]
            lines += [f"Content-Length: {len(body)}"]
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall("\r\n".join([*lines, "", ""]).encode() + body)
            raw = b"".join(iter(lambda: line.recv(65536), b""))
        answer = read(raw)
        self.cookies.update(answer.cookies)
        return answer

    def submit(self, path: str, form: dict[str, str]) -> Answer:
        """Posts with the token of the page at this address."""
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.ask(path).text)
        assert token is not None
        return self.ask(path, "POST", {"csrfmiddlewaretoken": token[1], **form})

    def fetch(self, page: Answer) -> dict[str, Answer]:
        """The files that a browser fetches with this page and does not have yet."""
        wanted = dict.fromkeys(
            path
            for tag in re.findall(r"<(?:link|img|script)\b[^>]*>", page.text)
            if 'rel="alternate"' not in tag
            for path in re.findall(r'(?:href|src)="(/[^"]*)"', tag)
        )
        fetched = {path: self.ask(path) for path in wanted if path not in self.kept}
        self.kept.update(fetched)
        return fetched


def read(raw: bytes) -> Answer:
    head = raw.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    headers, cookies = {}, {}
    for line in head[1:]:
        name, _colon, value = line.partition(":")
        headers[name.lower()] = value.strip()
        if name.lower() == "set-cookie":
            key, _equals, rest = value.strip().partition("=")
            cookies[key] = rest.partition(";")[0]
    return Answer(int(head[0].split()[1]), headers, cookies, raw)
