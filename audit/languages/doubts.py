"""What is likely a slip in an answer and may yet be right: the person is asked to look again."""

from collections.abc import Mapping
from typing import Any

from django import forms

from audit.languages.parts_field import PartsField


def doubts(form: forms.BaseForm, kept: Mapping[str, Any]) -> list[str]:
    """Sentences in the reader's language, by the `doubt` of the fields that have one."""
    return [
        sentence
        for name, field in form.fields.items()
        for sentence in doubts_of(field, kept.get(name))
    ]


def doubts_of(field: forms.Field, value: Any) -> list[str]:
    """The doubts about one kept answer of the field, or about its parts."""
    if not value:
        return []
    if isinstance(field, PartsField) and isinstance(value, Mapping):
        return doubts(field.form_of(value, checked=False), value)
    doubt = getattr(field, "doubt", None)
    sentence = doubt(value) if doubt else ""
    return [sentence] if sentence else []
