"""The spool loses no line and doubles none: killed writers, killed shippers, full disks, torn lines."""

import json
import multiprocessing
import os
import signal
import time
from datetime import datetime, timedelta
from multiprocessing.synchronize import Event
from pathlib import Path
from subprocess import Popen
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client

from audit.journal import spool
from audit.journal.retention import INDIA
from audit.models import JobRun, Visit
from audit.visits import alarm, partitions
from audit.visits.lines import Known
from audit.visits.shipping import oldest_waiting, ship
from audit.visits.writing import write_soon
from tests.visit_fixtures import another_process, empty_log, shipped_rows, spooled

PAGE = "/policies/privacy/"
committed = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clean(transactional_db: None) -> None:
    empty_log()


def run_until_killed(code: str, spool_folder: Path) -> bool:
    with another_process(code, spool_folder) as process:
        return process.wait() == -signal.SIGKILL


@committed
def test_worker_killed_right_after_a_page_loses_no_visit(clean: None, own_spool: Path) -> None:
    killed = run_until_killed(
        "import os, signal\n"
        "from django.test import Client\n"
        "browser = Client(raise_request_exception=False)\n"
        f"browser.get({PAGE!r}, REMOTE_ADDR='203.0.113.7', HTTP_HOST='localhost')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n",
        own_spool,
    )
    assert killed
    assert [row["ip"] for row in shipped_rows()] == ["203.0.113.7"]


@committed
@pytest.mark.parametrize(
    "moment", ["audit.visits.shipping.commit", "pathlib.Path.unlink", "audit.visits.alarm.tell"]
)
def test_shipper_killed_at_any_moment_doubles_and_loses_nothing(
    clean: None, own_spool: Path, moment: str
) -> None:
    for _visitor in range(20):
        Client().get(PAGE)
    holder, name = moment.rsplit(".", 1)
    killed = run_until_killed(
        "import os, signal\n"
        "from importlib import import_module\n"
        "import audit.visits.shipping, pathlib\n"
        f"holder = {holder if holder == 'pathlib.Path' else f'import_module({holder!r})'}\n"
        f"setattr(holder, {name!r}, lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL))\n"
        "audit.visits.shipping.ship()\n",
        own_spool,
    )
    assert killed
    assert len(shipped_rows()) == 20
    assert list(own_spool.glob("*.jsonl")) == []


def write_lines(number: int, go: Event) -> None:
    go.wait()
    now = int(time.time())
    for _line in range(number):
        write_soon(Known(uuid4().hex, now, now, ip="203.0.113.7"))


@committed
def test_eight_writers_beside_a_shipper_lose_no_line(clean: None) -> None:
    each = 500
    forked = multiprocessing.get_context("fork")  # a start from nothing costs a second each
    go = forked.Event()
    writers = [forked.Process(target=write_lines, args=(each, go)) for _number in range(8)]
    for writer in writers:
        writer.start()
    go.set()
    shipped = 0
    while any(writer.is_alive() for writer in writers):
        shipped += ship()
    shipped += ship()
    assert [writer.exitcode for writer in writers] == [0] * 8
    assert Visit.objects.count() == 8 * each
    assert shipped >= 8 * each  # a line may come twice, its row does not


def tell(process: "Popen[str]", words: str) -> None:
    assert process.stdin is not None
    process.stdin.write(words)
    process.stdin.flush()


@committed
def test_second_shipper_of_a_host_leaves_the_first_alone(clean: None, own_spool: Path) -> None:
    Client().get(PAGE)
    code = (
        "import sys\n"
        "from audit.visits.shipping import only_shipper\n"
        "with only_shipper() as is_mine:\n"
        "    print(is_mine, flush=True)\n"
        "    sys.stdin.readline()\n"
    )
    with another_process(code, own_spool) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "True\n"
        assert ship() == 0
        tell(first, "go on\n")
    assert ship() == 1


@pytest.mark.django_db
def test_line_cut_short_by_a_full_disk_spoils_no_other(client: Client, own_spool: Path) -> None:
    Client().get(PAGE)
    with (own_spool / spool.CURRENT).open("ab") as file:
        file.write(b'\n{"k":"visit","i":"0123')
    Client().get(PAGE)
    assert len(shipped_rows()) == 2
    (aside,) = own_spool.glob("spoiled-*.jsonl")
    assert json.loads(aside.read_text())["text"] == '{"k":"visit","i":"0123'
    assert [words.partition(": ")[2] for words in alarm.current()] == [
        "Lines that cannot be stored lie in the spool folder."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "line",
    [
        {"k": "visit"},
        {"k": "visit", "i": "x", "a": 1, "s": 1},
        {"k": "visit", "i": "0" * 32, "a": 10**30, "s": 1},
        {"k": "visit", "i": "0" * 32, "a": None, "s": []},
        {"k": "visit", "i": "0" * 32, "a": 1_800_000_000, "s": 1, "ip": "nowhere"},
        {"k": "visit", "i": "0" * 32, "a": 1_800_000_000, "s": 1, "l": "a\0b"},
        {"k": "visit", "i": "0" * 32, "a": 1_800_000_000, "s": 1, "c": "x" * 41},
        {"k": "visit", "i": "0" * 32, "a": 1_800_000_000, "s": 1, "o": 1, "e": "x" * 21},
        {"k": "refusal", "at": "yesterday"},
        {"k": "of another age"},
    ],
)
def test_line_that_no_table_takes_is_set_aside_and_the_rest_goes_on(
    client: Client, own_spool: Path, line: dict[str, Any]
) -> None:
    partitions.make([Known(uuid4().hex, began=1_800_000_000, seen=0).day])
    client.get(PAGE)
    spool.append(line)
    Client().get(PAGE)
    assert len(shipped_rows()) == 2
    (aside,) = own_spool.glob("spoiled-*.jsonl")
    assert len(aside.read_text().split("\n")) == 2


@pytest.mark.django_db
def test_line_set_aside_goes_when_its_period_is_over(client: Client, own_spool: Path) -> None:
    client.get(PAGE)
    kept = datetime.now(INDIA).date() - timedelta(days=400)
    for day in (kept, kept - timedelta(days=1)):
        (own_spool / f"spoiled-{day:%Y%m%d}.jsonl").touch()
    ship()
    assert list(spool.by_day(spool.SPOILED)) == [kept]


@pytest.mark.django_db
def test_visitor_is_served_and_logged_while_the_spool_cannot_be_written(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    settings.SPOOL_DIR = tmp_path / "file" / "spool"
    assert client.get(PAGE).status_code == 200
    assert Visit.objects.count() == 1


@pytest.mark.django_db
def test_visitor_is_served_while_neither_disk_nor_table_takes_the_visit(
    client: Client, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    settings.SPOOL_DIR = tmp_path / "file" / "spool"
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_visit RENAME TO audit_visit_away")
    assert client.get(PAGE).status_code == 200
    assert caplog.messages[-1] == "a visit is in neither the spool nor the table"


@pytest.mark.django_db
def test_lost_beginning_of_a_visit_comes_back_with_its_next_page(
    client: Client, own_spool: Path
) -> None:
    client.get(PAGE)
    (own_spool / spool.CURRENT).unlink()
    with time_machine.travel(time.time() + 70, tick=False):
        client.get(PAGE)
    (row,) = shipped_rows()
    assert 69 <= (row["last_seen"] - row["access_time"]).total_seconds() <= 71


@pytest.mark.django_db
def test_waiting_time_is_told_until_the_spool_is_empty(client: Client) -> None:
    assert oldest_waiting() is None
    client.get(PAGE)
    waiting = oldest_waiting()
    assert waiting is not None
    assert waiting < 5
    ship()
    assert oldest_waiting() is None
    assert JobRun.objects.exclude(outcome="").count() == 0


@pytest.mark.django_db
def test_spool_is_for_the_portals_own_user_only(client: Client, own_spool: Path) -> None:
    client.get(PAGE)
    path = own_spool / spool.CURRENT
    assert (path.stat().st_mode & 0o777, own_spool.stat().st_mode & 0o777) == (0o600, 0o700)
    assert len(spooled()) == 1
    assert os.stat(path).st_size < 200
