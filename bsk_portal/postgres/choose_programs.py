"""The programs an account can run: the wheel's, or a copy of them where root lends the account."""

import fcntl
import hashlib
import os
import shutil
import stat
from pathlib import Path

from bsk_portal.postgres import refusals, socket_folder
from bsk_portal.postgres.account import Account
from bsk_portal.postgres.programs import INSTALLED, WHEEL, Programs, installed

# What a server needs; the wheel also has headers, an older PostgreSQL and tools.
NEEDED = (
    f"{WHEEL}/{INSTALLED}/bin/initdb",
    f"{WHEEL}/{INSTALLED}/bin/pg_ctl",
    f"{WHEEL}/{INSTALLED}/bin/postgres",
    f"{WHEEL}/{INSTALLED}/lib",
    f"{WHEEL}/{INSTALLED}/share",
    f"{WHEEL}.libs",
)


def programs_for(account: Account) -> Programs:
    """The wheel's programs, or a copy under /tmp where the account cannot reach them."""
    programs = Programs(installed(), account)
    if not account.lent or programs.can_run("postgres", "--version"):
        return programs
    if not programs.can_run("/bin/sh", "-c", ":"):
        raise refusals.cannot_become(account.name)
    copied = Programs(_copy(programs.folder.parent.parent), account)
    if not copied.can_run("postgres", "--version"):
        raise refusals.out_of_reach(programs.folder, account.name)
    return copied


def _copy(packages: Path) -> Path:
    """Copy what is needed, or what a cleaner has removed of it since."""
    name = hashlib.sha256(os.fsencode(packages)).hexdigest()[:12]
    target = socket_folder.temporary_folder() / f"bsk-{os.geteuid()}-programs-{name}"
    target.mkdir(mode=0o755, exist_ok=True)
    found = os.lstat(target)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise refusals.not_private(target)
    target.chmod(0o755)
    descriptor = os.open(target, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        for needed in NEEDED:
            source = packages / needed
            for file in source.rglob("*") if source.is_dir() else [source]:
                if file.is_file():
                    _copy_file(file, target / file.relative_to(packages))
    finally:
        os.close(descriptor)
    return target / WHEEL / INSTALLED


def _copy_file(source: Path, target: Path) -> None:
    wanted = source.stat()
    if target.exists() and target.stat().st_mtime == wanted.st_mtime:
        return
    for folder in reversed(target.parents):
        if not folder.exists():
            folder.mkdir()
            folder.chmod(0o755)
    part = target.with_name(f"{target.name}.part")
    shutil.copy2(source, part)
    part.chmod(0o755 if wanted.st_mode & 0o100 else 0o644)
    part.replace(target)
