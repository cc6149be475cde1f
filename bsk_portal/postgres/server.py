"""The embedded server as the rest of the portal sees it: start, stop, status and where it is."""

import logging
import os
import time
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bsk_portal.postgres import folder, occupant, refusals, roles, socket_folder
from bsk_portal.postgres.account import choose_account
from bsk_portal.postgres.choose_programs import programs_for
from bsk_portal.postgres.initialise import initialise
from bsk_portal.postgres.launch import launch
from bsk_portal.postgres.processes import Process

logger = logging.getLogger("bsk.postgres")

LET_IN_SECONDS = 60
LOOK_AGAIN_SECONDS = 0.02


@dataclass(frozen=True)
class Status:
    """What `db status` tells; `pid` is None when it does not run, `version` "" or the major one."""

    running: bool
    pid: int | None
    data_folder: Path
    socket_folder: Path
    version: str


class EmbeddedPostgres:
    """The PostgreSQL of one data folder; makes and starts nothing until `start()`."""

    def __init__(self, data: Path) -> None:
        self.data = Path(os.path.realpath(data))
        self.sockets = socket_folder.socket_folder(self.data)

    def start(self) -> None:
        """Have the server running with the portal's role and database; joins one that runs.

        The first start makes the data folder. Any number of processes may call it at once.
        Raises PostgresRefused.
        """
        try:
            if self._is_up():
                return
            self.data.parent.mkdir(parents=True, exist_ok=True)
            self.data.mkdir(mode=0o700, exist_ok=True)
            with folder.held(self.data):
                self._bring_up()
        except OSError as error:
            raise refusals.system_said(self.data, error.strerror or str(error)) from error

    def stop(self) -> bool:
        """Fast shutdown, waited for; False if it was not running. Raises PostgresRefused."""
        try:
            folder.how_far_made(self.data)  # refuses another user's
            with folder.held(self.data) if self.data.exists() else nullcontext():
                stopped = self._end_orphan() or self._end_server()
                with suppress(OSError):
                    self.sockets.rmdir()
                return stopped
        except OSError as error:
            raise refusals.system_said(self.data, error.strerror or str(error)) from error

    def status(self) -> Status:
        """How it stands; changes nothing. Raises PostgresRefused for another user's folder."""
        is_whole = folder.how_far_made(self.data) is folder.Made.WHOLE
        server = self._server() if is_whole else None
        version = folder.MAJOR_VERSION if is_whole else ""
        pid = server.pid if server else None
        return Status(server is not None, pid, self.data, self.sockets, version)

    def url(self, dbname: str = roles.DATABASE) -> str:
        """The address of a database for psql and DATABASE_URL, percent-encoded."""
        host = quote(str(self.sockets), safe="")
        name = quote(dbname, safe="")
        return f"postgresql://{roles.ROLE}@/{name}?host={host}&port={socket_folder.PORT}"

    def django(self) -> dict[str, object]:
        """An entry of Django's DATABASES; the same in every process, with or without a server."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": roles.DATABASE,
            "USER": roles.ROLE,
            "HOST": str(self.sockets),
            "PORT": str(socket_folder.PORT),
        }

    def _server(self) -> Process | None:
        return occupant.server_in(self.data, self.sockets)

    def _is_ours(self, server: Process) -> bool:
        return server.is_server_at(self.sockets)

    def _is_up(self) -> bool:
        if folder.how_far_made(self.data) is not folder.Made.WHOLE:
            return False
        server = self._server()
        if server is None or not self._is_ours(server):
            return False
        return socket_folder.holder(self.sockets) == server.pid and roles.lets_the_portal_in(
            self.sockets
        )

    def _bring_up(self) -> None:
        self._end_orphan()
        programs = programs_for(choose_account(self.data.stat().st_uid))
        if folder.how_far_made(self.data) is folder.Made.NOT_YET:
            initialise(self.data, programs)
        until = time.monotonic() + LET_IN_SECONDS
        while True:
            server = self._server()
            if server is None:
                launch(self.data, self.sockets, programs)
            elif not self._is_ours(server):
                raise refusals.another_server(self.data, server.pid)
            elif occupant.is_deaf(self.data, self.sockets, server):
                logger.warning("The socket of PostgreSQL was removed; starting it afresh.")
                occupant.end(self.data, server)
            else:
                try:
                    roles.ensure_role_and_database(self.sockets)
                    return
                except roles.NotReadyError as words:
                    if time.monotonic() > until and not words.will_pass:
                        raise refusals.does_not_answer(self.data, str(words)) from None
                time.sleep(LOOK_AGAIN_SECONDS)

    def _end_server(self) -> bool:
        server = self._server()
        if server is None:
            return False
        if not (self._is_ours(server) or server.works_in(self.data)):
            raise refusals.another_server(self.data, server.pid)
        occupant.end(self.data, server)
        return True

    def _end_orphan(self) -> bool:
        server = occupant.orphan_at(self.data, self.sockets)
        if server is None:
            return False
        logger.warning("Ending a PostgreSQL whose data folder was removed or moved.")
        occupant.end_orphan(self.data, server)
        return True
