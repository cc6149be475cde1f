"""The pages and questions of a service as a table of contents shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from audit.languages.texts import Translated
from services.authoring.content import Content
from services.authoring.subjects import of_eligibility
from services.catalogue.bank import whole_bank
from services.catalogue.condition_words import in_words
from services.catalogue.kinds import Kind


@dataclass(frozen=True)
class Line:
    """A question; `members` are those of a group, `shown_when` is "" where it is always asked."""

    key: str
    label: Translated
    kind: str
    is_group: bool
    required: bool
    bank: str
    shown_when: str
    members: "list[Line]"


@dataclass(frozen=True)
class PageLine:
    number: int
    title: Translated
    shown_when: str
    questions: list[Line]


def outline(content: Content) -> list[PageLine]:
    return [
        PageLine(
            number,
            Translated(page["title"]),
            words(page, content),
            [line(question, content) for question in page["questions"]],
        )
        for number, page in enumerate(content["pages"], start=1)
    ]


def line(question: Mapping[str, Any], content: Content) -> Line:
    kind = question.get("kind", "")
    return Line(
        question["key"],
        Translated(question.get("label") or {"en": question["key"]}),
        str(Kind(kind).label) if kind in Kind.values else "",
        kind == Kind.GROUP,
        question.get("required", True),
        question.get("bank", ""),
        words(question, content),
        [line(member, content) for member in question.get("questions", ())],
    )


def words(holder: Mapping[str, Any], content: Content) -> str:
    return in_words(holder["shown_when"], content) if holder.get("shown_when") else ""


@dataclass(frozen=True)
class RuleLine:
    number: int
    when: str
    then: str
    reason: Translated


def outline_of_rules(content: Content) -> list[RuleLine]:
    bank = of_eligibility(whole_bank())
    return [
        RuleLine(
            number,
            in_words(rule.get("when"), content, bank),
            rule.get("then", ""),
            Translated(rule.get("reason") or {}),
        )
        for number, rule in enumerate(content["eligibility_rules"], start=1)
    ]
