"""Writes a Bangla word in Latin letters by the rules of its spelling; refuses no word, leaves other signs."""

import re
from dataclasses import dataclass
from itertools import pairwise

from audit.languages.text import ZWJ, ZWNJ

_HASANTA, _NUKTA = "\u09cd", "\u09bc"
# NFC writes these three in two code points; one is easier to look up.
_NUKTA_LETTERS = {"\u09a1\u09bc": "\u09dc", "\u09a2\u09bc": "\u09dd", "\u09af\u09bc": "\u09df"}


def pairs(table: str) -> dict[str, str]:
    """A letter, its reading, the next letter, its reading, as a table of text holds them."""
    cells = table.split()
    return dict(zip(cells[::2], cells[1::2], strict=True))


_CONSONANTS = pairs(
    "ক k খ kh গ g ঘ gh ঙ ng চ ch ছ chh জ j ঝ jh ঞ n ট t ঠ th ড d ঢ dh ণ n ত t থ th দ d ধ dh ন n "
    "প p ফ ph ব b ভ bh ম m য j র r ল l শ sh ষ sh স s হ h ৎ t ৰ r ৱ w \u09dc r \u09dd rh \u09df y"
)
_VOWELS = pairs("অ o আ a ই i ঈ i উ u ঊ u ঋ ri এ e ঐ oi ও o ঔ ou")
_VOWEL_SIGNS = dict(zip("ািীুূৃেৈোৌ", list(_VOWELS.values())[1:], strict=True))
_CODAS = {"ং": "ng", "ঁ": "n", "ঃ": ""}
_INHERENT = "ɔ"
# Conjuncts that only words from English end in, and without a vowel: স্টুডেন্ট, ট্যাক্স, কার্ড.
_LOAN_ENDS = frozenset(
    ["সট", "নট", "রট", "কট", "লট", "পট", "নড", "রড", "লড", "নস", "কস", "পস", "টস", "রস"]
)
# ব below these is heard as b; below any other letter it is silent.
_HEARD_BA = frozenset("বমরল")


@dataclass
class _Syllable:
    onset: str
    consonants: str  # as written in the onset
    vowel: str


def _onset(cluster: list[str]) -> str:
    """The Latin letters of consonants joined by hasanta."""
    latin = _CONSONANTS[cluster[0]]
    for before, letter in pairwise(cluster):
        if (before, letter) == ("ক", "ষ"):
            latin += "sh"
        elif (before, letter) == ("জ", "ঞ"):
            latin = latin.removesuffix("j") + "gy"
        elif letter == "য":
            latin += "j" if before in "রয" else "y"
        elif letter == "ব" and before not in _HEARD_BA:
            latin += "w"
        else:
            latin += _CONSONANTS[letter]
    return latin


def _syllables(word: str) -> list[_Syllable]:
    for pair, letter in _NUKTA_LETTERS.items():
        word = word.replace(pair, letter)
    # অ্যা and এ্যা write one sound, and র with a joiner keeps its ya-phala from turning into j.
    word = re.sub("[অএ]্যা", "আ", word).replace(f"র{ZWJ}্য", "র").translate({ord(ZWNJ): None})
    word = word.replace(ZWJ, "").replace(_NUKTA, "")
    found: list[_Syllable] = []
    at = 0
    while at < len(word):
        letter = word[at]
        at += 1
        if letter in _CONSONANTS:
            cluster = [letter]
            while word[at : at + 1] == _HASANTA and word[at + 1 : at + 2] in _CONSONANTS:
                cluster.append(word[at + 1])
                at += 2
            sign = word[at : at + 1]
            silent = sign == _HASANTA or letter == "ৎ"
            vowel = "" if silent else _VOWEL_SIGNS.get(sign, _INHERENT)
            at += sign == _HASANTA or sign in _VOWEL_SIGNS
            found.append(_Syllable(_onset(cluster), "".join(cluster), vowel))
        elif letter in _CODAS:
            if found:
                found[-1].vowel += _CODAS[letter]
        elif letter in _VOWELS:
            found.append(_Syllable("", "", _VOWELS[letter]))
        elif letter in _VOWEL_SIGNS:
            found.append(_Syllable("", "", _VOWEL_SIGNS[letter]))
        elif letter != _HASANTA:
            found.append(_Syllable(letter, letter, ""))
    return found


def _written(syllables: list[_Syllable]) -> str:
    return "".join(part.onset + part.vowel for part in syllables).replace(_INHERENT, "o")


def _drop_last(syllables: list[_Syllable]) -> None:
    """শ্রমিক ends in k; after a conjunct or হ (পত্র, বিবাহ) the inherent vowel is heard."""
    last = syllables[-1]
    silent = last.consonants in _LOAN_ENDS or (len(last.consonants) == 1 and last.onset != "h")
    if len(syllables) > 1 and last.vowel == _INHERENT and silent:
        last.vowel = ""


def _drop_inner(syllables: list[_Syllable]) -> None:
    """সরকার is heard without its second inherent vowel: one between VC and CV falls, from the right."""
    for at in range(len(syllables) - 2, 0, -1):
        before, here, after = syllables[at - 1 : at + 2]
        lone = len(here.consonants) == len(after.consonants) == 1
        if lone and here.vowel == _INHERENT and before.vowel and after.vowel:
            here.vowel = ""


def in_latin(word: str) -> list[str]:
    """The word in Latin letters: as written, without its inner inherent vowels, without its last one.

    One to three texts; letters that are not Bangla stay as they are. An empty word gives an empty text.
    """
    syllables = _syllables(word)
    if not syllables:
        return [""]
    _drop_last(syllables)
    full = _written(syllables)
    _drop_inner(syllables)
    short = _written(syllables)
    # Other words from English that end in a conjunct: ব্যাঙ্ক, এক্সচেঞ্জ, ফর্ম.
    last = syllables[-1]
    loan = last.vowel == _INHERENT and len(last.consonants) > 1 and last.onset[-1] not in "yw"
    bare = short[:-1] if loan else short
    return list(dict.fromkeys([full, short, bare]))
