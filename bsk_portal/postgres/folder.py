"""The data folder: whose it is, how far it is made, one starter at a time; never another's."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from bsk_portal.postgres import refusals
from bsk_portal.postgres.account import ROOT

# Beside PostgreSQL's own files, owned by the caller: it tells root's own folder, whose files belong
# to the account root lends, from a folder that account made for itself.
MARKER = "made-by-the-portal"
MARKER_TEXT = "The portal's PostgreSQL for development and demonstration.\n"
STAGING = "initialising"
MAJOR_VERSION = "18"


class Made(Enum):
    NOT_YET = "not yet"
    WHOLE = "whole"


def how_far_made(folder: Path) -> Made:
    """Whether PostgreSQL's files are in place; PostgresRefused when the folder is not for us."""
    try:
        owner = folder.stat().st_uid
    except FileNotFoundError:
        return Made.NOT_YET
    if owner != os.geteuid() and not (os.geteuid() == ROOT and _is_marked(folder)):
        raise refusals.another_users(folder)
    names = set(os.listdir(folder))
    if "PG_VERSION" in names:
        if not _is_marked(folder):
            raise refusals.other_files(folder)
        version = (folder / "PG_VERSION").read_text().strip()
        if version != MAJOR_VERSION:
            raise refusals.another_version(folder, version, MAJOR_VERSION)
        return Made.WHOLE
    if names and STAGING not in names:
        raise refusals.other_files(folder)
    return Made.NOT_YET


def mark(folder: Path) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(folder / MARKER, flags, 0o644), "w") as marker:
        os.fchmod(marker.fileno(), 0o644)
        marker.write(MARKER_TEXT)


def _is_marked(folder: Path) -> bool:
    try:
        descriptor = os.open(folder / MARKER, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return False
    with os.fdopen(descriptor) as marker:
        return os.fstat(descriptor).st_uid == os.geteuid() and marker.read() == MARKER_TEXT


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder against every other starter and stopper; waits as long as one is at it.

    The lock is on the folder itself: no lock file that a cleaner may remove or another user make.
    """
    while True:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if not _is_still(folder, descriptor):
                continue  # removed and made again while this process waited
            yield
            return
        finally:
            os.close(descriptor)


def _is_still(folder: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(folder.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
