"""Data files that people edit: read as UTF-8 text, refused with the file, the line and the reason."""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_SIXTEEN_BITS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a data file; `line` counts from 1."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class FaultyData(Exception):  # the name says what was found, in order of file and line
    """Data that must not be written; `faults` holds everything found wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


def read_text(path: Path) -> str:
    """The file's text; a byte-order mark is skipped. Raises FaultyData if it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FaultyData([Fault(str(path), 1, f"cannot be read: {error.strerror}")]) from error
    return decoded(str(path), content)


def decoded(file: str, content: bytes) -> str:
    """The text of a file's content, as above."""
    if content.startswith(_SIXTEEN_BITS):
        raise FaultyData([Fault(file, 1, "is saved as UTF-16; save it as UTF-8")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        reason = f"is not UTF-8: byte 0x{content[error.start]:02x}"
        raise FaultyData([Fault(file, line, reason)]) from error
