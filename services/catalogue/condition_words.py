"""A condition as a sentence in the reader's language, for previews and for what has changed."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from audit.templatetags.languages import digits, in_lakhs, indian_date, rupees
from services.catalogue.ages import as_day
from services.catalogue.condition_faults import named
from services.catalogue.facts import FACTS
from services.catalogue.operators import OPERATORS, takes

Question = Mapping[str, Any]


def in_words(
    condition: Mapping[str, Any] | None,
    definition: Mapping[str, Any],
    bank: Mapping[str, Question] | None = None,
) -> str:
    """“Category” is “Scheduled Caste” and “Income” is at most Rs 1,00,000; plain text.

    Questions that are named and not there stand by their keys.
    """
    rules = (condition or {}).get("rules") or []
    if not condition or not rules:
        return _("always")
    known = _questions(definition, bank or {})
    each = [_rule(rule, known.get(rule["question"])) for rule in rules]
    joint = _(" or ") if condition.get("match") == "any" else _(" and ")
    return joint.join(each)


def _questions(definition: Mapping[str, Any], bank: Mapping[str, Question]) -> dict[str, Question]:
    asked = [question for page in definition.get("pages") or [] for question in page["questions"]]
    members = [member for question in asked for member in question.get("questions") or []]
    return {**FACTS, **bank, **{question["key"]: question for question in (*members, *asked)}}


def _rule(rule: Mapping[str, Any], question: Question | None) -> str:
    asked = f"“{named((question or {}).get('label'), rule['question'])}”"
    operator = OPERATORS.get(rule["is"])
    if operator is None:
        return f"{asked} {rule['is']} {rule.get('than')}"
    words = str(operator.words) % {
        "question": asked,
        "value": _value(rule, question or {"kind": ""}),
    }
    if day := as_day(rule.get("on")):
        words = _("%(rule)s on %(day)s") % {"rule": words, "day": indian_date(day)}
    return words


def _value(rule: Mapping[str, Any], question: Question) -> str:
    return _VALUES[takes(rule["is"], question["kind"])](rule.get("than"), question)


def _option(than: Any, question: Question) -> str:
    if question["kind"] == "yes_no" and than in {"yes", "no"}:
        return _("Yes") if than == "yes" else _("No")
    texts: Mapping[str, str] = next(
        (option for option in question.get("options") or [] if option["value"] == than), {}
    )
    return f"“{named({key: text for key, text in texts.items() if key != 'value'}, str(than))}”"


def _options(than: Any, question: Question) -> str:
    return ", ".join(_option(value, question) for value in than or [])


def _number(than: Any, question: Question) -> str:
    if not isinstance(than, int):
        return str(than)
    if question["kind"] == "money":
        return rupees(than)
    return digits(("-" if than < 0 else "") + in_lakhs(str(abs(than))))


def _years(than: Any, _question: Question) -> str:
    return _("%(age)s years") % {"age": digits(than)}


def _day(than: Any, _question: Question) -> str:
    return indian_date(as_day(than)) or str(than)


_VALUES: dict[str, Callable[[Any, Question], str]] = {
    "nothing": lambda _than, _question: "",
    "option": _option,
    "options": _options,
    "number": _number,
    "years": _years,
    "day": _day,
}
