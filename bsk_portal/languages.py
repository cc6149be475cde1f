"""The languages that are here: a folder of locale/ each, with a file that says how it is written."""

import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ASCII_DIGITS = "0123456789"


@dataclass(frozen=True)
class Language:
    """`name` in its own script; `complete` where staff's pages are translated as well."""

    code: str
    name: str
    digits: str = ASCII_DIGITS
    right_to_left: bool = False
    complete: bool = False


def languages_here(folder: Path) -> dict[str, Language]:
    """Every language of the folder, by its code."""
    return {
        path.parent.name: Language(code=path.parent.name, **tomllib.loads(path.read_text("utf-8")))
        for path in sorted(folder.glob("*/language.toml"))
    }


def offered(folder: Path, codes: Iterable[str], *, first: str) -> list[Language]:
    """The languages of these codes, in this order; ends the process where one is not to be had.

    `first` is the language everything falls back to: it comes before all others.
    """
    here = languages_here(folder)
    wanted = list(dict.fromkeys(codes))
    if strange := [code for code in wanted if code not in here]:
        known = ", ".join(here)
        sys.exit(f"BSK_LANGUAGES names {strange[0]!r}, which is none of {known}.")
    if wanted[:1] != [first]:
        sys.exit(f"BSK_LANGUAGES must begin with {first}.")
    return [here[code] for code in wanted]
