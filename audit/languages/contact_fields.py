"""Form fields for reaching a person: mobile, e-mail and PIN code, stored in one spelling."""

import re
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from audit.languages.text import clean_text
from audit.languages.text_fields import short_line

_TELEPHONE_SIGNS = re.compile(r"[0-9 +().\-\u2010-\u2015]+")
_MOBILE = re.compile(r"[6-9][0-9]{9}")


class MobileField(forms.CharField):
    """An Indian mobile number as +91 and ten digits; "" where none is given.

    Takes +91, 91, 0, spaces, hyphens and Bangla digits. A family shares one: it identifies nobody.
    """

    default_error_messages = {
        "required": _("Write the mobile number."),
        "invalid": _("Write a mobile number of 10 digits that begins with 6, 7, 8 or 9."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = short_line(value, self.error_messages["invalid"])
        if not text:
            return ""
        if not _TELEPHONE_SIGNS.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        try:
            number = phonenumbers.parse(text, "IN")
        except phonenumbers.NumberParseException:
            raise ValidationError(self.error_messages["invalid"], "invalid") from None
        if number.country_code != 91 or not _MOBILE.fullmatch(str(number.national_number)):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return f"+91{number.national_number}"


class EmailField(forms.CharField):
    """An e-mail address on one line; "" where none is given."""

    default_error_messages = {
        "required": _("Write the e-mail address."),
        "invalid": _("Write an e-mail address like name@example.in."),
    }
    default_validators = [EmailValidator(default_error_messages["invalid"])]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.EmailInput({"autocomplete": "email"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = str(value or "")
        if len(text) > 254:  # the longest an address can be, RFC 5321
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return clean_text(text)


class PinField(forms.CharField):
    """Six digits, the first not 0. A PIN of another state is taken: people live near borders."""

    default_error_messages = {
        "required": _("Write the PIN code."),
        "invalid": _("A PIN code has 6 digits and does not begin with 0."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput({"inputmode": "numeric", "autocomplete": "postal-code"})
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = short_line(value, self.error_messages["invalid"]).replace(" ", "")
        if text and not re.fullmatch(r"[1-9][0-9]{5}", text):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return text

    def doubt(self, value: str) -> str:
        if not value or is_west_bengal_pin(value):
            return ""
        return str(_("This PIN code is not of West Bengal. Go on if it is right."))


def is_west_bengal_pin(pin: str) -> bool:
    """Circles 70 to 74, without Sikkim (737) and the Andaman and Nicobar Islands (744)."""
    return "70" <= pin[:2] <= "74" and pin[:3] not in {"737", "744"}
