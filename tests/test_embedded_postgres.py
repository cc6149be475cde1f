"""The embedded PostgreSQL: one server for everybody who asks, the same whatever the shell says."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dj_database_url
import psycopg2
import pytest
from django.db.utils import ConnectionHandler

from bsk_portal.postgres import EmbeddedPostgres
from bsk_portal.postgres.programs import installed

ROOT = Path(__file__).resolve().parent.parent
START = """
import sys
from pathlib import Path
from bsk_portal.postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
server.start()
print(server.status().pid)
"""


def ask(server: EmbeddedPostgres, question: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(server.url())
    try:
        with connection, connection.cursor() as query:
            query.execute(question)
            return query.fetchall() if query.description else []
    finally:
        connection.close()


def start_elsewhere(data: Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", START, str(data)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(tmp_path_factory.mktemp("embedded") / "তথ্য ভাণ্ডার's $HOME" / "data")
    server.start()
    yield server
    server.stop()


def test_folder_with_spaces_and_bangla_letters_serves(server: EmbeddedPostgres) -> None:
    assert ask(server, "SELECT current_user::text, current_database()::text") == [("bsk", "bsk")]
    assert server.status().running


def test_address_names_the_folder_before_anything_is_made(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "data")
    again = EmbeddedPostgres(tmp_path / "x" / ".." / "data")
    assert server.django() == again.django()
    assert server.django() == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "bsk",
        "USER": "bsk",
        "HOST": str(server.status().socket_folder),
        "PORT": "5432",
    }
    assert list(tmp_path.iterdir()) == []
    assert not server.status().socket_folder.exists()


def test_role_makes_databases_and_is_no_superuser(server: EmbeddedPostgres) -> None:
    role = "SELECT rolcanlogin, rolcreatedb, rolsuper, rolcreaterole FROM pg_roles"
    assert ask(server, f"{role} WHERE rolname = 'bsk'") == [(True, True, False, False)]
    owner = "SELECT pg_get_userbyid(datdba)::text FROM pg_database WHERE datname = 'bsk'"
    assert ask(server, owner) == [("bsk",)]


def test_server_is_durable_and_listens_on_its_socket_only(server: EmbeddedPostgres) -> None:
    settings = ("fsync", "synchronous_commit", "data_checksums", "listen_addresses")
    asked = ", ".join(f"current_setting('{name}')" for name in (*settings, "max_connections"))
    assert ask(server, f"SELECT {asked}") == [("on", "on", "on", "", "100")]
    assert server.status().socket_folder.stat().st_mode & 0o777 == 0o700


def test_address_is_taken_by_psql_and_by_django(server: EmbeddedPostgres) -> None:
    said = subprocess.run(
        [installed() / "bin" / "psql", server.url(), "-XAtc", "SELECT current_user"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "bsk\n"
    settings = {"default": dj_database_url.parse(server.url())}
    parameters = ConnectionHandler(settings)["default"].get_connection_params()
    assert parameters["host"] == str(server.status().socket_folder)
    psycopg2.connect(**parameters).close()


def test_stop_and_start_keep_rows(server: EmbeddedPostgres) -> None:
    ask(server, "CREATE TABLE kept (number int)")
    ask(server, "INSERT INTO kept VALUES (1), (2)")
    assert server.stop() is True
    assert server.stop() is False
    assert server.status().pid is None
    server.start()
    assert ask(server, "SELECT count(*) FROM kept") == [(2,)]


def test_dropped_database_is_made_again(server: EmbeddedPostgres) -> None:
    connection = psycopg2.connect(server.url("postgres"))
    connection.autocommit = True
    connection.cursor().execute("DROP DATABASE bsk")
    connection.close()
    server.start()
    assert ask(server, "SELECT current_database()::text") == [("bsk",)]


def test_processes_starting_at_once_share_one_server(tmp_path: Path) -> None:
    starters = [start_elsewhere(tmp_path / "data") for _ in range(4)]
    pids = {starter.communicate()[0] for starter in starters}
    server = EmbeddedPostgres(tmp_path / "data")
    try:
        assert pids == {f"{server.status().pid}\n"}
    finally:
        server.stop()


@pytest.mark.parametrize("locale", ["C", "en_IN.UTF-8"])
def test_locale_of_the_shell_changes_nothing(tmp_path: Path, locale: str) -> None:
    data = tmp_path / "data"
    environment = {"LC_ALL": locale, "PGDATA": "/nowhere", "PGPORT": "1", "PGUSER": "nobody"}
    starter = start_elsewhere(data, **environment)
    starter.communicate()
    server = EmbeddedPostgres(data)
    try:
        asked = "datcollate, datctype, pg_encoding_to_char(encoding)::text"
        told = ask(server, f"SELECT {asked} FROM pg_database WHERE datname = 'bsk'")
        assert told == [("C.UTF-8", "C.UTF-8", "UTF8")]
        assert ask(server, r"SELECT 'É' ILIKE 'é', 'ক' ~ '\w'") == [(True, True)]
    finally:
        server.stop()


def test_two_data_folders_do_not_meet(server: EmbeddedPostgres, tmp_path: Path) -> None:
    other = EmbeddedPostgres(tmp_path / "data")
    other.start()
    assert other.stop() is True
    assert server.status().running
