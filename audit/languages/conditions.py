"""Fields that a form asks for only in some cases: how they are marked, and how one is missed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def mark_needed_sometimes(form: forms.BaseForm, *names: str) -> None:
    """The form itself says when it asks for these; "(if you wish)" beside them would mislead."""
    for name in names:
        vars(form.fields[name])["needed_sometimes"] = True


def missing(sentence: Any) -> ValidationError:
    """An answer that is still to come, as against one that is wrong."""
    return ValidationError(sentence, "required")


def keep_the_chosen(
    form: forms.Form, told: dict[str, Any], choice: Any, ways: Mapping[str, str]
) -> None:
    """Of several ways to tell one thing the chosen one counts; what stands in the others is let be.

    `ways` names the field of each choice. Nothing is done where the choice itself is missing.
    """
    chosen = ways.get(choice or "")
    if not chosen:
        return
    for name in ways.values():
        if name != chosen:
            told[name] = None
            form.errors.pop(name, None)
    if chosen not in form.errors and told.get(chosen) is None:
        form.add_error(chosen, missing(_("Fill this in: you chose it above.")))
