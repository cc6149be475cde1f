"""The embedded PostgreSQL after a crash, a cleaner or a stale file: it comes back, harming nobody."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from bsk_portal.postgres import EmbeddedPostgres
from bsk_portal.postgres.processes import living

ROOT = Path(__file__).resolve().parent.parent
# The process adopts the killed server and does not reap it, as a container without an init does.
WITH_A_ZOMBIE = """
import ctypes, os, signal, sys, time
from pathlib import Path
from bsk_portal.postgres import EmbeddedPostgres
PR_SET_CHILD_SUBREAPER = 36
ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
server = EmbeddedPostgres(Path(sys.argv[1]))
server.start()
killed = server.status().pid
os.kill(killed, signal.SIGKILL)
stat = Path(f"/proc/{killed}/stat")
while stat.read_text().rpartition(")")[2].split()[0] != "Z":
    time.sleep(0.01)
print(server.status().running, server.stop())
server.start()
print(server.status().running, server.status().pid != killed, stat.exists())
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(tmp_path_factory.mktemp("recovery") / "data")
    server.start()
    run(server, "CREATE TABLE entry (number int)")
    yield server
    server.stop()


@pytest.fixture
def server(made: EmbeddedPostgres) -> EmbeddedPostgres:
    made.start()
    run(made, "TRUNCATE entry")
    return made


def run(server: EmbeddedPostgres, statement: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(server.url())
    try:
        with connection, connection.cursor() as query:
            query.execute(statement)
            return query.fetchall() if query.description else []
    finally:
        connection.close()


def pid_of(server: EmbeddedPostgres) -> int:
    pid = server.status().pid
    assert pid is not None
    return pid


@pytest.fixture
def stranger(server: EmbeddedPostgres) -> Iterator[subprocess.Popen[bytes]]:
    # Of the server's own user: PostgreSQL itself would take its number for a living server's.
    owner = server.data.stat().st_uid
    user = owner if owner != os.geteuid() else None
    with subprocess.Popen(["sleep", "60"], user=user) as sleeper:
        yield sleeper
        sleeper.kill()


def test_killed_server_comes_back_with_the_last_committed_row(server: EmbeddedPostgres) -> None:
    for number in range(20):
        run(server, f"INSERT INTO entry VALUES ({number})")
    killed = pid_of(server)
    os.kill(killed, signal.SIGKILL)
    server.start()
    assert run(server, "SELECT count(*), max(number) FROM entry") == [(20, 19)]
    assert pid_of(server) != killed


def test_children_of_a_killed_server_are_waited_for(server: EmbeddedPostgres) -> None:
    busy = psycopg2.connect(server.url())
    other = psycopg2.connect(server.url(), async_=True)
    try:
        while other.poll() != psycopg2.extensions.POLL_OK:
            pass
        other.cursor().execute("SELECT count(*) FROM generate_series(1, 3000000)")
        os.kill(pid_of(server), signal.SIGKILL)
        server.start()
        assert run(server, "SELECT count(*) FROM entry") == [(0,)]
    finally:
        busy.close()
        other.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="adopting orphans is Linux's")
def test_zombie_is_not_taken_for_a_server(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "data")
    try:
        said = subprocess.run(
            [sys.executable, "-c", WITH_A_ZOMBIE, str(server.data)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert said.stdout == "False False\nTrue True True\n"
    finally:
        server.stop()


def test_stale_pid_file_naming_a_stranger_harms_nobody(
    server: EmbeddedPostgres, stranger: subprocess.Popen[bytes]
) -> None:
    run(server, "INSERT INTO entry VALUES (1)")
    written = (server.data / "postmaster.pid").read_text()
    lock = (server.sockets / ".s.PGSQL.5432.lock").read_text()
    server.stop()
    server.sockets.mkdir(mode=0o700, exist_ok=True)
    os.chown(server.sockets, server.data.stat().st_uid, -1)
    number = f"{stranger.pid}\n"
    (server.data / "postmaster.pid").write_text(number + written.partition("\n")[2])
    (server.sockets / ".s.PGSQL.5432.lock").write_text(number + lock.partition("\n")[2])
    assert server.status().running is False
    assert server.stop() is False
    server.start()
    assert run(server, "SELECT number FROM entry") == [(1,)]
    assert pid_of(server) != stranger.pid
    server.stop()
    assert stranger.poll() is None


@pytest.mark.parametrize("text", ["", "nonsense\n", "\0\0\0\0"])
def test_broken_pid_file_does_not_stand_in_the_way(server: EmbeddedPostgres, text: str) -> None:
    server.stop()
    (server.data / "postmaster.pid").write_text(text)
    server.start()
    assert server.status().running


def test_removed_socket_folder_is_made_again(server: EmbeddedPostgres) -> None:
    run(server, "INSERT INTO entry VALUES (1)")
    shutil.rmtree(server.sockets)
    server.start()
    assert run(server, "SELECT number FROM entry") == [(1,)]


def test_folder_removed_under_a_running_server_is_made_afresh(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "data")
    server.start()
    orphan = pid_of(server)
    shutil.rmtree(server.data)
    try:
        server.start()
        assert living(orphan) is None
        assert run(server, "SELECT current_user::text") == [("bsk",)]
        assert server.stop() is True
        server.start()
    finally:
        server.stop()


def test_interrupted_making_is_taken_up_again(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "data")
    staging = server.data / "initialising"
    (staging / "base").mkdir(parents=True)
    server.start()
    try:
        run(server, "CREATE TABLE kept AS SELECT 1 AS number")
        server.stop()
        staging.mkdir()
        for name in ("PG_VERSION", "base", "postgresql.conf"):
            (server.data / name).rename(staging / name)
        server.start()
        assert run(server, "SELECT number FROM kept") == [(1,)]
    finally:
        server.stop()
