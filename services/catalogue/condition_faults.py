"""What is wrong with the conditions of a definition, each as a sentence for its author."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from audit.languages.texts import Translated
from audit.templatetags.languages import digits
from services.catalogue.facts import FACTS
from services.catalogue.operand_faults import operand_fault
from services.catalogue.operators import OPERATORS, operators_of

Questions = dict[str, Mapping[str, Any]]
MATCHES = ("all", "any")
OUTCOMES = ("no", "ask")


def faults(
    definition: Mapping[str, Any], bank: Mapping[str, Mapping[str, Any]] | None = None
) -> list[str]:
    """Each condition of pages and questions, then the rules of eligibility; [] where all is right.

    A condition may name only what is asked before it, so none can depend on itself, however many
    others stand between. `bank` holds the bank's questions by key, which rules of eligibility may
    name; without it their keys are taken as they are.
    """
    return [*_of_pages(definition.get("pages") or []), *_of_eligibility(definition, bank)]


def _of_pages(pages: list[Mapping[str, Any]]) -> Iterator[str]:
    everywhere = {
        question["key"]: question for page in pages for question in page.get("questions") or []
    }
    members = {
        member["key"]: question["key"]
        for question in everywhere.values()
        for member in question.get("questions") or []
    }
    earlier: Questions = {}
    for page in pages:
        where = _("Page “%(title)s”") % {"title": named(page.get("title"), "?")}
        yield from _of_condition(page.get("shown_when"), where, earlier, everywhere, members)
        for question in page.get("questions") or []:
            yield from _of_question(question, earlier, everywhere, members)
            earlier[question["key"]] = question


def _of_question(
    question: Mapping[str, Any], earlier: Questions, everywhere: Questions, members: dict[str, str]
) -> Iterator[str]:
    where = _where(question)
    yield from _of_condition(
        question.get("shown_when"), where, earlier, everywhere, members, own=question["key"]
    )
    inside: Questions = {}
    of_the_group = {member["key"]: member for member in question.get("questions") or []}
    for key, member in of_the_group.items():
        yield from _of_condition(
            member.get("shown_when"),
            _where(member),
            {**earlier, **inside},
            {**everywhere, **of_the_group},
            {name: group for name, group in members.items() if group != question["key"]},
            own=key,
        )
        inside[key] = member


def _of_condition(
    condition: Any,
    where: str,
    earlier: Questions,
    everywhere: Questions,
    members: Mapping[str, str],
    *,
    own: str = "",
) -> Iterator[str]:
    if condition is None:
        return
    if fault := _shape(condition):
        yield f"{where}: {fault}"
        return
    for rule in condition["rules"]:
        key = rule["question"]
        if key in earlier:
            fault = rule_fault(rule, earlier[key])
        elif key == own:
            fault = _("the condition names the question itself.")
        elif key in everywhere:
            fault = _("the condition names “%(question)s”, which is asked only later.") % {
                "question": named(everywhere[key].get("label"), key)
            }
        elif key in members:
            fault = _(
                "the condition names %(key)s, which is asked of each member of a group and has no"
                " one answer."
            ) % {"key": key}
        else:
            fault = _missing(key)
        if fault:
            yield f"{where}: {fault}"


def _of_eligibility(
    definition: Mapping[str, Any], bank: Mapping[str, Mapping[str, Any]] | None
) -> Iterator[str]:
    for number, rule in enumerate(definition.get("eligibility") or [], start=1):
        where = _("Rule %(number)s of eligibility") % {"number": digits(number)}
        if rule.get("then") not in OUTCOMES:
            yield f"{where}: " + _("it must lead to “no” or to “ask”.")
        if not (rule.get("reason") or {}):
            yield f"{where}: " + _("its reason is missing.")
        if fault := _shape(rule.get("when")):
            yield f"{where}: {fault}"
            continue
        for each in rule["when"]["rules"]:
            key = each["question"]
            if known := FACTS.get(key) or (bank or {}).get(key):
                fault = rule_fault(each, known)
            else:
                fault = _missing(key) if bank is not None else ""
            if fault:
                yield f"{where}: {fault}"


def rule_fault(rule: Mapping[str, Any], question: Mapping[str, Any]) -> str:
    """What is wrong with a rule about this question, or ""."""
    kind = question["kind"]
    asked = named(question.get("label"), question.get("key", ""))
    if rule["is"] not in {operator.name for operator in operators_of(kind)}:
        known = OPERATORS.get(rule["is"])
        return _("“%(question)s” cannot be compared by “%(operator)s”.") % {
            "question": asked,
            "operator": known.label if known else rule["is"],
        }
    return operand_fault(rule, question, asked)


def _shape(condition: Any) -> str:
    if not condition:  # as a rule of eligibility is, before its author has said when it applies
        return _("the condition has no rule.")
    if not isinstance(condition, Mapping) or condition.get("match") not in MATCHES:
        return _("the condition must say whether all its rules are to hold, or any.")
    rules = condition.get("rules")
    if not isinstance(rules, list) or not rules:
        return _("the condition has no rule.")
    right = all(
        isinstance(rule, Mapping) and isinstance(rule.get("question"), str) and rule["question"]
        for rule in rules
    )
    if not right or not all(isinstance(rule.get("is"), str) for rule in rules):
        return _("each rule must name a question and how its answer is compared.")
    return ""


def _missing(key: str) -> str:
    return _("the condition names %(key)s, which no question has as its key.") % {"key": key}


def _where(question: Mapping[str, Any]) -> str:
    return _("Question “%(question)s”") % {
        "question": named(question.get("label"), question["key"])
    }


def named(texts: Any, otherwise: str) -> str:
    """A label in the reader's language; where none is written yet, what stands for it."""
    return str(Translated(texts)) if texts else otherwise
