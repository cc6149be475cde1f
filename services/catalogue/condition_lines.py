"""What is wrong with the conditions of a file, each on its line."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import override

from services.catalogue.bank import Bank
from services.catalogue.condition_faults import faults
from services.catalogue.definition import Page, Question, Rule
from services.catalogue.entries import Entry
from services.catalogue.toml_lines import Path


def refuse_conditions(service: Entry, pages: list[Page], rules: list[Rule], bank: Bank) -> None:
    """Looks at one condition at a time, the others taken away, so that a fault has its line."""
    bare = [_without_condition(page) for page in pages]
    with override("en"):  # as all that is said of a file
        for path, with_it in _each_alone(pages, bare):
            for fault in faults({"pages": with_it}, bank):
                service.refuse(fault, *path)
        for number, rule in enumerate(rules):
            others: list[Any] = [{"then": "no", "reason": {"en": "-"}, "when": _TRUE}] * number
            for fault in faults({"pages": bare, "eligibility": [*others, rule]}, bank):
                service.refuse(fault, "eligibility_rules", number)


# A rule in the place of another, so that the one looked at keeps its number.
_TRUE = {"match": "all", "rules": [{"question": "age", "is": "answered"}]}


def _each_alone(pages: list[Page], bare: list[Page]) -> Iterator[tuple[Path, list[Page]]]:
    for number, page in enumerate(pages):
        if "shown_when" in page:
            alone = {**bare[number], "shown_when": page["shown_when"]}
            yield ("pages", number, "shown_when"), _put(bare, number, alone)
        for path, questions in _each_question(page["questions"], bare[number]["questions"]):
            alone = {**bare[number], "questions": questions}
            yield ("pages", number, *path), _put(bare, number, alone)


def _each_question(
    questions: list[Question], bare: list[Question]
) -> Iterator[tuple[Path, list[Question]]]:
    for place, question in enumerate(questions):
        if "shown_when" in question:
            alone = {**bare[place], "shown_when": question["shown_when"]}
            yield ("questions", place, "shown_when"), _put(bare, place, alone)
        members = question.get("questions", [])
        for path, inner in _each_question(members, bare[place].get("questions", [])):
            yield (
                ("questions", place, *path),
                _put(bare, place, {**bare[place], "questions": inner}),
            )


def _without_condition(given: dict[str, Any]) -> dict[str, Any]:
    found = {name: value for name, value in given.items() if name != "shown_when"}
    if "questions" in found:
        found["questions"] = [_without_condition(each) for each in found["questions"]]
    return found


def _put(items: list[Any], place: int, item: Any) -> list[Any]:
    return [*items[:place], item, *items[place + 1 :]]
