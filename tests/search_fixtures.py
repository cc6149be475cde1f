"""The shipped catalogue in the database, and the lists of spellings that must find its services."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from services.catalogue.loading import load_catalogue
from services.catalogue.search import find

TUNED = Path(__file__).parent / "search_spellings.txt"
HELD_OUT = Path(__file__).parent / "search_spellings_held_out.txt"


@pytest.fixture(scope="module")
def shipped_catalogue(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once for a module of tests that only read, and gone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_catalogue()
        yield
        transaction.set_rollback(True)


def spellings(path: Path) -> list[tuple[str, str]]:
    """(what is typed, slug of the service) for each line of the list."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    pairs = [line.split(" => ") for line in lines]
    return [(typed, slug) for typed, slug in pairs]


def first_three(typed: str) -> list[str]:
    return [service.slug for service in find(typed, limit=3)]
