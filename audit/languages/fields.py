"""Index of the form fields that every form of the portal is made of."""

from audit.languages.bank_account_field import BankAccountField
from audit.languages.choice_fields import (
    ChoiceField,
    ChoicesField,
    SelectField,
    TickField,
    YesNoField,
)
from audit.languages.contact_fields import EmailField, MobileField, PinField
from audit.languages.date_field import DateField
from audit.languages.identity_fields import (
    AadhaarField,
    EpicField,
    RationCardField,
    SchemeNumberField,
)
from audit.languages.number_fields import MoneyField, WholeNumberField
from audit.languages.partial_date_field import PartialDateField, PastYearField
from audit.languages.text_fields import LongTextField, NameField, TextField

__all__ = [
    "AadhaarField",
    "BankAccountField",
    "ChoiceField",
    "ChoicesField",
    "DateField",
    "EmailField",
    "EpicField",
    "LongTextField",
    "MobileField",
    "MoneyField",
    "NameField",
    "PartialDateField",
    "PastYearField",
    "PinField",
    "RationCardField",
    "SchemeNumberField",
    "SelectField",
    "TextField",
    "TickField",
    "WholeNumberField",
    "YesNoField",
]
