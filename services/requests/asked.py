"""Which questions are asked, given the answers so far; what is not asked is not kept either."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils import timezone

from services.catalogue.conditions import holds
from services.catalogue.kinds import Kind

Answers = Mapping[str, Any]
Question = Mapping[str, Any]


def is_asked(question_or_page: Mapping[str, Any], answers: Answers) -> bool:
    """Whether what its condition says is so today, in India, by the answers given."""
    condition = question_or_page.get("shown_when")
    return not condition or holds(condition, answers, today=timezone.localdate())


def has_conditions(page: Mapping[str, Any]) -> bool:
    """Whether what is asked on this page of a definition depends on answers."""
    each: list[Mapping[str, Any]] = [page, *page["questions"]]
    members = (member for question in page["questions"] for member in question.get("questions", ()))
    return any(part.get("shown_when") for part in (*each, *members))


def asked_on(page: Mapping[str, Any], answers: Answers) -> list[Question]:
    """The questions of the page that these kept answers of the whole form lead to."""
    if not is_asked(page, answers):
        return []
    return [question for question in page["questions"] if is_asked(question, answers)]


def members_asked(
    group: Question, row: Answers, answers: Answers
) -> Iterator[tuple[str, Question]]:
    """Key and question of what is asked of one member, whose own answers come before all others."""
    told = {**answers, **row}
    for member in group["questions"]:
        if is_asked(member, told):
            yield member["key"], member


def names_asked(page: Mapping[str, Any], answers: Answers) -> set[str]:
    """Each question asked on the page by its field's name: "income", "family-0-name"."""
    names = set()
    for question in asked_on(page, answers):
        key = question["key"]
        names.add(key)
        if question["kind"] == Kind.GROUP:
            for number, row in enumerate(answers.get(key) or ()):
                asked = members_asked(question, row, answers)
                names |= {f"{key}-{number}-{member}" for member, _question in asked}
    return names


def asked_answers(pages: Iterable[Mapping[str, Any]], answers: Answers) -> dict[str, Any]:
    """The answers to questions that are asked: a question whose cause is gone is dropped, and so is
    what depended on it. `pages` are those of a definition."""
    seen: dict[str, Any] = {}
    for page in pages:
        if not is_asked(page, seen):
            continue
        for question in page["questions"]:
            key = question["key"]
            if key in answers and is_asked(question, seen):
                seen[key] = _asked_answer(question, answers[key], seen)
    return seen


def _asked_answer(question: Question, answer: Any, seen: Answers) -> Any:
    if question["kind"] != Kind.GROUP:
        return answer
    rows = []
    for row in answer:
        kept: dict[str, Any] = {}
        for member in question["questions"]:
            key = member["key"]
            if key in row and is_asked(member, {**seen, **kept}):
                kept[key] = row[key]
        rows.append(kept)
    return rows
