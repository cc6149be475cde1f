"""`manage.py up`: the whole portal from nothing, kept alive, stopped in order, started again at once."""

import os
import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operation_fixtures import Portal, free_port, manage, portal, wait_for

READY = "database: ok\nmigrations: ok\npartitions: ok\nspool: ok\njobs: ok\nretention: ok\nmessages: ok\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a space and Bangla letters; its PostgreSQL is stopped at the end."""
    made = tmp_path_factory.mktemp("পোর্টাল ও ") / "data"
    made.mkdir()
    yield made
    db("stop", made)


@pytest.fixture(scope="module")
def first(folder: Path) -> Iterator[Portal]:
    with portal(folder) as started:
        started.wait_until_up()
        yield started


def db(act: str, folder: Path) -> str:
    return manage(
        "db", act, BSK_VAR=str(folder / "var"), BSK_PGDATA=str(folder / "postgres")
    ).stdout


def test_first_start_shows_two_passwords_and_the_address(first: Portal) -> None:
    accounts = re.findall(r"login name (\w+), password ([a-z2-9-]{24})$", first.said, re.MULTILINE)
    assert [name for name, _ in accounts] == ["administrator", "operator"]
    assert f"open http://localhost:{first.port}/" in first.said


def test_pages_answer_and_the_portal_becomes_ready(first: Portal) -> None:
    assert first.get("/healthz") == (200, "alive\n")
    wait_for(lambda: first.get("/readyz")[0] == 200)
    assert first.get("/readyz") == (200, READY)
    assert first.get("/services/")[0] == 200


def test_server_does_not_name_itself(first: Portal) -> None:
    with socket.create_connection(("127.0.0.1", first.port)) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        head = line.recv(4096).decode()
    assert re.findall(r"(?m)^Server: (.*)\r$", head) == ["portal"]


def test_second_start_on_the_same_port_says_that_it_is_taken(first: Portal, folder: Path) -> None:
    with portal(folder, first.port) as second:
        assert second.process.wait(20) == 1
        assert f"Port {first.port} is taken" in second.said


def test_another_port_shares_the_database_and_shows_no_password(
    first: Portal, folder: Path
) -> None:
    with portal(folder) as second:
        second.wait_until_up()
        assert second.get("/healthz") == (200, "alive\n")
        assert "password" not in second.said
        assert second.stop() == 0
    assert first.get("/healthz") == (200, "alive\n")


@pytest.mark.parametrize("word", ["gunicorn", "manage.py work"])
def test_killed_child_is_started_again(first: Portal, word: str) -> None:
    before = first.child(word)
    assert before is not None
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: first.child(word) not in {None, before})
    wait_for(lambda: first.get("/healthz") == (200, "alive\n"))


def test_killed_worker_of_gunicorn_is_started_again(first: Portal) -> None:
    master = first.child("gunicorn")
    before = first.child("gunicorn", master)
    assert before is not None
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: first.child("gunicorn", master) not in {None, before})
    wait_for(lambda: first.get("/healthz") == (200, "alive\n"))
    assert first.child("gunicorn") == master


def test_database_that_goes_and_comes_back_is_used_again(first: Portal, folder: Path) -> None:
    db("stop", folder)
    assert first.get("/readyz") == (503, "database: PostgreSQL does not answer.\n")
    assert first.get("/healthz") == (200, "alive\n")
    db("start", folder)
    wait_for(lambda: first.get("/readyz") == (200, READY))


def test_child_that_starts_while_the_database_is_stopped_waits_for_it(
    first: Portal, folder: Path
) -> None:
    db("stop", folder)
    before, said = first.child("manage.py work"), first.said.count("does not answer; trying on")
    assert before is not None
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: first.said.count("does not answer; trying on") > said, 20)
    wait_for(lambda: first.child("manage.py work") not in {None, before})
    assert first.get("/readyz") == (503, "database: PostgreSQL does not answer.\n")
    db("start", folder)
    wait_for(lambda: first.get("/readyz") == (200, READY))


def test_ctrl_c_stops_both_and_a_second_start_takes_under_five_seconds(
    first: Portal, folder: Path
) -> None:
    children = [first.child("gunicorn"), first.child("manage.py work")]
    assert None not in children
    assert first.stop(signal.SIGINT) == 0
    assert [first.child("gunicorn"), first.child("manage.py work")] == [None, None]
    assert first.get("/healthz")[0] == 0
    took: list[float] = []
    while not took or (took[-1] >= 5 and len(took) < 3):  # a busy machine is given two more tries
        with portal(folder) as again:
            took.append(again.wait_until_up())
            assert "password" not in again.said
            assert "Loaded" not in again.said
            assert "collected" not in again.said
    assert took[-1] < 5


def test_killed_parent_leaves_nobody_on_the_port(folder: Path) -> None:
    port = free_port()
    with portal(folder, port) as started:
        started.wait_until_up()
        children = [started.child("gunicorn"), started.child("manage.py work")]
        started.process.kill()
        started.process.wait(10)
        wait_for(lambda: started.get("/healthz")[0] == 0)
        wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))


def test_two_first_starts_at_once_share_one_database_and_show_passwords_once(
    tmp_path: Path,
) -> None:
    with portal(tmp_path) as one, portal(tmp_path) as other:
        one.wait_until_up()
        other.wait_until_up()
        assert sorted("First accounts" in each.said for each in (one, other)) == [False, True]
        wait_for(lambda: [each.get("/readyz") for each in (one, other)] == [(200, READY)] * 2)
    db("stop", tmp_path)


def test_child_that_cannot_start_ends_the_portal_with_a_sentence(folder: Path) -> None:
    with portal(folder, WEB_CONCURRENCY="many") as hopeless:
        assert hopeless.process.wait(40) == 1
        assert hopeless.said.endswith(
            "CommandError: gunicorn cannot start; its last words are above.\n"
        )


def test_database_that_does_not_answer_is_named_in_a_sentence(folder: Path) -> None:
    url = "postgres://nobody:secret@127.0.0.1:9/none"
    with portal(folder, DATABASE_URL=url) as alone:
        assert alone.process.wait(20) == 1
        assert alone.said.startswith("CommandError: PostgreSQL does not answer: ")
        assert "secret" not in alone.said


def test_ctrl_c_while_starting_leaves_nothing_broken(folder: Path) -> None:
    with portal(folder) as broken_off:
        wait_for(lambda: "PostgreSQL runs on" in broken_off.said)
        assert broken_off.stop(signal.SIGINT) in {0, 130}
    with portal(folder) as again:
        again.wait_until_up()
        assert again.get("/healthz") == (200, "alive\n")
