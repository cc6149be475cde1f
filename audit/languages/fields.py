"""Index of the form fields that every form of the portal is made of."""

from audit.languages.choice_fields import (
    ChoiceField,
    ChoicesField,
    SelectField,
    TickField,
    YesNoField,
)
from audit.languages.contact_fields import EmailField, MobileField, PinField
from audit.languages.date_field import DateField
from audit.languages.number_fields import MoneyField, WholeNumberField
from audit.languages.text_fields import LongTextField, NameField, TextField

__all__ = [
    "ChoiceField",
    "ChoicesField",
    "DateField",
    "EmailField",
    "LongTextField",
    "MobileField",
    "MoneyField",
    "NameField",
    "PinField",
    "SelectField",
    "TextField",
    "TickField",
    "WholeNumberField",
    "YesNoField",
]
