"""Form fields for words: cleaned first, then counted; nothing is cut, refused text says why."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from audit.languages.identity_numbers import holds_identity_number
from audit.languages.text import ZWJ, ZWNJ, clean_text, in_digits_of, to_ascii_digits


def in_readers_digits(number: object) -> str:
    return in_digits_of(get_language() or "bn", number)


def short_line(value: Any, refusal: Any) -> str:
    """Cleaned text in the digits 0-9; what is over 200 characters is refused and not cut."""
    text = "" if value is None else str(value)
    if len(text) > 200:
        raise ValidationError(refusal, "invalid")
    return to_ascii_digits(clean_text(text))


class TextField(forms.CharField):
    """One line of at most `limit` characters, without an identity number.

    There is no maxlength on the input: a browser cuts what is pasted and tells nobody.
    """

    lines = False
    default_error_messages = {
        "required": _("Fill this in."),
        "too_short": _("Use at least %(limit)s characters. This has %(count)s."),
        "too_long": _("Use at most %(limit)s characters. This has %(count)s."),
        "identity_number": _(
            "This looks like an Aadhaar number, and we never keep one. Write only its last four "
            "digits. If it is another number, write it in two parts with a word between them, "
            "such as 234123 and 412346."
        ),
    }

    def __init__(self, *, limit: int = 200, least: int = 0, **kwargs: Any) -> None:
        self.limit = limit
        self.least = least
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = str(value or "")
        if len(text) > 20 * self.limit:
            raise self.too_long(text)  # before any work on a text that no person typed
        return clean_text(text, lines=self.lines)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.limit:
            raise self.too_long(value)
        if value and len(value) < self.least:
            raise self.counted("too_short", self.least, value)
        self.refuse_identity_number(value)

    def refuse_identity_number(self, value: str) -> None:
        if holds_identity_number(value):
            raise ValidationError(self.error_messages["identity_number"], "identity_number")

    def too_long(self, text: str) -> ValidationError:
        return self.counted("too_long", self.limit, text)

    def counted(self, code: str, limit: int, text: str) -> ValidationError:
        counts = {"limit": in_readers_digits(limit), "count": in_readers_digits(len(text))}
        return ValidationError(self.error_messages[code], code, counts)


class LongTextField(TextField):
    """Several lines; the person is warned before the box not to tell more than is needed."""

    lines = True
    widget = forms.Textarea

    def __init__(self, *, limit: int = 1000, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea({"rows": rows}))
        kwargs.setdefault(
            "help_text", _("Do not write an Aadhaar number, a password or anything not needed.")
        )
        super().__init__(limit=limit, **kwargs)


# ৺ stands before the name of a person who has died.
NAME_SIGNS = frozenset(f" .,'’‘`´/:()[]·॰৺{ZWJ}{ZWNJ}")


class NameField(TextField):
    """A person's whole name in one box, in any script; one word is enough.

    Five digits are refused: a telephone or identity number typed here would be shown and printed
    as a name. A few digits do no harm and are let be. A valid name has at least one letter.
    """

    most_digits = 4
    default_error_messages = {
        "required": _("Write the name."),
        "number": _("A number is written here. Write the name only."),
        "sign": _("A name cannot hold %(signs)s."),
        "no_letter": _("Write the name in letters."),
    }

    def __init__(self, *, limit: int = 120, **kwargs: Any) -> None:
        super().__init__(limit=limit, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        kinds = [unicodedata.category(letter) for letter in value]
        if kinds.count("Nd") > self.most_digits:
            raise ValidationError(self.error_messages["number"], "number")
        strange = {
            letter
            for letter, kind in zip(value, kinds, strict=True)
            if kind[0] not in "LM" and kind not in {"Nd", "Pd"} and letter not in NAME_SIGNS
        }
        if strange:
            signs = {"signs": " ".join(sorted(strange))}
            raise ValidationError(self.error_messages["sign"], "sign", signs)
        if not any(kind[0] == "L" for kind in kinds):
            raise ValidationError(self.error_messages["no_letter"], "no_letter")
