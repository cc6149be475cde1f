"""The three CSV files of places, read and checked against each other and what is stored."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audit.centres.csv_files import Row, read_rows, refuse_repeated_codes
from audit.centres.geography import Block, District, Subdivision
from audit.languages.data_files import Fault, FaultyData

NAMES = ("name_bn", "name_en")
Fields = dict[str, Any]


@dataclass
class Places:
    """The files' rows by code, as fields of their models."""

    districts: dict[str, Fields] = field(default_factory=dict)
    subdivisions: dict[str, Fields] = field(default_factory=dict)
    blocks: dict[str, Fields] = field(default_factory=dict)


def read_places(folder: Path) -> Places:
    """Reads districts.csv, subdivisions.csv and blocks.csv of a folder.

    A parent is named in its file or stored already. Raises FaultyData with every fault of the three.
    """
    faults: list[Fault] = []
    districts = read_rows(folder / "districts.csv", ("code", *NAMES), faults)
    subdivisions = read_rows(folder / "subdivisions.csv", ("code", "district", *NAMES), faults)
    blocks = read_rows(folder / "blocks.csv", ("code", "subdivision", "kind", *NAMES), faults)
    places = Places()
    for rows in (districts, subdivisions, blocks):
        refuse_repeated_codes(rows)
    for row in districts:
        places.districts[row.code(longest=10)] = {"name": row.translated("name")}
    known = places.districts.keys() | set(District.objects.values_list("code", flat=True))
    for row in subdivisions:
        places.subdivisions[row.code(longest=60)] = {
            "district_id": _parent(row, "district", known),
            "name": row.translated("name"),
        }
    district_of = dict(Subdivision.objects.values_list("code", "district_id")) | {
        code: fields["district_id"] for code, fields in places.subdivisions.items()
    }
    for row in blocks:
        subdivision = _parent(row, "subdivision", district_of)
        places.blocks[row.code(longest=60)] = {
            "subdivision_id": subdivision,
            "district_id": district_of.get(subdivision),
            "kind": row.one_of("kind", Block.Kind.values),
            "name": row.translated("name"),
        }
    if faults:
        raise FaultyData(faults)
    return places


def _parent(row: Row, column: str, known: Any) -> str:
    code = row.text(column)
    if code and code not in known:
        row.refuse(f"{column} {code} is not known")
    return code
