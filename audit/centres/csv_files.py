"""Rows of a CSV file with a header, each knowing its line; collects faults instead of stopping."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError

from audit.languages.data_files import Fault, FaultyData, read_text
from audit.languages.text import clean_text, to_ascii_digits

_CODE = re.compile(r"\A[A-Z0-9]+(-[A-Z0-9]+)*\Z")
_PIN = re.compile(r"\A[1-9][0-9]{5}\Z")
_DAY = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


@dataclass
class Row:
    """One line's cells, cleaned; every reader returns a usable value and notes what is wrong."""

    file: str
    line: int
    cells: dict[str, str]
    faults: list[Fault]

    def refuse(self, reason: str) -> None:
        self.faults.append(Fault(self.file, self.line, reason))

    def text(self, column: str, *, longest: int = 200) -> str:
        cell = self.cells[column]
        if not cell:
            self.refuse(f"{column} is empty")
        elif len(cell) > longest:
            self.refuse(f"{column} has {len(cell)} letters; at most {longest} fit")
        return cell

    def translated(self, column: str, *, required: bool = True) -> dict[str, str]:
        """The columns `<column>_bn` and `<column>_en`: both, or neither where not required."""
        columns = {language: f"{column}_{language}" for language in ("bn", "en")}
        if not required and not any(self.cells[name] for name in columns.values()):
            return {}
        return {language: self.text(name) for language, name in columns.items()}

    def code(self, column: str = "code", *, longest: int) -> str:
        code = self.text(column, longest=longest)
        if code and not _CODE.match(code):
            self.refuse(f"{column} {code!r} is not capital letters and digits joined by hyphens")
        return code

    def one_of(self, column: str, values: Iterable[str]) -> str:
        values = list(values)
        if self.cells[column] not in values:
            self.refuse(f"{column} {self.cells[column]!r} is not one of {', '.join(values)}")
        return self.cells[column]

    def pin(self, column: str = "pin") -> str:
        """Six digits or nothing; Bangla and Devanagari digits are read too."""
        pin = to_ascii_digits(self.cells[column])
        if pin and not _PIN.match(pin):
            self.refuse(f"{column} {pin!r} is not six digits of which the first is not 0")
        return pin

    def day(self, column: str) -> date | None:
        cell = to_ascii_digits(self.cells[column])
        if not cell:
            return None
        try:
            if _DAY.match(cell):
                return date.fromisoformat(cell)
        except ValueError:
            pass
        self.refuse(f"{column} {cell!r} is not a date as 2026-11-30")
        return None


def read_rows(path: Path, columns: Sequence[str], faults: list[Fault]) -> list[Row]:
    """The file's rows; those with a fault of form are left out and noted in `faults`."""
    try:
        text = read_text(path)
    except FaultyData as faulty:
        faults.extend(faulty.faults)
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            first_line, line = line, reader.line_num + 1
            if header is None:
                header = [cell.strip() for cell in cells]
                if wrong := _wrong_columns(header, columns):
                    faults.append(Fault(str(path), first_line, wrong))
                    return []
            elif len(cells) not in {0, len(header)}:
                wrong = f"has {len(cells)} cells under {len(header)} columns"
                faults.append(Fault(str(path), first_line, wrong))
            elif any(cell.strip() for cell in cells):
                row = Row(str(path), first_line, {}, faults)
                row.cells = {
                    name: _clean(row, name, cell) for name, cell in zip(header, cells, strict=True)
                }
                rows.append(row)
    except csv.Error as error:
        faults.append(Fault(str(path), line, f"is not CSV: {error}"))
    if header is None:
        faults.append(Fault(str(path), 1, "is empty"))
    return rows


def _wrong_columns(header: list[str], columns: Sequence[str]) -> str:
    wrong = [f"column {name} is missing" for name in columns if name not in header]
    wrong += [f"column {name!r} is unknown" for name in header if name not in columns]
    wrong += [f"column {name} stands twice" for name in columns if header.count(name) > 1]
    return "; ".join(wrong)


def _clean(row: Row, column: str, cell: str) -> str:
    try:
        return clean_text(cell)
    except ValidationError:
        row.refuse(f"{column} holds characters that cannot be read")
        return ""


def refuse_repeated_codes(rows: Sequence[Row]) -> None:
    """Notes each row whose code stands on an earlier line."""
    lines: dict[str, int] = {}
    for row in rows:
        code = row.cells["code"]
        if code and lines.setdefault(code, row.line) != row.line:
            row.refuse(f"code {code} stands on line {lines[code]} already")
