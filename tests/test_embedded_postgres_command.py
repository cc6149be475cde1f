"""`manage.py db`: starts and stops the portal's own server, and lets any other alone."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from bsk_portal.postgres import EmbeddedPostgres


def db(act: str) -> str:
    said = StringIO()
    call_command("db", act, stdout=said)
    return said.getvalue()


def test_server_is_started_looked_at_and_stopped(settings: Any, tmp_path: Path) -> None:
    server = settings.BSK_EMBEDDED = EmbeddedPostgres(tmp_path / "data")
    assert db("url") == f"{server.url()}\n"
    assert db("stop") == "It was not running.\n"
    assert db("start") == (
        f"PostgreSQL runs on {server.data}, through its socket only.\n"
        "It is for development and demonstration, not for production.\n"
    )
    status = server.status()
    assert db("status") == (
        f"PostgreSQL 18 runs as process {status.pid} on {server.data}, "
        f"socket in {status.socket_folder}.\n"
    )
    assert db("stop") == "Stopped.\n"
    with pytest.raises(CommandError) as not_running:
        db("status")
    assert str(not_running.value) == f"Not running on {server.data}."
    assert not_running.value.returncode == 3


def test_refusal_is_told_as_an_error_of_the_command(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("not ours")
    settings.BSK_EMBEDDED = EmbeddedPostgres(tmp_path)
    with pytest.raises(CommandError, match="already holds something else"):
        db("start")


def test_server_of_database_url_is_let_alone(settings: Any) -> None:
    settings.BSK_EMBEDDED = None
    settings.DATABASE_URL = "postgresql://portal@database.example/bsk"
    assert db("url") == "postgresql://portal@database.example/bsk\n"
    for act in ("start", "stop", "status"):
        with pytest.raises(CommandError) as refused:
            db(act)
        assert str(refused.value) == (
            "DATABASE_URL names a server that is not the portal's own: start and stop it where it is."
        )
