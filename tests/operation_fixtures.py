"""A portal of its own in a folder of its own: what the tests of starting and stopping share."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parent.parent
NOT_INHERITED = (
    "DATABASE_URL",
    "BSK_SPOOL",
    "BSK_RETENTION_DAYS",
    "WEB_CONCURRENCY",
    "DJANGO_ALLOW_ASYNC_UNSAFE",  # for Playwright in the tests' own process
)

PRODUCTION = {
    "BSK_ENVIRONMENT": "production",
    "BSK_SECRET_KEY": "an invented key for tests, sixty-odd characters long, 7391 4620 8853",
    "BSK_DOCUMENT_KEYS": "aW52ZW50ZWQgZm9yIHRlc3RzIG9ubHksIDMyIGJ5dGU=",
    "BSK_CLAMD": "/run/clamav/clamd.ctl",
    "BSK_HOSTS": "portal.example.in",
    "BSK_PUBLIC_URL": "https://portal.example.in",
    "BSK_TRUSTED_PROXIES": "127.0.0.1",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:9/none",
}


def environment(**changes: str) -> dict[str, str]:
    """This process's environment with nothing of the portal's in it but these."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    return {**kept, **changes}


def manage(*words: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """One run of manage.py to its end; output and errors together in `stdout`."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment(**changes),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Portal:
    """`manage.py up` in a process; `said` is what stands in its terminal."""

    def __init__(self, folder: Path, port: int, **changes: str) -> None:
        self.port, self.log = port, folder / f"said-{time.monotonic_ns()}"
        self.began = time.monotonic()
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up"],
                cwd=ROOT,
                env=environment(
                    **{
                        "BSK_VAR": str(folder / "var"),
                        "BSK_PGDATA": str(folder / "postgres"),
                        "PORT": str(port),
                        "WEB_CONCURRENCY": "1",
                        **changes,
                    }
                ),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self) -> str:
        return self.log.read_text()

    def wait_until_up(self, seconds: float = 50) -> float:
        """Seconds from the start until it said that it is up."""
        wait_for(lambda: "is up" in self.said or self.process.poll() is not None, seconds)
        assert "is up" in self.said, self.said
        return time.monotonic() - self.began

    def get(self, path: str) -> tuple[int, str]:
        """Status and text; (0, "") where nobody answers."""
        request = Request(f"http://127.0.0.1:{self.port}{path}", headers={"Host": "localhost"})
        try:
            with urlopen(request, timeout=5) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()
        except (URLError, OSError):
            return 0, ""

    def child(self, word: str, parent: int | None = None) -> int | None:
        """The number of the living child, ours or of `parent`, whose command line holds these words."""
        parent = parent or self.process.pid
        for folder in Path("/proc").iterdir():
            try:
                if not folder.name.isdigit():
                    continue
                status = (folder / "stat").read_text().rpartition(")")[2].split()
                command = (folder / "cmdline").read_bytes().decode(errors="replace")
                command = command.replace("\0", " ")
            except OSError:
                continue
            if status[0] != "Z" and int(status[1]) == parent and word in command:
                return int(folder.name)
        return None

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(30)


@contextmanager
def portal(folder: Path, port: int | None = None, **changes: str) -> Iterator[Portal]:
    started = Portal(folder, port or free_port(), **changes)
    try:
        yield started
    finally:
        started.stop()


def wait_for(what: Callable[[], object], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "It did not come about in time."
        time.sleep(0.05)
