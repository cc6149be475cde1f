"""Keeps the children of `manage.py up` alive: starts, restarts with growing pauses, stops them all."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from django.conf import settings

from bsk_portal.starting.orphans import STARTED_BY

SHORT_LIFE_SECONDS = 15.0
DEATHS_IN_A_ROW = 4
FIRST_PAUSE_SECONDS = 0.25
GRACE_SECONDS = 20.0
LOOK_SECONDS = 0.1


class CannotStartError(Exception):
    """A child died again and again right after its start; `str()` names it."""


@dataclass
class Child:
    """A program kept running; `inherits` are the open files it is given."""

    name: str
    command: list[str]
    inherits: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    early_deaths: int = 0
    start_at: float = field(default=0.0)

    def start(self) -> None:
        """In a process group of its own: Ctrl-C reaches the parent alone, which stops it in order."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own programs
            self.command,
            pass_fds=self.inherits,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            env={**os.environ, STARTED_BY: str(os.getpid())},
            process_group=0,
        )

    def look(self) -> None:
        """Starts it if it is not running and its pause is over. Raises CannotStartError."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            lived = now - self.started
            self.early_deaths = self.early_deaths + 1 if lived < SHORT_LIFE_SECONDS else 1
            if self.early_deaths > DEATHS_IN_A_ROW:
                raise CannotStartError(f"{self.name} cannot start; its last words are above.")
            pause = FIRST_PAUSE_SECONDS * 2 ** (self.early_deaths - 1)
            sys.stderr.write(f"{self.name} ended; starting it again.\n")
            self.kill_group()
            self.process, self.start_at = None, now + pause
        if self.process is None and now >= self.start_at:
            self.start()

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def kill_group(self) -> None:
        """Ends whatever it left behind: workers of a gunicorn that was killed, above all."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


def keep_running(
    children: list[Child], stopping: Callable[[], bool], while_waiting: Callable[[], None]
) -> None:
    """Until `stopping()`; then asks all to end, waits, and kills what has not. Raises CannotStartError."""
    try:
        while not stopping():
            for child in children:
                child.look()
            while_waiting()
            time.sleep(LOOK_SECONDS)
    finally:
        stop(children)


def stop(children: list[Child]) -> None:
    for child in children:
        child.ask_to_stop()
    until = time.monotonic() + GRACE_SECONDS
    for child in children:
        if child.process is not None:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.0, until - time.monotonic()))
            child.kill_group()
            child.process.wait()
