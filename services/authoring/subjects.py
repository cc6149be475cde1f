"""What a condition may name where it stands: the questions before it, or facts and shared questions."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from audit.centres.models import District
from audit.languages.alphabet import alphabetical
from audit.languages.texts import Translated
from audit.templatetags.languages import digits
from services.authoring.content import Content
from services.catalogue.bank import Bank
from services.catalogue.definition import Question
from services.catalogue.facts import FACTS
from services.catalogue.kinds import NOT_IN_A_GROUP

Subjects = dict[str, Question]


def before_page(content: Content, number: int) -> Subjects:
    """Questions of the pages before it; a group's members have no one answer."""
    return {
        question["key"]: question
        for page in content["pages"][: number - 1]
        for question in page["questions"]
    }


def before_question(content: Content, key: str) -> Subjects:
    """Those of earlier pages and earlier on its page; for a member also the members before it."""
    found: Subjects = {}
    for page in content["pages"]:
        for question in page["questions"]:
            if question["key"] == key:
                return found
            members: Subjects = {}
            for member in question.get("questions", ()):
                if member["key"] == key:
                    return {**found, **members}
                members[member["key"]] = member
            found[question["key"]] = question
    return found


def of_eligibility(bank: Bank) -> Subjects:
    """The facts about a person, then the shared questions that have one answer."""
    districts = [{"value": row.code, **row.name} for row in alphabetical(District.objects.all())]
    facts = {**FACTS, "district": {**FACTS["district"], "options": districts}}
    shared = {
        key: question for key, question in bank.items() if question["kind"] not in NOT_IN_A_GROUP
    }
    return {**facts, **shared}


def named_by(content: Content, keys: set[str]) -> list[str]:
    """Where conditions outside of these questions name one of them, in words for the author."""
    return [where for where, names in _conditions(content, keys) if names & keys]


def _conditions(content: Content, leave_out: set[str]) -> Iterator[tuple[str, set[str]]]:
    for number, page in enumerate(content["pages"], start=1):
        yield _("page %(number)s") % {"number": digits(number)}, _names(page)
        for question in page["questions"]:
            for each in (question, *question.get("questions", ())):
                if each["key"] not in leave_out:
                    yield f"“{label_of(each)}”", _names(each)


def _names(holder: dict[str, Any]) -> set[str]:
    return {rule["question"] for rule in (holder.get("shown_when") or {}).get("rules", ())}


def label_of(question: Question) -> str:
    return str(Translated(question.get("label") or {})) or str(question["key"])
