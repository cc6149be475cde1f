"""The portal's own role and database on the embedded server; drops and alters nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from psycopg2.extensions import cursor

from bsk_portal.postgres.initialise import SUPERUSER
from bsk_portal.postgres.socket_folder import PORT

ROLE = DATABASE = "bsk"


class NotReadyError(Exception):
    """The server let nobody in; `str()` is what it said."""

    @property
    def will_pass(self) -> bool:
        """Whether it is starting, recovering or shutting down, however long that takes."""
        return "the database system is" in str(self)


def lets_the_portal_in(socket_folder: Path) -> bool:
    """Whether the portal's role can work in its database now."""
    try:
        with _connected(socket_folder, ROLE, DATABASE):
            return True
    except NotReadyError:
        return False


def ensure_role_and_database(socket_folder: Path) -> None:
    """Make the role and the database that are missing; raises NotReadyError."""
    with _connected(socket_folder, SUPERUSER, "postgres") as query:
        query.execute("SELECT FROM pg_roles WHERE rolname = %s", [ROLE])
        if not query.rowcount:
            query.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        query.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
        if not query.rowcount:
            query.execute(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")


@contextmanager
def _connected(socket_folder: Path, user: str, database: str) -> Iterator[cursor]:
    try:
        connection = psycopg2.connect(
            host=str(socket_folder), port=PORT, user=user, dbname=database, connect_timeout=10
        )
        try:
            connection.autocommit = True
            with connection.cursor() as query:
                yield query
        finally:
            connection.close()
    except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
        raise NotReadyError(str(error).strip()) from None
