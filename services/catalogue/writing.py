"""A service as the TOML file that the loader reads: what is written here is read back exactly."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from services.catalogue.bank import OWN
from services.catalogue.definition import Page, Question

WIDTH = 100
_BARE = re.compile(r"\A[A-Za-z0-9_-]+\Z")
# A question's members in the order in which a person looks for them.
MEMBERS = (
    "bank",
    "kind",
    "required",
    "label",
    "hint",
    "error",
    "purpose",
    "kept_days",
    "least",
    "most",
    "options",
    "documents",
    "address",
    "shown_when",
)


def written(slug: str, fields: Mapping[str, Any]) -> str:
    """The file of a service in the shape that `read_service` gives."""
    return "\n".join(_lines(slug, fields)) + "\n"


def _lines(slug: str, fields: Mapping[str, Any]) -> Iterator[str]:
    yield _pair("slug", slug)
    yield _pair("department", fields["department"])
    yield _pair("kind", fields["kind"])
    yield _pair("updated", fields["updated_on"])
    yield _pair("order", fields["order"])
    for name in ("title", "summary", "eligibility", "papers", "steps"):
        if fields[name]:
            yield _pair(name, fields[name])
    if fields["also_called"]:
        yield _pair("also_called", fields["also_called"])
    if fields["time_limit_days"] is not None:
        yield from ("", "[time_limit]", _pair("days", fields["time_limit_days"]))
        if fields["time_limit_notice"]:
            yield _pair("notice", fields["time_limit_notice"])
    for fee in fields["fees"]:
        yield from ("", "[[fees]]", _pair("from", fee["from_date"]), _pair("amount", fee["amount"]))
        if fee["condition"]:
            yield _pair("condition", fee["condition"])
    for officer in fields["officers"]:
        yield from ("", "[[officers]]")
        yield from (_pair(name, officer[name]) for name in ("role", "area", "title", "days"))
    for page in fields["pages"]:
        yield from _page(page)
    for rule in fields["eligibility_rules"]:
        yield from ("", "[[eligibility_rules]]")
        yield from (
            _pair(name, rule[name]) for name in ("when", "then", "reason") if rule.get(name)
        )


def _page(page: Page) -> Iterator[str]:
    yield from ("", "[[pages]]", _pair("title", page["title"]))
    if page.get("shown_when"):
        yield _pair("shown_when", page["shown_when"])
    for question in page["questions"]:
        yield from _question(question, "pages.questions")


def _question(question: Question, table: str) -> Iterator[str]:
    """Of a shared question only what the service says itself: the rest is the bank's."""
    shared = bool(question.get("bank"))
    names = ("bank", *OWN) if shared else MEMBERS
    yield from ("", f"[[{table}]]", _pair("key", question["key"]))
    for name in names:
        if name in question and name != "key":
            yield _pair(name, question[name])
    if not shared:
        for member in question.get("questions", ()):
            yield from _question(member, f"{table}.questions")


def _pair(key: str, value: Any) -> str:
    return f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if _BARE.match(key) else _text(key)


def _value(value: Any) -> str:
    """On one line, but for lists that would not fit on one: an item each."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case Mapping():
            inside = ", ".join(_pair(key, each) for key, each in value.items())
            return f"{{ {inside} }}" if inside else "{}"
        case list() | tuple():
            return _list([_value(each) for each in value])
        case _:
            return _text(str(value))


def _list(items: list[str]) -> str:
    line = f"[{', '.join(items)}]"
    if len(line) <= WIDTH:
        return line
    return "[\n" + "".join(f"  {item},\n" for item in items) + "]"


def _text(text: str) -> str:
    """A basic string: JSON's escapes are TOML's but for DEL, which JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
