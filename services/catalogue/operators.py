"""What a rule may say of an answer, by the kind of its question; the lists that authors choose from."""

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

Takes = Literal["nothing", "option", "options", "number", "day", "years"]


@dataclass(frozen=True)
class Operator:
    """`takes` says what `than` holds: an option's value, several, a whole number, a day."""

    name: str
    label: Any  # in a list to choose from
    words: Any  # in a sentence about %(question)s and %(value)s
    takes: Takes


OPERATORS = {
    operator.name: operator
    for operator in (
        Operator("equals", _("is"), _("%(question)s is %(value)s"), "option"),
        Operator("is_not", _("is not"), _("%(question)s is not %(value)s"), "option"),
        Operator("one_of", _("is one of"), _("%(question)s is one of %(value)s"), "options"),
        Operator("includes", _("includes"), _("%(question)s includes %(value)s"), "option"),
        Operator(
            "lacks", _("does not include"), _("%(question)s does not include %(value)s"), "option"
        ),
        Operator("at_least", _("is at least"), _("%(question)s is at least %(value)s"), "number"),
        Operator("at_most", _("is at most"), _("%(question)s is at most %(value)s"), "number"),
        Operator(
            "age_at_least",
            _("makes the age at least"),
            _("%(question)s makes the age at least %(value)s"),
            "years",
        ),
        Operator(
            "age_at_most",
            _("makes the age at most"),
            _("%(question)s makes the age at most %(value)s"),
            "years",
        ),
        Operator("before", _("is before"), _("%(question)s is before %(value)s"), "day"),
        Operator("after", _("is after"), _("%(question)s is after %(value)s"), "day"),
        Operator("answered", _("is answered"), _("%(question)s is answered"), "nothing"),
        Operator(
            "not_answered", _("is not answered"), _("%(question)s is not answered"), "nothing"
        ),
    )
}
ANSWERED = ("answered", "not_answered")
# Satisfied by a question that nobody answered; every other operator is not.
WITHOUT_ANSWER = frozenset({"not_answered", "is_not", "lacks"})

_ONE = ("equals", "is_not", "one_of")
_NUMBER = ("at_least", "at_most", "equals")
_DAY = ("age_at_least", "age_at_most", "before", "after")
_OF_KIND = {
    "choice": _ONE,
    "yes_no": _ONE,
    "choices": ("includes", "lacks"),
    "number": _NUMBER,
    "money": _NUMBER,
    "date": _DAY,
    "partial_date": _DAY,
}


def operators_of(kind: str) -> list[Operator]:
    """Those that an author may choose from for a question of the kind, in order."""
    return [OPERATORS[name] for name in (*_OF_KIND.get(kind, ()), *ANSWERED)]


def takes(operator: str, kind: str) -> Takes:
    """What `than` holds; "equals" takes a number where the question does."""
    if operator == "equals" and kind in {"number", "money"}:
        return "number"
    return OPERATORS[operator].takes
