"""The form field of a question of a published version, in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from audit.languages.fields import (
    AadhaarField,
    BankAccountField,
    ChoiceField,
    ChoicesField,
    DateField,
    EmailField,
    EpicField,
    LongTextField,
    MobileField,
    MoneyField,
    NameField,
    PartialDateField,
    PinField,
    RationCardField,
    SchemeNumberField,
    SelectField,
    TextField,
    TickField,
    WholeNumberField,
    YesNoField,
)
from audit.languages.spoken import in_its_language
from audit.languages.texts import Translated
from citizens.people.address_field import AddressField
from services.catalogue.kinds import DOCUMENT_KINDS
from services.requests.documents.fields import DocumentsField

Question = Mapping[str, Any]
MANY = 8  # more choices than this are a drop-down, not radio buttons


def field_of(question: Question) -> forms.Field:
    """The field of one question of any kind but "group", which is a form for each of its members.

    The author's own words stand where the field would say that nothing, or nothing right, is given;
    a sentence that tells more, such as the limit that was passed, stays.
    """
    shared: dict[str, Any] = {
        "label": in_its_language(Translated(question["label"])),
        "required": question["required"],
    }
    if question.get("error"):
        error = in_its_language(Translated(question["error"]))
        shared["error_messages"] = {"required": error, "invalid": error}
    kind = question["kind"]
    field = _PLAIN[kind](**shared) if kind in _PLAIN else _FIELDS[kind](question, shared)
    if question.get("hint"):
        hint = in_its_language(Translated(question["hint"]))
        own = field.help_text  # a line of its own: an author need not end hers with a full stop
        field.help_text = format_html("{}<br>{}", hint, own) if own else hint
    return field


def _letters(question: Question, usual: int) -> dict[str, int]:
    return {"limit": question.get("most") or usual, "least": question.get("least") or 0}


def _text(question: Question, shared: dict[str, Any]) -> forms.Field:
    return TextField(**_letters(question, 200), **shared)


def _long_text(question: Question, shared: dict[str, Any]) -> forms.Field:
    return LongTextField(**_letters(question, 1000), **shared)


def _name(question: Question, shared: dict[str, Any]) -> forms.Field:
    return NameField(**_letters(question, 120), **shared)


def _number(question: Question, shared: dict[str, Any]) -> forms.Field:
    return WholeNumberField(least=question.get("least"), most=question.get("most"), **shared)


def _money(question: Question, shared: dict[str, Any]) -> forms.Field:
    return MoneyField(least=question.get("least") or 0, most=question.get("most"), **shared)


def _date(question: Question, shared: dict[str, Any]) -> forms.Field:
    return DateField(help_text=_("Day/month/year, for example 03/04/2001."), **shared)


def _choice(question: Question, shared: dict[str, Any]) -> forms.Field:
    options = question.get("options", ())
    if len(options) > MANY:  # of one list, since an option of a drop-down holds no mark-up
        choices = [(option["value"], str(option_text(option))) for option in options]
        return SelectField(empty=_("Choose one"), choices=choices, **shared)
    return ChoiceField(choices=_choices(question), **shared)


def _several(question: Question, shared: dict[str, Any]) -> forms.Field:
    return ChoicesField(choices=_choices(question), **shared)


def _pin(question: Question, shared: dict[str, Any]) -> forms.Field:
    return PinField(help_text=_("Six digits."), **shared)


def _aadhaar(question: Question, shared: dict[str, Any]) -> forms.Field:
    return AadhaarField(
        help_text=_(
            "The last four digits are enough, and no more are kept. Without it you are not refused."
        ),
        **shared,
    )


def _epic(question: Question, shared: dict[str, Any]) -> forms.Field:
    return EpicField(help_text=_("As on the voter card, for example ABC1234567."), **shared)


def _document(question: Question, shared: dict[str, Any]) -> forms.Field:
    allowed = question.get("documents") or {}
    return DocumentsField(
        kinds=allowed.get("kinds") or DOCUMENT_KINDS,
        megabytes_each=allowed.get("mb"),
        least=question.get("least"),
        most=question.get("most"),
        **shared,
    )


def _choices(question: Question) -> list[tuple[str, str]]:
    return [
        (option["value"], in_its_language(option_text(option)))
        for option in question.get("options", ())
    ]


def option_text(option: Mapping[str, Any]) -> Translated:
    return Translated({key: text for key, text in option.items() if key != "value"})


# Kinds of which a question says nothing but what all say.
_PLAIN: dict[str, Callable[..., forms.Field]] = {
    "yes_no": YesNoField,
    "mobile": MobileField,
    "email": EmailField,
    "statement": TickField,
    "partial_date": PartialDateField,
    "address": AddressField,
    "bank_account": BankAccountField,
    "ration_card": RationCardField,
    "scheme_number": SchemeNumberField,
}
_FIELDS: dict[str, Callable[[Question, dict[str, Any]], forms.Field]] = {
    "text": _text,
    "long_text": _long_text,
    "name": _name,
    "number": _number,
    "money": _money,
    "date": _date,
    "choice": _choice,
    "choices": _several,
    "pin": _pin,
    "aadhaar": _aadhaar,
    "epic": _epic,
    "document": _document,
}
