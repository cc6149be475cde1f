"""Cleans typed text before it is checked, stored or compared; refuses what cannot be text."""

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ZWNJ, ZWJ = "\u200c", "\u200d"
BENGALI_DIGITS = "০১২৩৪৫৬৭৮৯"
DEVANAGARI_DIGITS = "०१२३४५६७८९"
ARABIC_DIGITS, URDU_DIGITS = "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"
ASCII_DIGITS = "0123456789"

_TO_ASCII = str.maketrans(
    BENGALI_DIGITS + DEVANAGARI_DIGITS + ARABIC_DIGITS + URDU_DIGITS, ASCII_DIGITS * 4
)
# Letters and signs of the Indic scripts, where a joiner changes how the word is written.
_INDIC = "\u0900-\u0dff"
_STRAY_JOINER = re.compile(f"(?<![{_INDIC}])[{ZWNJ}{ZWJ}]+|[{ZWNJ}{ZWJ}]+(?![{_INDIC}])")
_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")


def to_ascii_digits(text: str) -> str:
    """The text with Bangla, Devanagari, Arabic and Urdu digits written 0-9."""
    return text.translate(_TO_ASCII)


def in_digits_of(language: str, text: object) -> str:
    """The text with 0-9 written as readers of the language write them; never for machines."""
    digits = settings.LANGUAGE_DIGITS.get(language, ASCII_DIGITS)
    if digits == ASCII_DIGITS:
        return str(text)
    return str(text).translate(str.maketrans(ASCII_DIGITS, digits))


def clean_text(text: str, *, lines: bool = False) -> str:
    """Typed text in NFC without controls, bidi overrides or stray joiners, spaces folded.

    Joiners inside Indic words stay, since the word is spelled with them. `lines` keeps line ends.
    Raises ValidationError for NUL, lone surrogates and undecodable bytes, which are not text.
    """
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text) or "\ufffd" in text:
        raise ValidationError(
            _("This holds characters that cannot be read. Type it again."), code="unreadable"
        )
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    kept = "".join(
        letter
        for letter in text
        if letter in f"\n\t{ZWNJ}{ZWJ}"
        or unicodedata.category(letter) not in {"Cc", "Cf", "Co", "Cn"}
    )
    kept = _STRAY_JOINER.sub("", kept)
    if not lines:
        return " ".join(kept.split())
    return "\n".join(" ".join(line.split()) for line in kept.split("\n")).strip("\n")


def comparison_key(text: str) -> str:
    """One spelling for texts that people read as the same: case, marks, joiners and spaces folded."""
    text = unicodedata.normalize("NFC", to_ascii_digits(text)).casefold()
    return "".join(
        letter for letter in text if letter.isalnum() or unicodedata.category(letter)[0] == "M"
    )
