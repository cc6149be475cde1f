"""Makes a data folder's PostgreSQL once; takes up an interrupted making, never uses half of one."""

import os
import shutil
import sys
from pathlib import Path

from bsk_portal.postgres import folder as data_folder
from bsk_portal.postgres import refusals
from bsk_portal.postgres.account import Account
from bsk_portal.postgres.programs import Programs
from bsk_portal.postgres.reach import as_seen_by

SUPERUSER = "postgres"
# macOS has C.UTF-8 only of late; PostgreSQL's own sorts and folds the same letters the same way.
LOCALE = (
    ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    if sys.platform == "darwin"
    else ("--locale=C.UTF-8",)
)
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "fsync": "on",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "lc_messages": "C",
    # A week of logs, each day's written over the one of the week before.
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "server-%w.log",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
    # A failed statement and its DETAIL would put a citizen's name or mobile into the log.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}


def initialise(folder: Path, programs: Programs) -> None:
    """Fill an empty data folder, or finish it; the caller holds the folder.

    PostgreSQL's files are made in a folder inside and moved up, PG_VERSION last: with PG_VERSION
    there, everything is. Raises PostgresRefused with initdb's own words.
    """
    staging = folder / data_folder.STAGING
    marker = data_folder.MARKER
    if not (staging / marker).exists() and not (folder / marker).exists():
        if staging.exists():
            shutil.rmtree(staging)
        staging.mkdir(mode=0o700)
        programs.account.take(staging)
        _run_initdb(folder, staging, programs)
        data_folder.mark(staging)
    _move_up(folder, staging, programs.account)


def _run_initdb(folder: Path, staging: Path, programs: Programs) -> None:
    status, said = programs.run(
        "initdb",
        f"--pgdata={as_seen_by(programs, staging)}",
        f"--username={SUPERUSER}",
        "--encoding=UTF8",
        *LOCALE,
        "--data-checksums",
        "--auth-local=trust",
        "--auth-host=reject",
        *(f"--set={name}={value}" for name, value in SETTINGS.items()),
        cwd=staging,
    )
    if status:
        raise refusals.did_not_start(folder, said.strip())
    (staging / "log").mkdir(mode=0o700)
    programs.account.take(staging / "log")


def _move_up(folder: Path, staging: Path, account: Account) -> None:
    names = sorted(os.listdir(staging), key=lambda name: (name == "PG_VERSION", name))
    for name in names:
        if name == "PG_VERSION":
            account.take(folder)
            folder.chmod(0o700)
        (staging / name).rename(folder / name)
    staging.rmdir()
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
