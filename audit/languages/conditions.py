"""Fields that a form asks for only in some cases: how they are marked, and how one is missed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


def mark_needed_sometimes(form: forms.BaseForm, *names: str) -> None:
    """The form itself says when it asks for these; "(if you wish)" beside them would mislead."""
    for name in names:
        vars(form.fields[name])["needed_sometimes"] = True


def missing(sentence: Any) -> ValidationError:
    """An answer that is still to come, as against one that is wrong."""
    return ValidationError(sentence, "required")
