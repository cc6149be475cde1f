"""Writes places and centres from CSV files, by code, in one transaction; removes nothing."""

from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.db.models import F, OuterRef, Subquery

from audit.centres.centre_file import read_centres
from audit.centres.geography import Block, District, Subdivision
from audit.centres.models import Centre
from audit.centres.place_files import read_places
from audit.journal.loads import Changes, record_load, wait_for_other_loads

DATA = Path(__file__).parent / "data"
DEMONSTRATION_CENTRES = DATA / "demonstration_centres.csv"


@transaction.atomic
def load_places(folder: Path = DATA, *, dry_run: bool = False) -> list[Changes]:
    """Districts, subdivisions and blocks as the folder's files say. Raises FaultyData."""
    wait_for_other_loads()
    places = read_places(folder)
    all_changes = [
        _write(District, "Districts", places.districts),
        _write(Subdivision, "Subdivisions", places.subdivisions),
        _write(Block, "Blocks", places.blocks),
    ]
    if moved := _centres_follow_their_blocks():
        all_changes.append(moved)
    record_load("places.loaded", "places", *all_changes)
    transaction.set_rollback(dry_run)
    return all_changes


@transaction.atomic
def load_centres(
    path: Path, *, demonstration: bool = False, dry_run: bool = False
) -> list[Changes]:
    """Centres as the file says, marked as invented for a demonstration. Raises FaultyData."""
    wait_for_other_loads()
    centres = read_centres(path, demonstration=demonstration)
    changes = _write(Centre, "Centres", centres, is_demonstration=demonstration)
    record_load("centres.loaded", "centres", changes)
    transaction.set_rollback(dry_run)
    return [changes]


def _write(
    model: type[models.Model], kind: str, wanted: dict[str, dict[str, Any]], **of_the_file: bool
) -> Changes:
    """Adds and changes rows of the model; rows as `of_the_file` says that are not wanted are kept."""
    changes = Changes(kind)
    stored: dict[str, Any] = model._default_manager.in_bulk()
    for code, fields in wanted.items():
        row = stored.get(code)
        if row is None:
            changes.added.append(code)
        elif differing := [name for name, value in fields.items() if getattr(row, name) != value]:
            changes.changed[code] = [name.removesuffix("_id") for name in differing]
            for name in differing:
                setattr(row, name, fields[name])
        else:
            changes.unchanged.append(code)
    if changes.added:
        model._default_manager.bulk_create(
            [model(code=code, **wanted[code]) for code in changes.added], batch_size=500
        )
    if changes.changed:
        names = sorted({name for names in changes.changed.values() for name in names})
        model._default_manager.bulk_update([stored[code] for code in changes.changed], names)
    mine = model._default_manager.filter(**of_the_file)
    changes.kept = sorted(set(mine.values_list("code", flat=True)) - wanted.keys())
    return changes


def _centres_follow_their_blocks() -> Changes:
    """Gives centres the district of their block, where a new district took the block over."""
    moved = Centre.objects.exclude(district_id=F("block__district_id"))
    changes = Changes("Centres")
    changes.changed = {code: ["district"] for code in moved.values_list("code", flat=True)}
    if changes:
        block = Block.objects.filter(code=OuterRef("block_id"))
        Centre.objects.filter(code__in=changes.changed).update(
            district_id=Subquery(block.values("district_id")[:1])
        )
    return changes
