"""The private folder of the server's socket: short, and the same for every process of a user."""

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from bsk_portal.postgres import pid_file, refusals
from bsk_portal.postgres.account import Account

PORT = 5432
SOCKET = f".s.PGSQL.{PORT}"
LOCK = f"{SOCKET}.lock"


def socket_folder(data: Path) -> Path:
    """Where the socket of a data folder's server is; makes nothing.

    TMPDIR is not asked: processes of one user with different ones would miss each other's server,
    and a long one would not fit the 104 bytes of a socket's address.
    """
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return temporary_folder() / f"bsk-{os.geteuid()}-{name}"


def temporary_folder() -> Path:
    shared = Path(os.sep, "tmp")
    return shared if shared.is_dir() else Path(tempfile.gettempdir())


def make(folder: Path, account: Account) -> None:
    """Make the folder, or refuse one that somebody else made or can look into."""
    try:
        os.mkdir(folder, 0o700)
    except FileExistsError:
        pass
    else:
        account.take(folder)
    found = os.lstat(folder)
    is_private = found.st_uid == account.uid and not found.st_mode & 0o077
    if not (stat.S_ISDIR(found.st_mode) and is_private):
        raise refusals.not_private(folder)


def holder(folder: Path) -> int | None:
    """The process number that the socket's lock file names, true or stale."""
    written = pid_file.read(folder / LOCK)
    return written.pid if written else None


def clear(folder: Path) -> None:
    """Remove what a dead server left."""
    for name in (SOCKET, LOCK):
        (folder / name).unlink(missing_ok=True)
