"""A service of 60 questions on 13 pages: of every kind, in 3 groups, with 10 documents; and its answers."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

from services.catalogue.kinds import Kind
from tests.document_files import photograph, sent
from tests.errand_fixtures import options, question
from tests.filling_fixtures import when
from tests.typed_answers import TAKEN

SLUG = "long-form"
EACH = 5  # questions to a page
PLAIN = [kind for kind in Kind.values if kind not in {Kind.GROUP, Kind.DOCUMENT}]
IN_ROWS = ("name", "partial_date", "aadhaar")
# What is typed: parts of an answer by their names, one text under "".
TYPED = {kind: typed if isinstance(typed, dict) else {"": typed} for kind, typed, _kept in TAKEN}
TYPED |= {
    "text": {"": "শিমুরালি"}, "long_text": {"": "লেখা"}, "name": {"": "রীতা"}, "number": {"": "৭"},
    "yes_no": {"": "yes"}, "choice": {"": "sc"}, "choices": {"": ["sc", "st"]},
    "statement": {"": "on"}, "email": {"": "a@b.in"}, "aadhaar": {"": "2346"},
    "partial_date": {"known": "year", "year": "১৯৮০"},
    "address": {
        "district": "320", "block": "320-B-CHAKDAHA", "village_or_ward": "শিমুরালি", "pin": "741248",
    },
}  # fmt: skip


def questions() -> list[dict[str, Any]]:
    """Every sixth a document, every twentieth a group; the last of all hangs on an answer."""
    kinds = cycle(PLAIN)
    found = []
    for number in range(60):
        key = f"q{number}"
        if number % 20 == 19:
            members = [question(f"{key}_{kind}", kind) for kind in IN_ROWS]
            found.append(question(key, "group", least=1, most=4, questions=members))
        elif number % 6 == 5 or number == 48:
            found.append(question(key, "document", most=1, documents={"kinds": ["jpeg"], "mb": 1}))
        else:
            kind = next(kinds)
            choosing: dict[str, Any] = {"options": options("sc", "st")}
            found.append(question(key, kind, **(choosing if kind in {"choice", "choices"} else {})))
    found[-2]["shown_when"] = when("q3", "equals", 7)
    return found


def in_pages() -> list[list[dict[str, Any]]]:
    every = questions()
    return [every[start : start + EACH] for start in range(0, len(every), EACH)]


def inputs(name: str, kind: str) -> Iterator[tuple[str, Any]]:
    for part, value in TYPED[kind].items():
        yield (f"{name}-{part}" if part else name), value


def typed(page: list[dict[str, Any]]) -> dict[str, Any]:
    """A right answer to everything on the page; two members of a group."""
    found: dict[str, Any] = {}
    for each in page:
        key, kind = each["key"], each["kind"]
        if kind == "document":
            found[key] = sent(photograph(64, 48))
        elif kind == "group":
            found[f"{key}-rows"] = "2"
            for row in range(2):
                for member in each["questions"]:
                    found |= dict(inputs(f"{key}-{row}-{member['key']}", member["kind"]))
        else:
            found |= dict(inputs(key, kind))
    return found
