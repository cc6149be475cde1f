"""What the tests of the visit log share: an empty log, its rows, and processes that can be killed."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from audit.models import Visit
from audit.visits.shipping import ship

COOKIE = "bsk-visit"


def empty_log() -> None:
    """Tests that commit leave visits: Django's flush passes a partitioned table by."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_visit")


def shipped_rows() -> list[dict[str, Any]]:
    """All visits after the spool has been shipped, in the order of their beginning."""
    ship()
    return [dict(row) for row in Visit.objects.order_by("access_time", "out_time").values()]


def spooled() -> list[str]:
    path = settings.SPOOL_DIR / "current.jsonl"
    return path.read_text().split() if path.exists() else []


def another_process(code: str, spool_folder: Path) -> "subprocess.Popen[str]":
    """Runs code with the portal set up, on the test's database and spool."""
    database = connection.settings_dict
    setup = (
        "import django; from django.conf import settings\n"
        f"settings.DATABASES['default']['NAME'] = {database['NAME']!r}\n"
        "django.setup()\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", setup + code],
        env={**os.environ, "BSK_SPOOL": str(spool_folder), "PYTHONWARNINGS": "error"},
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )
