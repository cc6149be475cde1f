"""What a file says about one question, in a service or in the bank: kind, texts, bounds, options."""

import re
from typing import Any

from services.catalogue.bank import MOST_DAYS_KEPT
from services.catalogue.entries import Entry
from services.catalogue.kinds import (
    DOCUMENT_KINDS,
    MOST_MEGABYTES,
    WITH_OPTIONS,
    Kind,
    bounds_of,
)

_KEY = re.compile(r"\A[a-z][a-z0-9_]{0,39}\Z")
_OPTION = re.compile(r"\A[a-z0-9][a-z0-9_-]{0,39}\Z")


def read_key(entry: Entry) -> str:
    key = entry.text("key")
    if key and not _KEY.match(key):
        entry.refuse(f"key {key!r} is not small letters, digits and _ (40 at most)", "key")
    return key


def read_settings(entry: Entry) -> dict[str, Any]:
    """All of a question but its key, whether it must be answered, its condition and its members."""
    kind = entry.one_of("kind", Kind.values)
    least, most = _bounds(entry, kind)
    return {
        "kind": kind,
        "label": entry.translated("label"),
        "hint": entry.translated("hint", required=False, blocks=True),
        "error": entry.translated("error", required=False),
        "purpose": entry.translated("purpose", required=False),
        "kept_days": entry.whole("kept_days", 1, MOST_DAYS_KEPT, required=False),
        "options": _options(entry, kind),
        "least": least,
        "most": most,
        "documents": _documents(entry, kind),
        "address": _address(entry, kind),
    }


def _bounds(entry: Entry, kind: str) -> tuple[int | None, int | None]:
    bounds = bounds_of(kind)
    if bounds is None:
        for key in ("least", "most"):
            entry.read.add(key)
            if key in entry.table and kind in Kind.values:
                entry.refuse(f"a question of kind {kind} has no {key}", key)
        return None, None
    least = entry.whole("least", *bounds, required=False)
    most = entry.whole("most", *bounds, required=False)
    if least is not None and most is not None and least > most:
        entry.refuse(f"least {least} is more than most {most}", "least")
    return least, most


def _options(entry: Entry, kind: str) -> list[dict[str, str]]:
    options = []
    values: set[str] = set()
    for option in entry.tables("options"):
        value = option.text("value")
        if value and not _OPTION.match(value):
            option.refuse(f"value {value!r} is not small letters, digits, _ and -", "value")
        if value and value in values:
            option.refuse(f"value {value} stands in this list already", "value")
        values.add(value)
        options.append({"value": value, **option.in_each_language()})
        option.close()
    if kind in WITH_OPTIONS and len(options) < 2 and "options" in entry.table:
        entry.refuse("options offers nothing to choose from", "options")
    elif kind in WITH_OPTIONS and not options:
        entry.refuse("options is missing")
    elif options and kind in Kind.values and kind not in WITH_OPTIONS:
        entry.refuse(f"a question of kind {kind} has no options", "options")
    return options


def _documents(entry: Entry, kind: str) -> dict[str, Any]:
    table = entry.table_at("documents")
    if table is None:
        return {}
    kinds = table.texts("kinds")
    for place, name in enumerate(kinds):
        if name and name not in DOCUMENT_KINDS:
            table.refuse(f"{name} is not one of {', '.join(DOCUMENT_KINDS)}", "kinds", place)
    if not kinds:
        table.refuse("kinds is missing")
    megabytes = table.whole("mb", 1, MOST_MEGABYTES)
    table.close()
    if kind != Kind.DOCUMENT and kind in Kind.values:
        entry.refuse(f"a question of kind {kind} has no documents", "documents")
    return {"kinds": kinds, "mb": megabytes}


def _address(entry: Entry, kind: str) -> str:
    if "address" not in entry.table:
        return ""
    if kind != Kind.ADDRESS and kind in Kind.values:
        entry.refuse(f"a question of kind {kind} has no address", "address")
    return entry.one_of("address", ("west_bengal",))
