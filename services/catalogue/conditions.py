"""Whether kept answers satisfy a condition; no answer, however strange, raises an error.

A condition is {"match": "all" | "any", "rules": [{"question", "is", "than", "on"?}]}; what a rule
may say is in operators.py.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from services.catalogue.ages import ages_on, as_day, possible_days
from services.catalogue.operators import WITHOUT_ANSWER

Condition = Mapping[str, Any]
Answers = Mapping[str, Any]
# What a rule may come to: both, where a year of birth leaves two ages possible.
Outcomes = frozenset[bool]

YES, NO, BOTH = frozenset({True}), frozenset({False}), frozenset({True, False})


def holds(condition: Condition | None, answers: Answers, *, today: date) -> bool:
    """Whether the answers satisfy it; no condition, or one without rules, always does.

    Where only a year or an age is known, a rule about a day holds if it may: a question more is
    asked rather than one less.
    """
    rules = (condition or {}).get("rules") or []
    if not condition or not rules:
        return True
    each = (True in outcomes(rule, answers.get(rule.get("question", "")), today) for rule in rules)
    return any(each) if condition.get("match") == "any" else all(each)


def outcomes(rule: Mapping[str, Any], answer: Any, today: date) -> Outcomes:
    """What the rule may come to for the kept answer of its question."""
    operator = rule.get("is", "")
    if not is_answered(answer):
        return _sure(operator in WITHOUT_ANSWER)
    if operator in {"answered", "not_answered"}:
        return _sure(operator == "answered")
    than = rule.get("than")
    if operator in _OF_DAY:
        born = possible_days(answer)
        on = as_day(rule.get("on")) or today
        return _OF_DAY[operator](born, than, on) if born else NO
    compare = _OF_VALUE.get(operator)
    return _sure(compare(answer, than)) if compare else NO


def is_answered(answer: Any) -> bool:
    """A box that was left unticked and a composite with nothing filled in are no answers."""
    if isinstance(answer, Mapping):
        return any(is_answered(part) for key, part in answer.items() if key not in {"known", "on"})
    return answer is not None and answer is not False and answer not in ("", [])


def _sure(outcome: bool) -> Outcomes:
    return YES if outcome else NO


def _number(value: Any) -> Decimal | None:
    """Numbers and money are kept as 5 and "1200.50"."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal | float):
        return None
    try:
        number = Decimal(value)
    except (InvalidOperation, ValueError):
        return None
    return number if number.is_finite() else None


def _equal(answer: Any, than: Any) -> bool:
    if isinstance(than, str | bool):
        return bool(answer == than)
    number, wanted = _number(answer), _number(than)
    return number is not None and number == wanted


def _ordered(answer: Any, than: Any, right: Callable[[Decimal, Decimal], bool]) -> bool:
    number, bound = _number(answer), _number(than)
    return number is not None and bound is not None and right(number, bound)


def _holds_item(answer: Any, than: Any) -> bool:
    return isinstance(answer, list) and than in answer


_OF_VALUE: dict[str, Callable[[Any, Any], bool]] = {
    "equals": _equal,
    "is_not": lambda answer, than: not _equal(answer, than),
    "one_of": lambda answer, than: isinstance(than, list) and answer in than,
    "includes": _holds_item,
    "lacks": lambda answer, than: not _holds_item(answer, than),
    "at_least": lambda answer, than: _ordered(answer, than, lambda one, two: one >= two),
    "at_most": lambda answer, than: _ordered(answer, than, lambda one, two: one <= two),
}


def _between(least: bool, most: bool) -> Outcomes:
    """What both ends of a span come to; where they differ, either may be."""
    return _sure(least) if least == most else BOTH


def _age_at_least(born: tuple[date, date], than: Any, on: date) -> Outcomes:
    years, ages = _number(than), ages_on(born, on)
    return NO if years is None else _between(ages[0] >= years, ages[1] >= years)


def _age_at_most(born: tuple[date, date], than: Any, on: date) -> Outcomes:
    years, ages = _number(than), ages_on(born, on)
    return NO if years is None else _between(ages[0] <= years, ages[1] <= years)


def _before(days: tuple[date, date], than: Any, _on: date) -> Outcomes:
    day = as_day(than)
    return NO if day is None else _between(days[0] < day, days[1] < day)


def _after(days: tuple[date, date], than: Any, _on: date) -> Outcomes:
    day = as_day(than)
    return NO if day is None else _between(days[0] > day, days[1] > day)


_OF_DAY: dict[str, Callable[[tuple[date, date], Any, date], Outcomes]] = {
    "age_at_least": _age_at_least,
    "age_at_most": _age_at_most,
    "before": _before,
    "after": _after,
}
