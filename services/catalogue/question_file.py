"""Pages of questions as a service's file gives them, checked."""

import re
from typing import Any

from services.catalogue.entries import Entry
from services.catalogue.models import Question

_KEY = re.compile(r"\A[a-z][a-z0-9_]{0,39}\Z")
_OPTION = re.compile(r"\A[a-z0-9][a-z0-9_-]{0,39}\Z")
_WITH_OPTIONS = (Question.Kind.CHOICE, Question.Kind.CHOICES)
# Least and most count letters of a text, and bound a number.
_TEXTS = (Question.Kind.TEXT, Question.Kind.LONG_TEXT, Question.Kind.NAME)
_NUMBERS = (Question.Kind.NUMBER, Question.Kind.MONEY)
_LONGEST = 5_000
_LARGEST = 2_147_483_647


def read_pages(service: Entry) -> list[dict[str, Any]]:
    """[{"number", "title", "questions": [fields of Question]}], numbered from 1."""
    pages = []
    seen: dict[str, int] = {}
    for number, page in enumerate(service.tables("pages"), start=1):
        title = page.translated("title")
        questions = [
            _question(entry, order, seen)
            for order, entry in enumerate(page.tables("questions"), start=1)
        ]
        if not questions:
            page.refuse("this page asks nothing")
        page.close()
        pages.append({"number": number, "title": title, "questions": questions})
    return pages


def _question(entry: Entry, order: int, seen: dict[str, int]) -> dict[str, Any]:
    key = entry.text("key")
    if key and not _KEY.match(key):
        entry.refuse(f"key {key!r} is not small letters, digits and _ (40 at most)", "key")
    seen[key] = seen.get(key, 0) + 1
    if key and seen[key] > 1:
        entry.refuse(f"key {key} stands in this service already", "key")
    kind = entry.one_of("kind", Question.Kind.values)
    least, most = _bounds(entry, kind)
    question = {
        "key": key,
        "order": order,
        "kind": kind,
        "required": entry.flag("required", default=True),
        "label": entry.translated("label"),
        "hint": entry.translated("hint", required=False),
        "options": _options(entry, kind),
        "least": least,
        "most": most,
    }
    entry.close()
    return question


def _bounds(entry: Entry, kind: str) -> tuple[int | None, int | None]:
    if kind in Question.Kind.values and kind not in _TEXTS + _NUMBERS:
        for key in ("least", "most"):
            entry.read.add(key)
            if key in entry.table:
                entry.refuse(f"a question of kind {kind} has no {key}", key)
        return None, None
    smallest, largest = (0, _LONGEST) if kind in _TEXTS else (-_LARGEST, _LARGEST)
    least = entry.whole("least", smallest, largest, required=False)
    most = entry.whole("most", smallest, largest, required=False)
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
        options.append({"value": value, "bn": option.text("bn"), "en": option.text("en")})
        option.close()
    if kind in _WITH_OPTIONS and len(options) < 2 and "options" in entry.table:
        entry.refuse("options offers nothing to choose from", "options")
    elif kind in _WITH_OPTIONS and not options:
        entry.refuse("options is missing")
    elif options and kind in Question.Kind.values and kind not in _WITH_OPTIONS:
        entry.refuse(f"a question of kind {kind} has no options", "options")
    return options
