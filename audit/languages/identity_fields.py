"""Form fields for numbers on people's cards; of Aadhaar the last four digits, and never more."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.in_ import aadhaar

from audit.languages.choice_fields import ChoiceField
from audit.languages.identity_numbers import holds_identity_number
from audit.languages.parts_field import PartsField
from audit.languages.text import to_ascii_digits
from audit.languages.text_fields import TextField, short_line

_SIGNS = re.compile(r"[\s.,/\\\-\u2010-\u2015]+")
_MASKED = re.compile(r"(?:[X*]{8})?([0-9]{4})", re.IGNORECASE)
_EPIC = re.compile(r"[A-Z]{3}[0-9]{7}")
_CARD = re.compile(r"[A-Z0-9]{5,20}")


class AadhaarField(forms.CharField):
    """The last four digits, or "". Of a whole number, which is checked first, no more leaves this field.

    Never required, whatever is asked for: nobody is refused for want of it (chief secretary's order
    of November 2022). A page that comes back shows four digits at most.
    """

    default_error_messages = {
        "invalid": _("Write the 12 digits of the Aadhaar number, or only the last four."),
        "wrong": _("A digit of this number is wrong. Write all 12 again, or only the last four."),
        "virtual": _(
            "This is a virtual id of 16 digits. Write the last four digits of the Aadhaar number, "
            "or leave this empty."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        )
        super().__init__(**{**kwargs, "required": False})

    def to_python(self, value: Any) -> str:
        text = _SIGNS.sub("", short_line(value, self.error_messages["invalid"]))
        masked = _MASKED.fullmatch(text)
        if not text or masked:
            return masked[1] if masked else ""
        if not text.isdecimal() or len(text) not in {12, 16}:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        if len(text) == 16:
            raise ValidationError(self.error_messages["virtual"], "virtual")
        if not aadhaar.is_valid(text):
            raise ValidationError(self.error_messages["wrong"], "wrong")
        return text[-4:]

    def prepare_value(self, value: Any) -> Any:
        """What was typed, but of more than four digits the last four alone."""
        digits = re.findall(r"\d", str(value or ""))
        return to_ascii_digits("".join(digits[-4:])) if len(digits) > 4 else value


class SchemeNumberField(TextField):
    """A number that another office gave: any text of at most 40 characters, Aadhaar-like or not."""

    default_error_messages = {"required": _("Write the number as on the card or letter.")}

    def __init__(self, *, limit: int = 40, **kwargs: Any) -> None:
        super().__init__(limit=limit, **kwargs)

    def refuse_identity_number(self, value: str) -> None:
        """One in twelve numbers of twelve digits passes for an Aadhaar number: see `doubt`."""

    def doubt(self, value: str) -> str:
        if not holds_identity_number(value):
            return ""
        return str(
            _("This looks like an Aadhaar number, which is not asked for here. Go on if it is not.")
        )


class EpicField(SchemeNumberField):
    """The number of a voter card in capitals without signs: three letters, seven digits.

    Older cards differ (WB/01/004/123456), so that another number is doubted and not refused.
    """

    default_error_messages = {
        "required": _("Write the number of the voter card."),
        "invalid": _("Write the number as on the voter card, for example ABC1234567."),
    }

    def to_python(self, value: Any) -> str:
        text = short_line(value, self.error_messages["invalid"]).upper()
        plain = _SIGNS.sub("", text)
        if _EPIC.fullmatch(plain) or not text:
            return plain
        if not _CARD.fullmatch(plain) or sum(letter.isdigit() for letter in plain) < 4:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return re.sub(r" ?([/\-]) ?", r"\1", text)

    def doubt(self, value: str) -> str:
        if not value or _EPIC.fullmatch(value):
            return ""
        return str(
            _(
                "A voter card number is mostly three letters and seven digits. Go on if yours differs."
            )
        )


RATION_CARDS = ("AAY", "PHH", "SPHH", "RKSY-I", "RKSY-II")


class RationNumberField(SchemeNumberField):
    """Capital letters and digits, at least four of these, without signs between them."""

    default_error_messages = {
        "required": _("Write the number of the ration card."),
        "invalid": _("Write the number as on the ration card, for example 0012345678."),
    }

    def to_python(self, value: Any) -> str:
        plain = _SIGNS.sub("", short_line(value, self.error_messages["invalid"]).upper())
        if not plain:
            return ""
        if not _CARD.fullmatch(plain) or sum(letter.isdigit() for letter in plain) < 4:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return plain


class RationCardForm(forms.Form):
    kind = ChoiceField(label=_("Kind of card"), choices=[(kind, kind) for kind in RATION_CARDS])
    number = RationNumberField(
        label=_("Number of the card"),
        help_text=_("The number printed on the card."),
    )

    ANOTHER_KIND = _(
        "This number begins with %(begins)s, and %(chosen)s is chosen above. Put one of them right."
    )

    def clean(self) -> dict[str, Any]:
        """The kind may stand before the number, as on the card, if it is the one that is chosen."""
        told = super().clean() or self.cleaned_data
        begins, rest = _kind_before(told.get("number", ""))
        if begins and begins == told.get("kind"):
            told["number"] = rest
        elif begins and "kind" in told:
            self.add_error(
                "number",
                ValidationError(
                    self.ANOTHER_KIND, "kind", {"begins": begins, "chosen": told["kind"]}
                ),
            )
        return told


def _kind_before(number: str) -> tuple[str, str]:
    """The kind that the number begins with, and what follows; "" where it begins with none."""
    for kind in sorted(RATION_CARDS, key=len, reverse=True):
        letters = kind.replace("-", "")
        if number.startswith(letters):
            return kind, number.removeprefix(letters)
    return "", number


class RationCardField(PartsField):
    """{"kind", "number"}."""

    parts = RationCardForm
