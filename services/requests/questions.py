"""Builds the form of one page of questions from a published version, in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.languages.fields import (
    ChoiceField,
    ChoicesField,
    DateField,
    LongTextField,
    MobileField,
    MoneyField,
    NameField,
    SelectField,
    TextField,
    TickField,
    WholeNumberField,
    YesNoField,
)
from audit.languages.translated import Translated

Question = Mapping[str, Any]
MANY = 8  # more choices than this are a drop-down, not radio buttons


def question_fields(page: Mapping[str, Any]) -> dict[str, forms.Field]:
    """The fields of a page of a version's definition, by the keys of its questions."""
    return {question["key"]: field_of(question) for question in page["questions"]}


def field_of(question: Question) -> forms.Field:
    field = _FIELDS[question["kind"]](
        question,
        {
            "label": Translated(question["label"]).here,
            "required": question["required"],
        },
    )
    if question["hint"]:
        hint = str(Translated(question["hint"]))
        field.help_text = f"{hint} {field.help_text}".strip() if field.help_text else hint
    return field


def _text(question: Question, shared: dict[str, Any]) -> forms.Field:
    return TextField(limit=question["most"] or 200, **shared)


def _long_text(question: Question, shared: dict[str, Any]) -> forms.Field:
    return LongTextField(limit=question["most"] or 1000, **shared)


def _name(question: Question, shared: dict[str, Any]) -> forms.Field:
    return NameField(limit=question["most"] or 120, **shared)


def _number(question: Question, shared: dict[str, Any]) -> forms.Field:
    return WholeNumberField(least=question["least"], most=question["most"], **shared)


def _money(question: Question, shared: dict[str, Any]) -> forms.Field:
    return MoneyField(least=question["least"] or 0, most=question["most"], **shared)


def _date(question: Question, shared: dict[str, Any]) -> forms.Field:
    return DateField(help_text=_("Day/month/year, for example 03/04/2001."), **shared)


def _yes_no(question: Question, shared: dict[str, Any]) -> forms.Field:
    return YesNoField(**shared)


def _choice(question: Question, shared: dict[str, Any]) -> forms.Field:
    choices = _choices(question)
    if len(choices) > MANY:
        return SelectField(empty=_("Choose one"), choices=choices, **shared)
    return ChoiceField(choices=choices, **shared)


def _several(question: Question, shared: dict[str, Any]) -> forms.Field:
    return ChoicesField(choices=_choices(question), **shared)


def _mobile(question: Question, shared: dict[str, Any]) -> forms.Field:
    return MobileField(**shared)


def _statement(question: Question, shared: dict[str, Any]) -> forms.Field:
    return TickField(**shared)


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(option["value"], str(Translated(option).here)) for option in question["options"]]


_FIELDS: dict[str, Callable[[Question, dict[str, Any]], forms.Field]] = {
    "text": _text,
    "long_text": _long_text,
    "name": _name,
    "number": _number,
    "money": _money,
    "date": _date,
    "yes_no": _yes_no,
    "choice": _choice,
    "choices": _several,
    "mobile": _mobile,
    "statement": _statement,
}
