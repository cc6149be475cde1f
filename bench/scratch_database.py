"""A database that a bench fills and throws away, on the server that the portal uses."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings


@contextmanager
def scratch_database() -> Iterator[None]:
    """Sets the portal up on an empty, migrated database and an empty spool of its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bsk_portal.settings")
    if settings.BSK_EMBEDDED is not None:
        settings.BSK_EMBEDDED.start()
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    django.setup()
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bsk_bench_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings.SPOOL_DIR = Path(folder) / "spool"
            yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
