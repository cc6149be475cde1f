"""Form fields for counts and rupees, written with any digits and with the commas of lakhs."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from audit.languages.text_fields import in_readers_digits, short_line

MOST = 10**12  # more than any count or sum asked for here; larger is a slip of the hand

_GROUPED = re.compile(r"[+-]?[0-9]+(?:[, ][0-9]{2,3})*(?:\.[0-9]+)?")
_MONEY_MARKS = re.compile(r"^(?:rs\.?|inr|₹|৳|টাকা)\s*|\s*(?:/-|/=|rupees?|taka|টাকা)$", re.IGNORECASE)


class WholeNumberField(forms.CharField):
    """An int from `least` to `most`, both included; None where nothing is given."""

    default_error_messages = {
        "required": _("Write the number."),
        "invalid": _("Write a number in digits, for example 12."),
        "whole": _("Write a whole number, without a decimal point."),
        "least": _("This cannot be less than %(least)s."),
        "most": _("This cannot be more than %(most)s."),
    }

    def __init__(self, *, least: int | None = None, most: int | None = None, **kwargs: Any) -> None:
        self.least = -MOST if least is None else least
        self.most = MOST if most is None else most
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "numeric"}))
        super().__init__(empty_value=None, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = self.without_marks(short_line(value, self.error_messages["invalid"]))
        if not text:
            return None
        if not _GROUPED.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return self.within(self.number(text.replace(",", "").replace(" ", "")))

    def without_marks(self, text: str) -> str:
        return text

    def number(self, text: str) -> int | Decimal:
        if "." in text:
            raise ValidationError(self.error_messages["whole"], "whole")
        return int(text)

    def within(self, number: int | Decimal) -> int | Decimal:
        if number < self.least:
            least = {"least": readable(self.least)}
            raise ValidationError(self.error_messages["least"], "least", least)
        if number > self.most:
            raise ValidationError(
                self.error_messages["most"], "most", {"most": readable(self.most)}
            )
        return number


class MoneyField(WholeNumberField):
    """Rupees as a Decimal with at most two places; Rs, ₹, টাকা and /- may stand beside it."""

    default_error_messages = {
        "required": _("Write the amount in rupees."),
        "invalid": _("Write the amount in digits, for example 1,00,000."),
        "paise": _("Write at most two digits after the point."),
    }

    def without_marks(self, text: str) -> str:
        return _MONEY_MARKS.sub("", text)

    def number(self, text: str) -> Decimal:
        if len(text.partition(".")[2]) > 2:
            raise ValidationError(self.error_messages["paise"], "paise")
        return Decimal(text) + 0  # so that "-0" is 0


def readable(number: int) -> str:
    """The number with the commas of lakhs, in the reader's digits."""
    return in_readers_digits(number_format(number, use_l10n=True, force_grouping=True))
