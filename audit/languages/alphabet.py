"""The order of names in a list, as the dictionaries of the reader's script have it.

Own rules and no collation library: the Unicode default order that pyuca carries makes ং ঃ ঁ a mere
shade of the letter before them, and PyICU has to be compiled against ICU on every host.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from django.conf import settings
from django.utils.translation import get_language

from audit.languages.text import ZWJ, ZWNJ, to_ascii_digits

T = TypeVar("T")
Key = tuple[tuple[int, int], ...]

# Paschimbanga Bangla Akademi's order: vowels, then ং ঃ ঁ, then consonants, each ড় ঢ় য় after its
# letter; a vowel sign comes after every letter, and hasanta, which joins a conjunct, after the signs.
_BANGLA = (
    "অ আ ই ঈ উ ঊ ঋ ৠ ঌ ৡ এ ঐ ও ঔ ং ঃ ঁ ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড \u09dc ঢ \u09dd ণ ত থ দ ধ ন "
    "প ফ ব ভ ম য \u09df র ৰ ল ৱ শ ষ স হ া ি ী ু ূ ৃ ৄ ৢ ৣ ে ৈ ো ৌ ্"
)
# Hindi dictionaries begin with ं, with which ँ is one; a nukta makes no letter of its own.
_DEVANAGARI = (
    "ंँ ः अ आ इ ई उ ऊ ऋ ॠ ऌ ॡ ऍ ऎ ए ऐ ऑ ऒ ओ औ क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म "
    "य र ल ळ व श ष स ह ा ि ी ु ू ृ ॄ ॢ ॣ ॅ ॆ े ै ॉ ॊ ो ौ ्"
)
_GAP, _NUMBER, _OWN = 0, 1, 2
_BEHIND = {"bangla": 3, "devanagari": 4, "": 5}
_SCRIPT_OF = {"bn": "bangla", "hi": "devanagari"}
_RANKS = {
    letter: (script, rank)
    for script, order in (("bangla", _BANGLA), ("devanagari", _DEVANAGARI))
    for rank, letters in enumerate(order.split())
    for letter in letters
}
# What NFC writes in two code points; ৎ is ত that has no vowel; a joiner moves no word.
_ONE_LETTER = {
    ZWNJ: "",
    ZWJ: "",
    "\u09a1\u09bc": "\u09dc",
    "\u09a2\u09bc": "\u09dd",
    "\u09af\u09bc": "\u09df",
    "ৎ": "ত্",
}
_PARTS = re.compile(r"[0-9]{1,18}|.", re.DOTALL)


@lru_cache(maxsize=20_000)
def sort_key(text: str, language: str) -> Key:
    """Where a text stands in a list for readers of the language; equal for texts read as one.

    Word by word: a gap comes first, then numbers by value in any script's digits, then the script
    of the language, then Bangla, Devanagari, and all others by code point without case.
    Joiners and accents do not count; hyphens, stops and brackets are gaps.
    """
    text = unicodedata.normalize("NFD", to_ascii_digits(text)).casefold()
    text = unicodedata.normalize("NFC", text)
    for written, letter in _ONE_LETTER.items():
        text = text.replace(written, letter)
    own = _SCRIPT_OF.get(language, "")
    key: list[tuple[int, int]] = []
    for part in _PARTS.findall(text):
        if part in _RANKS:
            script, rank = _RANKS[part]
        elif part.isascii() and part.isdigit():
            key.append((_NUMBER, int(part)))
            continue
        elif part.isalnum():
            script, rank = "", ord(unicodedata.normalize("NFKD", part)[0])
        else:
            if unicodedata.category(part)[0] != "M" and unicodedata.category(part) != "Cf":
                key.append((_GAP, 0))
            continue
        key.append((_OWN if script == own else _BEHIND[script], rank))
    return _single_gaps(key)


def _single_gaps(key: list[tuple[int, int]]) -> Key:
    """Runs of gaps as one, none at either end."""
    single: list[tuple[int, int]] = []
    for part in key:
        if part[0] != _GAP or (single and single[-1][0] != _GAP):
            single.append(part)
    if single and single[-1][0] == _GAP:
        single.pop()
    return tuple(single)


def alphabetical(things: Iterable[T], *, name: Callable[[T], object] = str) -> list[T]:
    """The things by their names, for who reads the page that is being made."""
    language = get_language() or settings.LANGUAGE_CODE
    return sorted(things, key=lambda thing: sort_key(str(name(thing)), language))
