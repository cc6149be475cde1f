"""What is wrong with the value that a rule compares an answer with, as a sentence for its author."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from services.catalogue.ages import as_day
from services.catalogue.facts import OLDEST
from services.catalogue.operators import takes


def operand_fault(rule: Mapping[str, Any], question: Mapping[str, Any], asked: str) -> str:
    """ "" where `than` (and `on`) suit the operator and the question; `asked` names the question."""
    wanted = takes(rule["is"], question["kind"])
    than = rule.get("than")
    fault = _CHECKS[wanted](than, question)
    if wanted == "years" and not fault and "on" in rule and as_day(rule["on"]) is None:
        fault = _("the day on which the age counts is no date as 2026-04-01.")
    return f"“{asked}”: {fault}" if fault else ""


def _nothing(_than: Any, _question: Mapping[str, Any]) -> str:
    return ""


def _option(than: Any, question: Mapping[str, Any]) -> str:
    values = values_of(question)
    if not than or not isinstance(than, str):
        return _("choose the answer that the rule is about.")
    if values and than not in values:
        return _("%(value)s is not one of its answers.") % {"value": than}
    return ""


def _options(than: Any, question: Mapping[str, Any]) -> str:
    if not isinstance(than, list) or not than:
        return _("choose the answers that the rule is about.")
    return next((fault for value in than if (fault := _option(value, question))), "")


def _number(than: Any, _question: Mapping[str, Any]) -> str:
    if isinstance(than, int) and not isinstance(than, bool):
        return ""
    return _("the rule needs a whole number to compare with.")


def _years(than: Any, _question: Mapping[str, Any]) -> str:
    if isinstance(than, int) and not isinstance(than, bool) and 0 <= than <= OLDEST:
        return ""
    return _("the rule needs an age in years, at most %(oldest)s.") % {"oldest": OLDEST}


def _day(than: Any, _question: Mapping[str, Any]) -> str:
    return "" if as_day(than) else _("the rule needs a date as 2026-04-01.")


def values_of(question: Mapping[str, Any]) -> tuple[str, ...]:
    """The values of its answers; () where any text is one, as for a district."""
    if question["kind"] == "yes_no":
        return ("yes", "no")
    return tuple(option["value"] for option in question.get("options") or [])


_CHECKS: dict[str, Callable[[Any, Mapping[str, Any]], str]] = {
    "nothing": _nothing,
    "option": _option,
    "options": _options,
    "number": _number,
    "years": _years,
    "day": _day,
}
