"""The server at work on a data folder, if any; a stale or foreign process number is nobody."""

import os
import signal
import time
from pathlib import Path

from bsk_portal.postgres import pid_file, processes, refusals, socket_folder
from bsk_portal.postgres.processes import Process

SHUTDOWN_SECONDS = 300
GIVE_UP_SECONDS = 30
ENDING_SECONDS = 0.2
LOOK_AGAIN_SECONDS = 0.02


def server_in(data: Path, sockets: Path) -> Process | None:
    """The living server that the data folder's pid file names, however it was started."""
    written = pid_file.read(data / pid_file.NAME)
    process = processes.living(written.pid) if written else None
    if process and (process.is_server_at(sockets) or process.may_serve(data)):
        return process
    return None


def orphan_at(data: Path, sockets: Path) -> Process | None:
    """The living server at the socket whose data folder was removed or moved away from `data`."""
    pid = socket_folder.holder(sockets)
    process = processes.living(pid) if pid else None
    if process is None or not process.is_server_at(sockets) or process.works_in(data):
        return None
    written = pid_file.read(data / pid_file.NAME)
    if written and written.pid == process.pid:
        return None
    if process.works_in(data) is None:
        time.sleep(ENDING_SECONDS)  # a server that is just ending has let go of its folder too
    return process if processes.living(process.pid) == process else None


def is_deaf(data: Path, sockets: Path, server: Process) -> bool:
    """Whether a started server can no longer be reached: its socket was removed or is another's."""
    written = pid_file.read(data / pid_file.NAME)
    if written is None or written.state != "ready":
        return False
    is_there = (sockets / socket_folder.SOCKET).exists()
    return not is_there or socket_folder.holder(sockets) != server.pid


def end(data: Path, server: Process) -> None:
    """Fast shutdown: sessions are ended, all is written; waits until the process is gone.

    Raises PostgresRefused when it is still at work after five minutes.
    """
    os.kill(server.pid, signal.SIGINT)
    if not _gone(server, SHUTDOWN_SECONDS):
        raise refusals.does_not_stop(data, server.pid)


def end_orphan(data: Path, server: Process) -> None:
    """End, without a last write, a server whose data folder was removed or moved while it ran.

    It finds most files from the folder it stands in but its control file by the path: a shutdown
    in order would write that into the folder that has taken the place.
    """
    os.kill(server.pid, signal.SIGQUIT)
    if not _gone(server, GIVE_UP_SECONDS):
        raise refusals.does_not_stop(data, server.pid)


def _gone(server: Process, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while processes.living(server.pid) == server:
        if time.monotonic() > until:
            return False
        time.sleep(LOOK_AGAIN_SECONDS)
    return True
