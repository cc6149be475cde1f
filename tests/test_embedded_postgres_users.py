"""The embedded PostgreSQL under root and under an ordinary user: each its own, never another's."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest

from bsk_portal.postgres import EmbeddedPostgres, PostgresRefused
from bsk_portal.postgres.account import Account, choose_account
from bsk_portal.postgres.choose_programs import programs_for
from bsk_portal.postgres.programs import WHEEL, installed

ROOT = Path(__file__).resolve().parent.parent
IS_ROOT = os.geteuid() == 0
PACKAGES: list[str] = []
# The child runs no thread of the parent's and ends without returning.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
only_root = pytest.mark.skipif(not IS_ROOT, reason="only root can act as two users")
START_AND_STOP = """
import sys
from pathlib import Path
from bsk_portal.postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
server.start()
print(Path(f"/proc/{server.status().pid}/exe").resolve())
server.stop()
"""


@pytest.fixture(scope="module", autouse=True)
def programs_of_nobody() -> None:
    """Nobody finds programs it can reach, wherever the tests are installed."""
    if IS_ROOT:
        nobody = pwd.getpwnam("nobody")
        account = Account(nobody.pw_uid, nobody.pw_gid, "nobody", lent=True)
        PACKAGES.append(str(programs_for(account).folder.parent.parent))


def as_nobody(act: Callable[[], str]) -> str:
    """What `act` returns, or the refusal it meets, in a child that is the user nobody."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            nobody = pwd.getpwnam("nobody")
            sys.path[:0] = PACKAGES
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
            said = act()
        except BaseException as error:
            said = str(error) or repr(error)
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as told:
        said = told.read()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def folder_of_nobody() -> Iterator[Path]:
    # Not under pytest's folder, which is closed to everybody but the user of the tests.
    folder = Path(tempfile.mkdtemp(prefix="bsk-test-"))
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    yield folder
    shutil.rmtree(folder)


def whose(path: Path) -> list[tuple[str, int, int, int]]:
    return sorted(
        (str(item), item.lstat().st_uid, item.lstat().st_gid, item.lstat().st_mode)
        for item in [path, *path.parents, *path.rglob("*")]
    )


def refusal_of(folder: Path) -> str:
    return (
        f"The data folder {folder} belongs to another user: name one of your own in BSK_PGDATA.\n"
        f"তথ্যের ফোল্ডার {folder} অন্য ব্যবহারকারীর: BSK_PGDATA-তে নিজের একটি ফোল্ডারের নাম দিন।"
    )


def current_user(server: EmbeddedPostgres) -> str:
    connection = psycopg2.connect(server.url())
    try:
        with connection.cursor() as query:
            query.execute("SELECT current_user::text")
            row = query.fetchone()
            return str(row[0]) if row else ""
    finally:
        connection.close()


def start(folder: Path) -> str:
    EmbeddedPostgres(folder).start()
    return "started"


def stop(folder: Path) -> str:
    return f"stopped: {EmbeddedPostgres(folder).stop()}"


def serve(folder: Path) -> str:
    server = EmbeddedPostgres(folder)
    server.start()
    try:
        return f"{current_user(server)} {os.stat(f'/proc/{server.status().pid}').st_uid}"
    finally:
        server.stop()


@only_root
def test_root_lends_a_user_and_loosens_no_folder_above(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    above = whose(tmp_path)
    role, uid = serve(tmp_path / "data").split()
    assert role == "bsk"
    assert int(uid) in {pwd.getpwnam(name).pw_uid for name in ("postgres", "nobody")}
    assert [entry for entry in whose(tmp_path) if "/data" not in entry[0]] == above


@only_root
def test_root_starts_again_what_it_made(tmp_path: Path) -> None:
    first = serve(tmp_path / "data")
    assert serve(tmp_path / "data") == first


@only_root
def test_ordinary_user_serves_as_itself(folder_of_nobody: Path) -> None:
    uid = pwd.getpwnam("nobody").pw_uid
    assert as_nobody(lambda: serve(folder_of_nobody / "data")) == f"bsk {uid}"


@pytest.mark.skipif(IS_ROOT, reason="root's half is above")
def test_user_of_the_tests_serves_as_itself(tmp_path: Path) -> None:
    assert serve(tmp_path / "data") == f"bsk {os.geteuid()}"


@only_root
@pytest.mark.parametrize("is_made", [True, False])
def test_root_refuses_the_folder_of_a_user_and_leaves_it(
    folder_of_nobody: Path, is_made: bool
) -> None:
    if is_made:
        as_nobody(lambda: serve(folder_of_nobody))
    before = whose(folder_of_nobody)
    server = EmbeddedPostgres(folder_of_nobody)
    for act in (server.start, server.stop, server.status):
        with pytest.raises(PostgresRefused) as refused:
            act()
        assert str(refused.value) == refusal_of(folder_of_nobody)
    assert whose(folder_of_nobody) == before


@only_root
def test_root_refuses_a_folder_the_lent_user_made_for_itself(folder_of_nobody: Path) -> None:
    lent = choose_account(owner=0)
    os.chown(folder_of_nobody, lent.uid, lent.gid)
    with pytest.raises(PostgresRefused) as refused:
        EmbeddedPostgres(folder_of_nobody).start()
    assert str(refused.value) == refusal_of(folder_of_nobody)


@only_root
def test_user_refuses_roots_running_server() -> None:
    folder = Path(tempfile.mkdtemp(prefix="bsk-test-"))
    server = EmbeddedPostgres(folder)
    server.start()
    try:
        assert as_nobody(lambda: start(folder)) == refusal_of(folder)
        assert as_nobody(lambda: stop(folder)) == refusal_of(folder)
        assert server.status().running
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.mark.skipif(IS_ROOT, reason="root may use its own folders")
def test_user_refuses_a_folder_of_root() -> None:
    with pytest.raises(PostgresRefused) as refused:
        EmbeddedPostgres(Path("/usr")).start()
    assert str(refused.value) == refusal_of(Path("/usr"))


@only_root
def test_programs_out_of_the_lent_users_reach_are_copied(tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    packages.mkdir(mode=0o700)
    wheel = installed().parent
    (packages / WHEEL).symlink_to(wheel)
    (packages / f"{WHEEL}.libs").symlink_to(wheel.with_name(f"{WHEEL}.libs"))
    said = subprocess.run(
        [sys.executable, "-W", "error", "-c", START_AND_STOP, str(tmp_path / "data")],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(packages)},
        capture_output=True,
        text=True,
        check=True,
    )
    ran = Path(said.stdout.strip())
    copied = next(parent for parent in ran.parents if parent.parent == Path("/tmp"))
    assert copied.name.startswith("bsk-0-programs-")
    shutil.rmtree(copied)


def test_folder_with_other_files_is_refused_and_left(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("not ours")
    with pytest.raises(PostgresRefused) as refused:
        EmbeddedPostgres(tmp_path).start()
    assert str(refused.value).startswith(f"{tmp_path} already holds something else: ")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_socket_folder_open_to_others_is_refused(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "data")
    server.sockets.mkdir(mode=0o777)
    try:
        with pytest.raises(PostgresRefused, match="is open to other users"):
            server.start()
    finally:
        server.sockets.rmdir()
