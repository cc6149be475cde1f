"""Carries the spool of this host into PostgreSQL; killed anywhere, the next run carries it again.

A line leaves the disk only after the commit of its row. Lines add up to the same rows however
often they come, so nothing is lost and nothing is doubled.
"""

import fcntl
import logging
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from audit.journal import spool, spooled_refusals
from audit.journal.retention import cutoff
from audit.journal.spool import Line, oldest_waiting
from audit.visits import alarm, lines, partitions, rows
from audit.visits.lines import Known

__all__ = ["oldest_waiting", "ship"]

log = logging.getLogger("bsk.visits")

AT_ONCE = 5_000  # lines in one transaction
LOCK = "shipping.lock"


def ship() -> int:
    """Stores what waits on this host and returns the number of lines that became rows.

    One process ships at a time; another finds the lock held and returns 0. Raises Django's
    OperationalError while PostgreSQL is away: the lines wait, nothing is lost.
    """
    with only_shipper() as is_mine:
        return ship_all() if is_mine else 0


@contextmanager
def only_shipper() -> Iterator[bool]:
    settings.SPOOL_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(settings.SPOOL_DIR / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)


def ship_all() -> int:
    spool.seal()
    if not (spool.batches() or spool.waiting()):
        return 0
    days = partitions.attached()
    for day in spool.waiting():
        if day in days or is_past_its_period(day):
            spool.release(day)
    shipped = 0
    for path in spool.batches():
        shipped += sum(store(chunk, days) for chunk in chunks(path))
        path.unlink()
    spool.forget_before(first_day_kept())
    alarm.tell(sorted(spool.waiting()), spoiled=spool.has_spoiled_today())
    return shipped


def chunks(path: Path) -> Iterator[list[bytes]]:
    texts = spool.texts(path)
    while chunk := list(islice(texts, AT_ONCE)):
        yield chunk


def store(texts: list[bytes], days: set[date]) -> int:
    """Commits these lines; those that cannot be stored are kept aside, after the commit."""
    visits: dict[tuple[str, int], Known] = {}
    refusals: list[Line] = []
    spoiled: list[bytes] = []
    homeless: dict[date, list[Line]] = defaultdict(list)
    shipped = 0
    for text in texts:
        match read(text):
            case None:
                spoiled.append(text)
                continue
            case Known() as visit if visit.day not in days:
                homeless[visit.day].append(visit.to_line())
                continue
            case Known() as visit:
                known = visits.setdefault((visit.key, visit.began), visit)
                if known is not visit:
                    known.add(visit)
            case line:
                refusals.append(line)
        shipped += 1
    try:
        commit(list(visits.values()), refusals)
    except (DataError, IntegrityError, ValueError) as error:
        if len(texts) > 1:  # one of them is at fault: find out which
            return sum(store([text], days) for text in texts)
        log.error("a line of the spool cannot be stored", exc_info=error)
        shipped, spoiled = 0, texts
    keep(homeless, spoiled)
    return shipped


def read(text: bytes) -> Known | Line | None:
    line = spool.parse(text)
    if line is None or line["k"] == spooled_refusals.KIND:
        return line
    try:
        return lines.from_line(line) if line["k"] == lines.KIND else None
    except (KeyError, TypeError, ValueError):
        return None


def commit(visits: list[Known], refusals: list[Line]) -> None:
    with transaction.atomic():
        if visits:
            rows.merge(visits)
        spooled_refusals.store(refusals)


def keep(homeless: dict[date, list[Line]], spoiled: list[bytes]) -> None:
    for day, waiting in homeless.items():
        if is_past_its_period(day):
            log.error("%d lines of %s came after their period of retention", len(waiting), day)
        else:
            spool.wait_for(day, waiting)
    for text in spoiled:
        spool.set_aside(text)


def is_past_its_period(day: date) -> bool:
    return day < first_day_kept()


def first_day_kept() -> date:
    return cutoff(timezone.now(), settings.RETENTION_DAYS).date()
