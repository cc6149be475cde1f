"""The folder of catalogue data: departments.toml and a file for each service, read and checked."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from audit.languages.data_files import Fault, FaultyData, read_text
from services.catalogue.entries import Entry, Source
from services.catalogue.service_file import read_service

_WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True)
class Catalogue:
    """Departments' titles and services' fields, by slug."""

    departments: dict[str, dict[str, str]]
    services: dict[str, dict[str, Any]]


def read_catalogue(folder: Path, known_departments: Collection[str] = ()) -> Catalogue:
    """Reads the folder. Raises FaultyData with every fault of every file."""
    faults: list[Fault] = []
    departments = _departments(folder / "departments.toml", faults)
    files = sorted((folder / "services").glob("*.toml"))
    if not files:
        faults.append(Fault(str(folder / "services"), 1, "holds no file of a service"))
    known = {*departments, *known_departments}
    services = {}
    for file in files:
        if entry := _parse(file, faults):
            services[file.stem] = read_service(entry, file.stem, known)
            faults.extend(entry.source.faults)
    if faults:
        raise FaultyData(faults)
    return Catalogue(departments, services)


def _departments(file: Path, faults: list[Fault]) -> dict[str, dict[str, str]]:
    departments: dict[str, dict[str, str]] = {}
    if entry := _parse(file, faults):
        for department in entry.tables("departments"):
            slug = department.slug()
            if slug in departments:
                department.refuse(f"slug {slug} stands in this file already", "slug")
            departments[slug] = department.translated("title")
            department.close()
        entry.close()
        faults.extend(entry.source.faults)
    return departments


def _parse(file: Path, faults: list[Fault]) -> Entry | None:
    try:
        text = read_text(file)
        return Entry(Source(str(file), text), tomllib.loads(text, parse_float=Decimal))
    except FaultyData as faulty:
        faults.extend(faulty.faults)
    except tomllib.TOMLDecodeError as error:
        where = _WHERE.search(str(error))
        line = int(where.group(1) or text.count("\n") + 1) if where else 1
        faults.append(Fault(str(file), line, f"is not TOML: {_WHERE.sub('', str(error))}"))
    return None
