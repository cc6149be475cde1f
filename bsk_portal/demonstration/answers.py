"""Answers that a published version would accept, kept as the forms keep them.

Conditions are followed, so that nothing is answered that is not asked. No documents are invented.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bsk_portal.demonstration.answer_kinds import KINDS
from bsk_portal.demonstration.chance import Chance
from bsk_portal.demonstration.citizens import Person
from services.catalogue.conditions import holds
from services.catalogue.kinds import Kind

ANSWERS_WHAT_IT_NEED_NOT = 0.4

Question = Mapping[str, Any]
Answers = dict[str, Any]


class Answering:
    """How the questions of one version are answered; made once, used for every request."""

    def __init__(self, definition: dict[str, Any]) -> None:
        self.pages = definition["pages"]

    def answers(self, person: Person, day: date, chance: Chance) -> Answers:
        """By key; a question that need not be answered and is not has the answer of an empty field."""
        answers: Answers = {}
        for page in self.pages:
            if holds(page.get("shown_when"), answers, today=day):
                _answer(page["questions"], answers, answers, (person, day, chance))
        return answers


Who = tuple[Person, date, Chance]


def _answer(questions: Iterable[Question], into: Answers, before: Answers, who: Who) -> None:
    """Adds to `into` what is asked, given `before`, which may be `into` itself."""
    _person, day, chance = who
    for question in questions:
        if not holds(question.get("shown_when"), {**before, **into}, today=day):
            continue
        told = question["required"] or chance.happens(ANSWERS_WHAT_IT_NEED_NOT)
        if question["kind"] == Kind.GROUP:
            into[question["key"]] = _members(question, before, who) if told else []
        else:
            answer, empty = KINDS[question["kind"]]
            into[question["key"]] = answer(question, *who) if told else empty


def _members(group: Question, before: Answers, who: Who) -> list[Answers]:
    least = group.get("least") or 1
    most = min(group.get("most") or least + 3, least + 3)
    members: list[Answers] = []
    for _number in range(int(who[2].triangular(least, most + 0.99, least))):
        member: Answers = {}
        _answer(group["questions"], member, before, who)
        members.append(member)
    return members
