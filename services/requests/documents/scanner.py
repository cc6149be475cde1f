"""Asks clamd whether a document holds a virus, by its INSTREAM command, over a socket."""

import socket
import struct

CHUNK = 64 * 1024
TIMEOUT_SECONDS = 10
MOST_ANSWERED = 4_096


class ScannerDown(Exception):
    """No answer, or none that says clean or found; `str()` says which, and nothing of the document."""


class NoVerdict(ScannerDown):
    """It answers, and of this document says neither: too large for its settings, as a rule."""


class VirusFound(Exception):
    """`str()` is the name that the scanner has for it."""


def scan(content: bytes, *, address: str) -> None:
    """Returns where the scanner says that it is clean. Raises VirusFound, NoVerdict or ScannerDown.

    `address` is a path ("/run/clamav/clamd.ctl") or host:port.
    """
    try:
        answer = _ask(content, address)
    except (OSError, ValueError) as error:
        raise ScannerDown(f"The virus scanner does not answer ({type(error).__name__}).") from None
    # "stream: OK", "stream: Eicar-Test-Signature FOUND", "INSTREAM size limit exceeded. ERROR"
    if answer == "stream: OK":
        return
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        raise VirusFound(answer.removeprefix("stream: ").removesuffix(" FOUND")[:100])
    raise NoVerdict("The virus scanner answered with an error.")


def _ask(content: bytes, address: str) -> str:
    with _connected(address) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            line.sendall(struct.pack("!I", len(chunk)) + chunk)
        line.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < MOST_ANSWERED:
            part = line.recv(MOST_ANSWERED)
            if not part:
                break
            answer += part
    # An answer that was cut off is none: "stream: OK" must not come of the half of something else.
    return answer[:-1].decode(errors="replace") if answer.endswith(b"\0") else ""


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(TIMEOUT_SECONDS)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=TIMEOUT_SECONDS)
