"""PostgreSQL's postmaster.pid: read without trust, made harmless when the process is not ours."""

import os
from dataclasses import dataclass
from pathlib import Path

NAME = "postmaster.pid"
# No system gives a process this number (Linux stops at 4,194,304, macOS at 99,999).
NOBODYS_NUMBER = 2_147_483_647


@dataclass(frozen=True)
class PidFile:
    """The process number and the state (`starting`, `ready`, `stopping`) that the file gives."""

    pid: int
    state: str


def read(path: Path) -> PidFile | None:
    """What a pid file or a socket's lock file says; None without file or number."""
    try:
        lines = path.read_text(errors="replace").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return None
    number = lines[0].strip().removeprefix("-") if lines else ""
    if not (number.isascii() and number.isdigit()):
        return None
    return PidFile(int(number), lines[7].strip() if len(lines) > 7 else "starting")


def disown(data: Path) -> None:
    """Take the process number out of a file whose process is not a server of this folder.

    PostgreSQL would refuse to start while any process has that number. The rest of the file stays:
    by its line on shared memory a new server sees children of a killed one that still write here.
    """
    path = data / NAME
    if read(path) is None:
        path.unlink(missing_ok=True)
        return
    with os.fdopen(os.open(path, os.O_RDWR | os.O_NOFOLLOW), "r+") as file:
        rest = file.read().partition("\n")[2]
        file.seek(0)
        file.write(f"{NOBODYS_NUMBER}\n{rest}")
        file.truncate()
