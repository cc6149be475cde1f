"""Reads one table of a TOML file key by key; notes each fault with its line instead of stopping."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from audit.languages.data_files import Fault
from audit.languages.text import clean_text
from services.catalogue.addresses import check_text
from services.catalogue.toml_lines import Path, line_of

LANGUAGES = ("bn", "en")
# Those of locale/ that a text may be given in as well.
FURTHER = tuple(code for code in settings.LANGUAGES_HERE if code not in LANGUAGES)
SLUG = re.compile(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z")


@dataclass
class Source:
    """The file that entries come from, and what is wrong in it."""

    file: str
    text: str
    faults: list[Fault] = field(default_factory=list)


class Entry:
    """A table; each reader returns a usable value, and `close()` refuses keys nobody read."""

    def __init__(self, source: Source, table: dict[str, Any], path: Path = ()) -> None:
        self.source = source
        self.table = table
        self.path = path
        self.read: set[str] = set()

    def refuse(self, reason: str, *path: str | int) -> None:
        line = line_of(self.source.text, (*self.path, *path))
        self.source.faults.append(Fault(self.source.file, line, reason))

    def close(self) -> None:
        for key in self.table.keys() - self.read:
            self.refuse(f"{key} is not a key that stands here", key)

    def value(self, key: str, kind: type | tuple[type, ...], says: str, *, required: bool) -> Any:
        """What stands at the key if it is of that type, else None."""
        self.read.add(key)
        if key not in self.table:
            if required:
                self.refuse(f"{key} is missing")
            return None
        value = self.table[key]
        if not isinstance(value, kind) or isinstance(value, bool) != (kind is bool):
            self.refuse(f"{key} is not {says}", key)
            return None
        return value

    def text(self, key: str, *, longest: int = 600, required: bool = True) -> str:
        value = self.value(key, str, "a text", required=required)
        return "" if value is None else self.clean(value, key, longest=longest)

    def clean(self, text: Any, *path: str | int, longest: int = 600, blocks: bool = False) -> str:
        """A text of a list or a table, cleaned; `path` says where it stands.

        `blocks` lets the paragraphs and lists of audit.languages.markup stand in it.
        """
        name = ".".join(str(part) for part in path if isinstance(part, str))
        if not isinstance(text, str):
            self.refuse(f"{name} is not a text", *path)
            return ""
        try:
            cleaned = clean_text(text, lines=blocks)
        except ValidationError:
            self.refuse(f"{name} holds characters that cannot be read", *path)
            return ""
        if not cleaned:
            self.refuse(f"{name} is empty", *path)
        elif len(cleaned) > longest:
            self.refuse(f"{name} has {len(cleaned)} letters; at most {longest} fit", *path)
        try:
            check_text(cleaned, blocks=blocks)
        except ValidationError as fault:
            self.refuse(f"{name}: {' '.join(fault.messages)}", *path)
        return cleaned

    def texts(self, key: str) -> list[str]:
        values = self.value(key, list, "a list of texts", required=False) or []
        return [self.clean(text, key, place) for place, text in enumerate(values)]

    def slug(self, key: str = "slug") -> str:
        slug = self.text(key, longest=60)
        if slug and not SLUG.match(slug):
            self.refuse(f"{key} {slug!r} is not small letters and digits joined by hyphens", key)
        return slug

    def one_of(self, key: str, values: Iterable[str]) -> str:
        values = list(values)
        value = self.text(key)
        if value and value not in values:
            self.refuse(f"{key} {value!r} is not one of {', '.join(values)}", key)
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        value = self.value(key, bool, "true or false", required=False)
        return default if value is None else bool(value)

    def whole(self, key: str, least: int, most: int, *, required: bool = True) -> int | None:
        value = self.value(key, int, "a whole number", required=required)
        if value is not None and not least <= value <= most:
            self.refuse(f"{key} {value} is not from {least} to {most}", key)
        return None if value is None else int(value)

    def rupees(self, key: str) -> Decimal:
        value = self.value(key, (int, Decimal), "an amount of rupees", required=True)
        amount = Decimal(0 if value is None else value)
        if not amount.is_finite() or not 0 <= amount < 10**8 or amount != round(amount, 2):
            self.refuse(f"{key} {amount} is not an amount of rupees and paise", key)
        return amount

    def day(self, key: str) -> date:
        value = self.value(key, date, "a date as 2026-11-30", required=True)
        if isinstance(value, datetime):
            self.refuse(f"{key} holds a time of day; write the date alone", key)
        return value or date.min

    def translated(
        self, key: str, *, lines: bool = False, required: bool = True, blocks: bool = False
    ) -> dict[str, Any]:
        """{"bn", "en"} and, where given, further languages: texts, or lists of texts of one length.

        {} where not required and absent.
        """
        value = self.value(key, dict, "a text in each language", required=required)
        if value is None:
            return {}
        inner = Entry(self.source, value, (*self.path, key))
        inner.read.update(LANGUAGES, FURTHER)
        inner.close()
        told = [*LANGUAGES, *(language for language in FURTHER if language in value)]
        texts = {language: self._translation(inner, language, lines, blocks) for language in told}
        lengths = {len(items) for items in texts.values() if isinstance(items, list)}
        if lines and all(language in value for language in LANGUAGES) and len(lengths) > 1:
            self.refuse(f"{key} has not as many lines in each language", key)
        return texts

    def in_each_language(self) -> dict[str, str]:
        """The texts that stand in this table itself, beside its other keys."""
        told = [*LANGUAGES, *(language for language in FURTHER if language in self.table)]
        return {language: self.text(language) for language in told}

    def _translation(self, inner: "Entry", language: str, lines: bool, blocks: bool) -> Any:
        if language not in inner.table:
            inner.refuse(f"{inner.path[-1]} lacks its text in {language}")
            return [] if lines else ""
        if not lines:
            text = inner.value(language, str, "a text", required=True)
            return "" if text is None else inner.clean(text, language, blocks=blocks)
        items = inner.texts(language)
        if inner.table[language] == []:
            inner.refuse(f"{language} is empty", language)
        return items

    def table_at(self, key: str) -> "Entry | None":
        value = self.value(key, dict, "a table", required=False)
        return None if value is None else Entry(self.source, value, (*self.path, key))

    def tables(self, key: str) -> list["Entry"]:
        """The tables of a list of tables, in their order."""
        values = self.value(key, list, "a list of tables", required=False) or []
        entries = []
        for place, value in enumerate(values):
            if isinstance(value, dict):
                entries.append(Entry(self.source, value, (*self.path, key, place)))
            else:
                self.refuse(f"{key} holds something that is not a table", key, place)
        return entries
