"""Pages of questions as a service's file gives them, checked."""

from collections.abc import Mapping
from typing import Any

from services.catalogue.bank import Bank, from_bank
from services.catalogue.condition_file import read_condition
from services.catalogue.definition import Page, Question, page, question
from services.catalogue.entries import Entry
from services.catalogue.kinds import NOT_IN_A_GROUP, Kind
from services.catalogue.question_settings import read_key, read_settings


def read_pages(service: Entry, bank: Bank) -> list[Page]:
    """The pages in their exact form, with the texts of `bank` in the questions that name it."""
    pages = []
    seen: set[str] = set()
    for entry in service.tables("pages"):
        title = entry.translated("title")
        shown_when = read_condition(entry)
        questions = [_question(each, bank, seen) for each in entry.tables("questions")]
        if not questions:
            entry.refuse("this page asks nothing")
        entry.close()
        pages.append(page({"title": title, "shown_when": shown_when, "questions": questions}))
    return pages


def _question(entry: Entry, bank: Bank, seen: set[str], group: str = "") -> Question:
    shared = entry.text("bank", longest=40) if "bank" in entry.table else ""
    own: dict[str, Any] = {
        "key": read_key(entry) if "key" in entry.table or not shared else shared,
        "required": entry.flag("required", default=True),
        "shown_when": read_condition(entry),
    }
    if own["key"] and own["key"] in seen:
        entry.refuse(f"key {own['key']} stands in this service already", "key")
    seen.add(own["key"])
    if shared:
        whole = _from_bank(entry, {**own, "bank": shared}, bank, seen)
    else:
        whole = {**own, **read_settings(entry)}
        members = [_question(each, bank, seen, own["key"]) for each in entry.tables("questions")]
        refuse_members(entry, whole["kind"], members)
        whole["questions"] = members
        entry.close()
    if group and whole["kind"] in NOT_IN_A_GROUP:
        entry.refuse(f"a {whole['kind']} cannot be asked within the group {group}", "kind")
    return question(whole)


def refuse_members(entry: Entry, kind: str, members: list[Question]) -> None:
    if kind == Kind.GROUP and not members:
        entry.refuse("a group needs questions")
    elif members and kind in Kind.values and kind != Kind.GROUP:
        entry.refuse(f"a question of kind {kind} has no questions of its own", "questions")


def _from_bank(entry: Entry, own: Mapping[str, Any], bank: Bank, seen: set[str]) -> dict[str, Any]:
    for name in sorted(entry.table.keys() - entry.read - {"key"}):
        entry.refuse(f"{name} comes from the shared question", name)
    if own["bank"] not in bank:
        entry.refuse(f"there is no shared question {own['bank']}", "bank")
        return {**own, "kind": "", "label": {}}
    whole = from_bank(own, bank)
    for member in whole.get("questions", ()):
        if member["key"] in seen:
            entry.refuse(f"key {member['key']} stands in this service already", "bank")
        seen.add(member["key"])
    return whole
