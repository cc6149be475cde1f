"""Collects static files when they or the versions that make them have changed, once on each host."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from bsk_portal.stylesheets import SHEETS

STAMP = "static-files"


def collect_if_changed() -> bool:
    """Whether they had to be collected. A run that is broken off leaves no stamp, and is repeated."""
    stamp = settings.VAR_DIR / STAMP
    digest = digest_of_sources()
    with only_one(settings.VAR_DIR / f"{STAMP}.lock"):
        if (settings.STATIC_ROOT / "staticfiles.json").exists() and read(stamp) == digest:
            return False
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(digest)
        return True


def digest_of_sources() -> str:
    """Of the portal's own files and of the pins: the admin's files change with Django's version."""
    found = sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
    found.update(repr(SHEETS).encode())
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                found.update(f"{path.relative_to(folder)}\0".encode())
                found.update(path.read_bytes())
    return found.hexdigest()


def read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
