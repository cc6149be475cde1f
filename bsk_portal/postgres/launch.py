"""Starts the server on a folder nobody works in; waits through its recovery, however long."""

import logging
import shlex
import subprocess
import time
from pathlib import Path

from bsk_portal.postgres import pid_file, refusals, socket_folder
from bsk_portal.postgres.programs import Programs
from bsk_portal.postgres.reach import as_seen_by

logger = logging.getLogger("bsk.postgres")

FIRST_WORDS = "log/startup.log"
# pg_ctl's own patience ends in a failure though the server is coming: so it gets a week.
PG_CTL_SECONDS = 7 * 86_400
SAY_SO_AFTER_SECONDS = 5
STILL_IN_USE = "shared memory block"
CHILDREN_END_SECONDS = 30
LOOK_AGAIN_SECONDS = 0.1


def launch(data: Path, sockets: Path, programs: Programs) -> None:
    """Start the server and return when it is ready; PostgresRefused with its last words."""
    until = time.monotonic() + CHILDREN_END_SECONDS
    socket_folder.make(sockets, programs.account)
    socket_folder.clear(sockets)
    pid_file.disown(data)
    while True:
        (data / FIRST_WORDS).unlink(missing_ok=True)
        status, said = _start(data, sockets, programs)
        if status == 0:
            return
        said = _last_words(data, said)
        # Children of a killed server end by themselves, when their statement is done.
        if STILL_IN_USE not in said or time.monotonic() > until:
            raise refusals.did_not_start(data, said)
        time.sleep(LOOK_AGAIN_SECONDS)


def _start(data: Path, sockets: Path, programs: Programs) -> tuple[int, str]:
    options = f"-k {shlex.quote(str(sockets))} -p {socket_folder.PORT} -c listen_addresses="
    # The folder's name goes by PGDATA and the log's is relative: pg_ctl hands names to a shell
    # in double quotes, and a `$` in one would not survive that.
    with programs.popen(
        *("pg_ctl", "start", "--wait", f"--timeout={PG_CTL_SECONDS}", "--silent"),
        *(f"--log={FIRST_WORDS}", f"--options={options}"),
        cwd=data,
        data=as_seen_by(programs, data),
    ) as process:
        try:
            said, _ = process.communicate(timeout=SAY_SO_AFTER_SECONDS)
        except subprocess.TimeoutExpired:
            logger.warning("PostgreSQL is recovering after a crash; waiting for it.")
            said, _ = process.communicate()
    return process.returncode, said


def _last_words(data: Path, said: str) -> str:
    logs = sorted((data / "log").glob("server-*.log"), key=lambda log: log.stat().st_mtime)
    for log in [data / FIRST_WORDS, *logs[-1:]]:
        if log.exists():
            lines = log.read_text(errors="replace").splitlines()
            said = "\n".join([said, *lines[-30:]])
    return said
