"""Whether somebody can have a service, as far as its rules and what she told go; no law is claimed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from audit.languages.texts import Translated
from services.catalogue.ages import possible_days
from services.catalogue.conditions import BOTH, is_answered, outcomes

Rule = Mapping[str, Any]
Facts = Mapping[str, Any]
Verdict = Literal["yes", "no", "ask"]


@dataclass(frozen=True)
class Result:
    """`depends_on` are the keys of facts that would decide and are not known well enough."""

    verdict: Verdict
    reasons: tuple[Translated, ...] = ()
    depends_on: tuple[str, ...] = ()


def decide(rules: Iterable[Rule], facts: Facts, *, today: date) -> Result:
    """ "no" with all reasons where a rule of "no" holds; else "ask" where one of "ask" holds, or any
    may hold by a fact that nobody told; else "yes".

    `facts` are kept answers to questions of the bank and to those of facts.py. Where only a year of
    birth or an age is known, both ends are tried, and the office is asked where they disagree.
    """
    rules, days = list(rules), possible_days(facts.get("age"))
    if days is None:
        told = {key: answer for key, answer in facts.items() if key != "age"}
        return _decide(rules, told, today)
    young, old = (
        _decide(rules, {**facts, "age": day.isoformat()}, today) for day in reversed(days)
    )
    open_keys = dict.fromkeys((*young.depends_on, *old.depends_on))
    if young.verdict != old.verdict:
        return Result("ask", (), ("age", *open_keys))
    certain = tuple(reason for reason in young.reasons if reason in old.reasons)
    return Result(young.verdict, certain or young.reasons, tuple(open_keys))


def keys_named(rules: Iterable[Rule]) -> list[str]:
    """The facts that the rules ask for, each once, in the order in which they are first named."""
    return list(dict.fromkeys(each["question"] for rule in rules for each in rule["when"]["rules"]))


def _decide(rules: list[Rule], facts: Facts, today: date) -> Result:
    sure: dict[str, list[Translated]] = {"no": [], "ask": []}
    open_keys: dict[str, None] = {}
    for rule in rules:
        may, may_not, unknown = _outcome(rule["when"], facts, today)
        if may and not may_not:
            sure[rule["then"]].append(Translated(rule["reason"]))
        elif may:
            open_keys.update(dict.fromkeys(unknown))
    if sure["no"]:
        return Result("no", tuple(sure["no"]))
    if sure["ask"] or open_keys:
        return Result("ask", tuple(sure["ask"]), tuple(open_keys))
    return Result("yes")


def _outcome(
    condition: Mapping[str, Any], facts: Facts, today: date
) -> tuple[bool, bool, list[str]]:
    """Whether it may hold, whether it may fail, and the facts by which it could be either."""
    each = [
        (rule["question"], outcomes(rule, answer, today) if is_answered(answer) else BOTH)
        for rule in condition["rules"]
        for answer in [facts.get(rule["question"])]
    ]
    unknown = [key for key, told in each if told == BOTH]
    may = [True in told for _key, told in each]
    may_not = [False in told for _key, told in each]
    if condition["match"] == "any":
        return any(may), all(may_not), unknown
    return all(may), any(may_not), unknown
