"""What a wording must be to be sent: its variables, its length, and equal to what is registered."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from citizens.notices.parts import MOST_PARTS, part_count
from citizens.notices.templates import LONGEST, Template

_PLACE = re.compile(r"\{([^{}]*)\}")
SHOWN_AROUND = 12


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each {variable}'s value; braces inside a value stay what they are."""
    return _PLACE.sub(lambda place: values[place[1]], text)


def registered_form(text: str) -> str:
    """As DLT has it: {#var#} in each variable's place."""
    return _PLACE.sub("{#var#}", text)


def longest_values(template: Template) -> dict[str, str]:
    return {name: "9" * LONGEST[kind] for name, kind in template.variables.items()}


def wording_faults(template: Template, text: str) -> ValidationError | None:
    """The first thing for which this wording cannot be sent; None where it can."""
    named = _PLACE.findall(text)
    unknown = [name for name in named if name not in template.variables]
    missing = [name for name in template.variables if name not in named]
    if unknown:
        return ValidationError(
            _("{%(name)s} is no value of this message."), "unknown", {"name": unknown[0]}
        )
    if missing:
        return ValidationError(
            _("The value {%(name)s} is missing in the wording."), "missing", {"name": missing[0]}
        )
    if set(_PLACE.sub("", text)) & set("{}"):
        return ValidationError(_("A brace stands alone. Write values as {number}."), "brace")
    parts = part_count(filled(text, longest_values(template)))
    if parts > MOST_PARTS:
        return ValidationError(
            _("With its longest values this takes %(parts)s parts. Two are the most."),
            "long",
            {"parts": parts},
        )
    return None


def first_difference(sent: str, registered: str) -> ValidationError | None:
    """Where the registered text first differs from what is sent; None where they are equal."""
    if sent == registered:
        return None
    pairs = zip(sent, registered, strict=False)
    shorter = min(len(sent), len(registered))
    at = next((place for place, (one, other) in enumerate(pairs) if one != other), shorter)
    return ValidationError(
        _(
            "It differs from what is sent at character %(place)s: “%(registered)s” is"
            " registered, “%(sent)s” is sent."
        ),
        "differs",
        {
            "place": at + 1,
            "registered": registered[at : at + SHOWN_AROUND] or "…",
            "sent": sent[at : at + SHOWN_AROUND] or "…",
        },
    )
