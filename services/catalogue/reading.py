"""The folder of catalogue data: departments.toml, bank.toml and a file for each service, read and checked."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from audit.languages.data_files import Fault, FaultyData, read_text
from services.catalogue.bank import Bank
from services.catalogue.bank_file import read_bank
from services.catalogue.definition import Question
from services.catalogue.entries import Entry, Source
from services.catalogue.service_file import read_service

_WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

# Of a file that comes over the net; a key of ten thousand parts would be read for minutes.
LONGEST_LINE = 8_000


@dataclass(frozen=True)
class Catalogue:
    """Departments' titles and services' fields by slug, shared questions by key."""

    departments: dict[str, dict[str, str]]
    bank: dict[str, Question]
    services: dict[str, dict[str, Any]]


def read_catalogue(
    folder: Path, known_departments: Collection[str] = (), known_bank: Bank | None = None
) -> Catalogue:
    """Reads the folder, which need not hold a bank. Raises FaultyData with every fault of every file.

    What is known may be named, beside what the folder itself holds.
    """
    faults: list[Fault] = []
    departments = _departments(folder / "departments.toml", faults)
    bank = _bank(folder / "bank.toml", faults)
    files = sorted((folder / "services").glob("*.toml"))
    if not files:
        faults.append(Fault(str(folder / "services"), 1, "holds no file of a service"))
    known = {*departments, *known_departments}
    all_shared = {**(known_bank or {}), **bank}
    services = {}
    for file in files:
        if entry := _parse(file, faults):
            services[file.stem] = read_service(entry, file.stem, known, all_shared)
            faults.extend(entry.source.faults)
    if faults:
        raise FaultyData(faults)
    return Catalogue(departments, bank, services)


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


def _bank(file: Path, faults: list[Fault]) -> dict[str, Question]:
    if not file.exists() or (entry := _parse(file, faults)) is None:
        return {}
    bank = read_bank(entry)
    faults.extend(entry.source.faults)
    return bank


def _parse(file: Path, faults: list[Fault]) -> Entry | None:
    try:
        return _entry(str(file), read_text(file), faults)
    except FaultyData as faulty:
        faults.extend(faulty.faults)
    return None


def _entry(file: str, text: str, faults: list[Fault]) -> Entry | None:
    try:
        return Entry(Source(file, text), tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        where = _WHERE.search(str(error))
        line = int(where.group(1) or text.count("\n") + 1) if where else 1
        faults.append(Fault(file, line, f"is not TOML: {_WHERE.sub('', str(error))}"))
    except ValueError:  # of a number
        faults.append(Fault(file, 1, "holds a number of thousands of digits"))
    except RecursionError:
        faults.append(Fault(file, 1, "holds lists or tables that stand too deep in one another"))
    return None


def read_one(
    file: str, text: str, departments: Collection[str], bank: Bank
) -> tuple[str, dict[str, Any]]:
    """Slug and fields of the service that the text of one file gives, whatever the file's name.

    Raises FaultyData with every fault of it.
    """
    faults: list[Fault] = []
    slug, service = "", {}
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            reason = f"this line has more than {LONGEST_LINE} characters: give it several"
            raise FaultyData([Fault(file, number, reason)])
    if entry := _entry(file, text, faults):
        slug = str(entry.table.get("slug", ""))
        service = read_service(entry, slug, departments, bank)
        faults.extend(entry.source.faults)
    if faults:
        raise FaultyData(faults)
    return slug, service
