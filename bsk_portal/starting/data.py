"""Loads places, services and demonstration centres when their files have changed since the last time."""

import io
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from audit.journal.actors import COMMAND
from audit.journal.models import Event
from audit.journal.recording import record

ACTION = "start.loaded"


@dataclass(frozen=True)
class Load:
    """A loading command with its arguments, and the files or folder that it reads."""

    command: str
    arguments: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def subject(self) -> str:
        return f"load:{self.command}"

    def digest(self) -> str:
        found = sha256()
        for source in self.sources:
            path = settings.BASE_DIR / source
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                if file.is_file():
                    found.update(f"{file.relative_to(path)}\0".encode())
                    found.update(file.read_bytes())
        return found.hexdigest()


CENTRES = "audit/centres/data"
LOADS = (
    Load(
        "load_places",
        (),
        tuple(f"{CENTRES}/{name}.csv" for name in ("districts", "subdivisions", "blocks")),
    ),
    Load("load_catalogue", (), ("services/catalogue/data",)),
)
DEMONSTRATION_LOADS = (
    Load("load_centres", ("--demonstration",), (f"{CENTRES}/demonstration_centres.csv",)),
)


def load_what_changed() -> list[str]:
    """The commands that were run. In production only what was never loaded: the PMU edits the rest."""
    loads = LOADS + DEMONSTRATION_LOADS if settings.DEMONSTRATION else LOADS
    return [load.command for load in loads if load_if_changed(load)]


def load_if_changed(load: Load) -> bool:
    digest = load.digest()
    last = Event.objects.filter(action=ACTION, subject=load.subject).order_by("-id").first()
    if last is not None and (not settings.DEMONSTRATION or last.details.get("digest") == digest):
        return False
    with transaction.atomic():
        call_command(load.command, *load.arguments, verbosity=0, stdout=io.StringIO())
        record(action=ACTION, subject=load.subject, by=COMMAND, digest=digest)
    return True
