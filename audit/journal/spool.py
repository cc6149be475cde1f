"""Lines that wait on this host's disk for PostgreSQL; an append survives the death of any process.

A line is one JSON object. It begins with the line break, so that one cut short by a full disk
spoils nothing after it. Nothing here reads a table, and nothing here throws a line away.
"""

import json
import os
import time
import weakref
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from audit.journal.retention import INDIA

Line = dict[str, Any]

CURRENT, BATCH, WAITING, SPOILED = "current.jsonl", "batch-", "waiting-", "spoiled-"
APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC

encode = json.JSONEncoder(separators=(",", ":")).encode
decode = json.JSONDecoder().raw_decode


class OpenFile:
    """A file of the spool, kept open between lines; closed when the last thread lets go of it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.path = path = f"{folder}/{name}"
        self.handle = open_for_append(path)
        self.inode = os.fstat(self.handle).st_ino
        weakref.finalize(self, os.close, self.handle)

    def is_current(self) -> bool:
        """Whether the name still leads here: sealed or removed, the file takes no more lines."""
        try:
            return os.stat(self.path).st_ino == self.inode
        except FileNotFoundError:
            return False


current: OpenFile | None = None  # of this process, by its threads together


def append(line: Line) -> None:
    append_text(encode({"t": int(time.time()), **line}))


def append_text(text: str) -> None:
    """Adds one line, which is a JSON object already; raises OSError when the disk does not take it whole.

    Without a lock: a line written while its file was sealed may have missed the shipper, so it is
    written again into the new one. Lines may come twice, and add up to the same rows.
    """
    global current  # noqa: PLW0603  # opening the file anew costs more than the line
    folder = settings.SPOOL_DIR
    while True:
        file = current
        if file is None or file.folder is not folder or not file.is_current():
            file = current = OpenFile(folder, CURRENT)
        write(file.handle, text)
        if file.is_current():
            return


def write(handle: int, text: str) -> None:
    line = ("\n" + text).encode()
    if os.write(handle, line) != len(line):
        raise OSError("the disk took only a part of a line")


def open_for_append(path: str) -> int:
    try:
        return os.open(path, APPEND, 0o600)
    except FileNotFoundError:
        settings.SPOOL_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, APPEND, 0o600)


def seal() -> None:
    """Gives what was appended so far a name of its own: no line that counts is added to it later."""
    with suppress(FileNotFoundError):
        (settings.SPOOL_DIR / CURRENT).rename(batch_path())


def batch_path() -> Path:
    return settings.SPOOL_DIR / f"{BATCH}{time.time_ns()}.jsonl"


def batches() -> list[Path]:
    """The sealed files, oldest first."""
    return sorted(settings.SPOOL_DIR.glob(f"{BATCH}*"))


def texts(path: Path) -> Iterator[bytes]:
    """The lines as they were written, whole or not."""
    with path.open("rb") as file:
        yield from (text.rstrip(b"\n") for text in file if text != b"\n")


def parse(text: bytes) -> Line | None:
    """The line, or None where it was cut short or is none of ours."""
    try:
        written = text.decode()
        line, end = decode(written)
    except ValueError:
        return None
    is_whole = end == len(written) and isinstance(line, dict) and isinstance(line.get("k"), str)
    return line if is_whole else None


def wait_for(day: date, lines: Iterable[Line]) -> None:
    """Keeps lines until the log has a partition for their Indian day."""
    keep(f"{WAITING}{day:%Y%m%d}.jsonl", lines)


def release(day: date) -> None:
    """Makes a batch of the lines that waited for this day."""
    waiting()[day].rename(batch_path())


def waiting() -> dict[date, Path]:
    """The days whose lines wait for a partition."""
    return by_day(WAITING)


def set_aside(text: bytes) -> None:
    """Keeps what cannot be stored where a person can look at it."""
    keep(spoiled_name(), [{"k": "spoiled", "text": text.decode(errors="replace")}])


def keep(name: str, lines: Iterable[Line]) -> None:
    """Adds lines to a file that only the shipper writes and renames."""
    file = OpenFile(settings.SPOOL_DIR, name)
    for line in lines:
        write(file.handle, encode({"t": int(time.time()), **line}))


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
