"""The people and places every test knows, on a real PostgreSQL."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.core.cache import cache
from django.db import connection

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "1"
)  # Playwright runs an event loop beside tests

PASSWORD = "সবুজ ধান ক্ষেত 2026 tests"


def pytest_configure() -> None:
    if portal_settings.BSK_EMBEDDED is not None:
        portal_settings.BSK_EMBEDDED.start()
    # Tests read static files where they lie; hashing them is what `make run` does.
    portal_settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    portal_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Tests that commit are cleaned up by TRUNCATE, which the journal refuses everybody else."""
    from audit.visits.partitions import make_ahead

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER event_no_truncate")
        make_ahead()
    yield
    # A thread or process of a test may still hold a connection, and the database could not go;
    # our own may be one that a test cut.
    connection.close()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for _moment in range(50):
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
            if cursor.fetchone()[0] == 0:
                break
            time.sleep(0.1)


@pytest.fixture(autouse=True)
def own_spool(settings: Any, tmp_path: Path) -> Path:
    folder = tmp_path / "spool"
    settings.SPOOL_DIR = folder
    return folder


@pytest.fixture(autouse=True)
def own_documents(settings: Any, tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    settings.DOCUMENTS_DIR = folder
    return folder


@pytest.fixture(autouse=True)
def empty_log(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Empties the visit log after a test that commits: Django does not know the partitioned table."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if commits or (marker and marker.kwargs.get("transaction")):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE audit_visit")


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture
def nadia(db: None) -> Any:
    """A district with a subdivision, a block and a municipality."""
    from audit.models import Block, District, Subdivision

    district = District.objects.create(code="320", name={"bn": "নদিয়া", "en": "Nadia"})
    subdivision = Subdivision.objects.create(
        code="320-KALYANI", district=district, name={"bn": "কল্যাণী", "en": "Kalyani"}
    )
    for code, kind, bn, en in (
        ("320-B-CHAKDAHA", "block", "চাকদহ", "Chakdaha"),
        ("320-M-KALYANI", "municipality", "কল্যাণী", "Kalyani"),
    ):
        Block.objects.create(
            code=code,
            subdivision=subdivision,
            district=district,
            kind=kind,
            name={"bn": bn, "en": en},
        )
    return district


@pytest.fixture
def centre(nadia: Any) -> Any:
    from audit.models import Centre

    return Centre.objects.create(
        code="NAD-001",
        name={"bn": "চাকদহ কেন্দ্র", "en": "Chakdaha centre"},
        block_id="320-B-CHAKDAHA",
        district=nadia,
    )


@pytest.fixture
def other_centre(nadia: Any) -> Any:
    from audit.models import Centre

    return Centre.objects.create(
        code="NAD-002",
        name={"bn": "কল্যাণী কেন্দ্র", "en": "Kalyani centre"},
        block_id="320-M-KALYANI",
        district=nadia,
    )


def make_staff(login_name: str, name: str, **fields: Any) -> Any:
    from audit.models import Operator

    person = Operator(login_name=login_name, name=name, **fields)
    person.set_password(PASSWORD)
    person.save()
    return person


def make_officer(login_name: str, service: Any, **fields: Any) -> Any:
    """The designated officer of the service's department, unless another post or place is named.

    Her password is nobody's: of seven officers, six need none, and each takes its time.
    """
    from audit.models import Operator

    given = {"department": service.department.slug, "post": "designated", **fields}
    return Operator.objects.create(
        login_name=login_name, name="Officer", role="officer", password=f"!{login_name}", **given
    )


@pytest.fixture
def operator(centre: Any) -> Any:
    """Mitali, operator of the centre at Chakdaha."""
    return make_staff("mitali", "Mitali Biswas", centre=centre)


@pytest.fixture
def colleague(centre: Any) -> Any:
    """Rafiq, the other operator of the same centre."""
    return make_staff("rafiq", "Rafiqul Islam", centre=centre)


@pytest.fixture
def outsider(other_centre: Any) -> Any:
    """Sanjoy, an operator of another centre."""
    return make_staff("sanjoy", "Sanjoy Tudu", centre=other_centre)


@pytest.fixture
def administrator(db: None) -> Any:
    """Anindita, PMU administrator."""
    return make_staff("anindita", "Anindita Sen", role="administrator")


CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium where there is one, else Playwright's own; it asks nobody for updates."""
    system = {"executable_path": CHROMIUM} if Path(CHROMIUM).exists() else {}
    return {
        **browser_type_launch_args,
        **system,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }
