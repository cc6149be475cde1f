"""The CSV file of centres and camps, read and checked against the places that are stored."""

from pathlib import Path
from typing import Any

from audit.centres.csv_files import Row, read_rows, refuse_repeated_codes
from audit.centres.geography import Block
from audit.centres.models import Centre
from audit.languages.data_files import Fault, FaultyData

COLUMNS = (
    "code",
    "name_bn",
    "name_en",
    "block",
    "kind",
    "place_bn",
    "place_en",
    "pin",
    "from",
    "to",
)
# An invented centre must never pass for a real one, nor a real one be swept away with the invented.
DEMONSTRATION_PREFIX = "DEMO-"


def read_centres(path: Path, *, demonstration: bool) -> dict[str, dict[str, Any]]:
    """The file's centres by code, as fields of Centre. Raises FaultyData with every fault."""
    faults: list[Fault] = []
    rows = read_rows(path, COLUMNS, faults)
    refuse_repeated_codes(rows)
    district_of = dict(Block.objects.values_list("code", "district_id"))
    centres = {
        row.code(longest=40): _fields(row, district_of, demonstration=demonstration) for row in rows
    }
    if faults:
        raise FaultyData(faults)
    return centres


def _fields(row: Row, district_of: dict[str, str], *, demonstration: bool) -> dict[str, Any]:
    invented = row.cells["code"].startswith(DEMONSTRATION_PREFIX)
    if invented and not demonstration:
        row.refuse(f"code {row.cells['code']} is a demonstration's; real centres have another")
    if demonstration and not invented:
        row.refuse(f"code {row.cells['code']} does not begin with {DEMONSTRATION_PREFIX}")
    block = row.text("block")
    if block and block not in district_of:
        row.refuse(f"block {block} is not known")
    kind = row.one_of("kind", Centre.Kind.values)
    opens_on, closes_on = row.day("from"), row.day("to")
    if kind == Centre.Kind.CAMP and not (row.cells["from"] and row.cells["to"]):
        row.refuse("a camp needs its first and last day, from and to")
    if opens_on and closes_on and closes_on < opens_on:
        row.refuse(f"to {closes_on} is before from {opens_on}")
    return {
        "name": row.translated("name"),
        "block_id": block,
        "district_id": district_of.get(block),
        "kind": kind,
        "place": row.translated("place", required=False),
        "pin": row.pin(),
        "opens_on": opens_on,
        "closes_on": closes_on,
        "is_demonstration": demonstration,
    }
