"""Who a process number belongs to, so that no stranger is taken for a server; sends no signal."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
POSTMASTER = re.compile(r"(^|/)postgres( |$)")


@dataclass(frozen=True)
class Process:
    """A living process: its number, user and command line, the words parted by spaces."""

    pid: int
    uid: int
    command: str

    def is_server_at(self, socket_folder: Path) -> bool:
        """Whether this is the PostgreSQL that was started with this socket folder."""
        return f"postgres -k {socket_folder} " in f"{self.command} "

    def is_some_server_in(self, data: Path) -> bool:
        """Whether this is a PostgreSQL at work in the data folder, however it was started.

        Where the system does not show the folder a process works in, the user decides.
        """
        # A server's child calls itself `postgres: checkpointer` and the like.
        if not POSTMASTER.search(self.command) or self.command.startswith("postgres:"):
            return False
        try:
            return os.path.samefile(PROC / str(self.pid) / "cwd", data)
        except FileNotFoundError:
            return not _has_proc() and self.uid == data.stat().st_uid
        except PermissionError:
            return self.uid == data.stat().st_uid


def living(pid: int) -> Process | None:
    """The process of this number; None when there is none or it is dead and only not yet reaped."""
    return _from_proc(pid) if _has_proc() else _from_ps(pid)


def _has_proc() -> bool:
    return (PROC / "self" / "stat").exists()


def _from_proc(pid: int) -> Process | None:
    folder = PROC / str(pid)
    try:
        state = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
        command = (folder / "cmdline").read_bytes()
        uid = folder.stat().st_uid
    except (FileNotFoundError, ProcessLookupError):
        return None
    if state in {"Z", "X"}:
        return None
    return Process(pid, uid, os.fsdecode(command).replace("\0", " ").strip())


def _from_ps(pid: int) -> Process | None:
    listing = subprocess.run(  # noqa: S603 - a fixed program and a number
        ["/bin/ps", "-ww", "-o", "uid=,state=,command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split(maxsplit=2)
    if len(listing) < 3 or listing[1].startswith("Z"):
        return None
    return Process(pid, int(listing[0]), listing[2].strip())
