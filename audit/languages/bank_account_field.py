"""A form field for a bank account in India, to which money is to be paid."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.languages.parts_field import PartsField
from audit.languages.text_fields import NameField, in_readers_digits, short_line

_SIGNS = re.compile(r"[\s.\-\u2010-\u2015]+")
SHORTEST, LONGEST = 9, 18  # digits, as the National Payments Corporation takes them
IFSC_LENGTH = 11


class AccountField(forms.CharField):
    """9 to 18 digits, noughts at the beginning kept."""

    default_error_messages = {
        "required": _("Write the account number."),
        "invalid": _("Write the account number in digits only, as in the passbook."),
        "length": _("An account number has %(least)s to %(most)s digits. This has %(count)s."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = _SIGNS.sub("", short_line(value, self.error_messages["invalid"]))
        if not text:
            return ""
        if not re.fullmatch(r"[0-9]+", text):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        if not SHORTEST <= len(text) <= LONGEST:
            counts = {"least": SHORTEST, "most": LONGEST, "count": len(text)}
            told = {name: in_readers_digits(count) for name, count in counts.items()}
            raise ValidationError(self.error_messages["length"], "length", told)
        return text


class IfscField(forms.CharField):
    """Four letters of the bank, 0, six letters or digits of the branch (Reserve Bank of India)."""

    default_error_messages = {
        "required": _("Write the IFSC."),
        "invalid": _("An IFSC has letters and digits only, for example SBIN0001234."),
        "length": _("An IFSC has %(length)s letters and digits. This has %(count)s."),
        "bank": _("An IFSC begins with four letters, for example SBIN0001234."),
        "nought": _("The fifth sign of an IFSC is the digit 0, for example SBIN0001234."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                {"class": "medium", "autocapitalize": "characters", "autocomplete": "off"}
            ),
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = _SIGNS.sub("", short_line(value, self.error_messages["invalid"])).upper()
        if not text:
            return ""
        if not re.fullmatch(r"[A-Z0-9]+", text):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        if len(text) != IFSC_LENGTH:
            counts = {
                "length": in_readers_digits(IFSC_LENGTH),
                "count": in_readers_digits(len(text)),
            }
            raise ValidationError(self.error_messages["length"], "length", counts)
        if not text[:4].isalpha():
            raise ValidationError(self.error_messages["bank"], "bank")
        if text[4] not in "0O":
            raise ValidationError(self.error_messages["nought"], "nought")
        return f"{text[:4]}0{text[5:]}"  # nothing but 0 can stand there: an O is a slip


class BankAccountForm(forms.Form):
    """The number is asked once: it is read again, beside the passbook, before it is sent."""

    account = AccountField(label=_("Account number"), help_text=_("As in the passbook."))
    ifsc = IfscField(
        label=_("IFSC of the branch"),
        help_text=_("11 letters and digits, printed in the passbook, for example SBIN0001234."),
    )
    holder = NameField(
        label=_("Name of the account holder"),
        help_text=_("Only if it is not the applicant's own account."),
        required=False,
    )


class BankAccountField(PartsField):
    """{"account", "ifsc", "holder"}; without the holder where none is named."""

    parts = BankAccountForm

    def answer(self, told: Any, value: Any) -> dict[str, Any]:
        return {part: each for part, each in super().answer(told, value).items() if each}
