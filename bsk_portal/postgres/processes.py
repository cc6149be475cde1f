"""Who a process number belongs to, so that no stranger is taken for a server; sends no signal."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Process:
    """A living process: its number, its user and the words of its command line."""

    pid: int
    uid: int
    words: tuple[str, ...]

    def is_server_at(self, socket_folder: Path) -> bool:
        """Whether this is the PostgreSQL that was started with this socket folder."""
        return self._is_postgres() and self.words[1:3] == ("-k", str(socket_folder))

    def may_serve(self, data: Path) -> bool:
        """Whether this is a PostgreSQL, however started, that works in the data folder or may.

        Where the system does not show the folder a process works in, its user decides.
        """
        if not self._is_postgres():
            return False
        is_here = self.works_in(data)
        return self.uid == data.stat().st_uid if is_here is None else is_here

    def works_in(self, folder: Path) -> bool | None:
        """Whether the process stands in the folder; None where the system does not tell."""
        try:
            stands_in = (PROC / str(self.pid) / "cwd").stat()
        except OSError:
            return None
        try:
            return os.path.samestat(stands_in, folder.stat())
        except FileNotFoundError:
            return False

    def _is_postgres(self) -> bool:
        # A server's child has one word: `postgres: checkpointer` and the like.
        return Path(self.words[0]).name == "postgres"


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
    return Process(pid, uid, tuple(os.fsdecode(command).rstrip("\0").split("\0")))


def _from_ps(pid: int) -> Process | None:
    listing = subprocess.run(  # noqa: S603 - a fixed program and a number
        ["/bin/ps", "-ww", "-o", "uid=,state=,command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split(maxsplit=2)
    if len(listing) < 3 or listing[1].startswith("Z"):
        return None
    folder, is_postgres, rest = listing[2].partition("/postgres ")
    words = (f"{folder}/postgres", *rest.split()) if is_postgres else (listing[2],)
    return Process(pid, int(listing[0]), words)
