"""Lines that wait on this host's disk for PostgreSQL; an append survives the death of any process.

A line is one JSON object. It begins with the line break, so that one cut short by a full disk
spoils nothing after it. Nothing here reads a table, and nothing here throws a line away.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from audit.journal.retention import INDIA

Line = dict[str, Any]

CURRENT, BATCH, WAITING, SPOILED = "current.jsonl", "batch-", "waiting-", "spoiled-"
encode = json.JSONEncoder(separators=(",", ":")).encode
APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC


def append(line: Line, name: str = CURRENT) -> None:
    """Adds one line; raises OSError when the disk does not take it whole."""
    text = ("\n" + encode({"t": int(time.time()), **line})).encode()
    path = f"{settings.SPOOL_DIR}/{name}"
    while True:
        handle = open_for_append(path)
        try:
            # Shared with other writers; the shipper's exclusive lock waits for us, and once it has
            # renamed the file our name leads elsewhere: then this line belongs into the new one.
            fcntl.flock(handle, fcntl.LOCK_SH)
            if not is_still(path, handle):
                continue
            if os.write(handle, text) != len(text):
                raise OSError(f"{path} took only a part of a line")
            return
        finally:
            os.close(handle)


def open_for_append(path: str) -> int:
    try:
        return os.open(path, APPEND, 0o600)
    except FileNotFoundError:
        settings.SPOOL_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, APPEND, 0o600)


def is_still(path: str, handle: int) -> bool:
    try:
        return os.stat(path).st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False


def seal() -> None:
    """Gives what was appended so far a name of its own; nobody adds to it after this returns."""
    with suppress(FileNotFoundError):
        (settings.SPOOL_DIR / CURRENT).rename(batch_path())


def batch_path() -> Path:
    return settings.SPOOL_DIR / f"{BATCH}{time.time_ns()}.jsonl"


def batches() -> list[Path]:
    """The sealed files, oldest first, each after the last of its writers has left."""
    found = sorted(settings.SPOOL_DIR.glob(f"{BATCH}*"))
    for path in found:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
    return found


def texts(path: Path) -> Iterator[bytes]:
    """The lines as they were written, whole or not."""
    with path.open("rb") as file:
        yield from (text.rstrip(b"\n") for text in file if text != b"\n")


def parse(text: bytes) -> Line | None:
    """The line, or None where it was cut short or is none of ours."""
    try:
        line = json.loads(text)
    except ValueError:
        return None
    return line if isinstance(line, dict) and isinstance(line.get("k"), str) else None


def wait_for(day: date, lines: Iterable[Line]) -> None:
    """Keeps lines until the log has a partition for their Indian day."""
    for line in lines:
        append(line, f"{WAITING}{day:%Y%m%d}.jsonl")


def release(day: date) -> None:
    """Makes a batch of the lines that waited for this day."""
    waiting()[day].rename(batch_path())


def waiting() -> dict[date, Path]:
    """The days whose lines wait for a partition."""
    return by_day(WAITING)


def set_aside(text: bytes) -> None:
    """Keeps what cannot be stored where a person can look at it."""
    append({"k": "spoiled", "text": text.decode(errors="replace")}, spoiled_name())


def spoiled_name() -> str:
    return f"{SPOILED}{datetime.now(INDIA):%Y%m%d}.jsonl"


def has_spoiled_today() -> bool:
    return (settings.SPOOL_DIR / spoiled_name()).exists()


def forget_before(day: date) -> None:
    """Removes waiting and spoiled lines whose period of retention is over."""
    for prefix in (WAITING, SPOILED):
        for kept, path in by_day(prefix).items():
            if kept < day:
                path.unlink(missing_ok=True)


def by_day(prefix: str) -> dict[date, Path]:
    return {
        date.fromisoformat(path.stem.removeprefix(prefix)): path
        for path in settings.SPOOL_DIR.glob(f"{prefix}*.jsonl")
    }


def oldest_waiting() -> float | None:
    """Seconds that the oldest line of this host waits for PostgreSQL; None when none does."""
    times = [
        written
        for pattern in (CURRENT, f"{BATCH}*", f"{WAITING}*")
        for path in settings.SPOOL_DIR.glob(pattern)
        if (written := first_written(path))
    ]
    return max(0.0, time.time() - min(times)) if times else None


def first_written(path: Path) -> int | None:
    with suppress(FileNotFoundError):
        for text in texts(path):
            if line := parse(text):
                return int(line.get("t", 0))
    return None
