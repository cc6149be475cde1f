"""Keys under which the spellings of one word meet, in Bangla letters or Latin; holds no word list."""

import re
import unicodedata
from functools import lru_cache

from audit.languages.bangla_letters import in_latin, pairs
from audit.languages.text import ZWJ, ZWNJ, to_ascii_digits

LONGEST_WORD = 40
_WORD = re.compile(rf"(?:[^\W_]|[\u0300-\u036f\u0900-\u0963\u0966-\u0dff{ZWNJ}{ZWJ}])+")
# Joiners change how a word looks, not which word it is; but র‍্য is not র্য.
_JOINER = re.compile(f"{ZWNJ}|(?<!র){ZWJ}|{ZWJ}(?!্)")
_SPELLED = re.compile(r"[a-z]{2,5}|[a-z]{1,3}[0-9]{1,2}")

# The two scripts stand in one order, 0x80 apart; only व has no Bangla letter of its own.
_DEVANAGARI = {code: chr(code + 0x80) for code in range(0x0901, 0x094E)} | {ord("व"): "ব"}

# Names of the Latin letters as Bangla writes them: এসসি is SC, আরটিআই is RTI.
_LETTER_NAMES = pairs(
    "a e b bi c si d di e i f ef g ji h ech i ai j je k ke l el m em n en o o p pi q kiu r ar s es "
    "t ti u iu v bhi w dablu x eks y oyai z jed"
)

# What an English word has and a Bangla word in Latin letters has not.
_ENGLISH = [
    (r"c(?=[eiy])", "s"),
    (r"igh", "ai"),
    (r"(?<=[^aeiou])y(?=[^aeiou])", "ai"),
    (r"ea", "i"),
    (r"dg(?=[eiy])", "j"),
    (r"g(?=[eiy])", "j"),
    (r"(?<=[a-z][^aeiouy])e$", ""),
]
_SOUNDS = [
    (r"qu?e$", "k"),  # হক: Haque, Hoque
    (r"[tsc]+ion", "son"),  # ration, pension, রেশন
    (r"sch", "sk"),
    (r"c+h+", "C"),
    (r"c(?=[eiy])", "s"),
    (r"[cq]", "k"),
    (r"x", "ks"),
    (r"k+h*s+h*(?=[aeioumny])", "k"),  # ক্ষ: ksh, kkh, x
    (r"k+h*m", "k"),  # লক্ষ্মী: lakshmi, laxmi, lokkhi
    (r"f", "p"),
    (r"z", "j"),
    (r"^jn|(?<=i)jn|^gn", "g"),  # জ্ঞ: jn, gn, gy
    (r"ee", "i"),
    (r"oo", "u"),
    (r"^y(?=[aeiou])", "j"),  # যুব: yuva, juba
    (r"ry(?=[aeou])", "rj"),  # আচার্য: acharya, acharjo
    (r"(?<=[^aeiouy])y(?=[aeiou])", ""),  # ya-phala doubles: khadya, khaddo
    (r"(?<=[aeiou])y(?=[aeiou])", ""),
    (r"y", "i"),
    (r"(?<=[^aeiou])w(?=[aeiou])|(?<=[sdtjh])v(?=[aeiou])", ""),  # ba-phala is silent: swasthya
    (r"^w", "o"),
    (r"(?<=[aeiou])w(?=[aeiou])", ""),
    (r"w", "u"),
    (r"v", "b"),
    (r"ng+", "n"),
    (r"m(?=s)", "n"),
    (r"(?<=[^aeiou0-9])h", ""),  # aspirates
    (r"h(?![aeiou])", ""),
    (r"o", "a"),
    (r"^iu", "ju"),
    (r"([a-zC])\1+", r"\1"),
    (r"C", "c"),
]
_ENGLISH_RULES = [(re.compile(pattern), to) for pattern, to in _ENGLISH]
_SOUND_RULES = [(re.compile(pattern), to) for pattern, to in _SOUNDS]


def words_of(text: str) -> list[str]:
    """The words of a text as typed: NFC, digits 0-9, small letters, no joiners, each cut at 40 letters."""
    text = unicodedata.normalize("NFC", to_ascii_digits(text)).casefold()
    text = _JOINER.sub("", text)
    found = (match.group() for match in _WORD.finditer(text))
    return [word[:LONGEST_WORD] for word in found if any(letter.isalnum() for letter in word)]


def _plain(word: str) -> str:
    """Latin letters without their accents: lakṣmī is lakshmi."""
    word = word.replace("ṣ", "sh").replace("ś", "sh").replace("ṛ", "ri")
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _sound(latin: str) -> str:
    for pattern, to in _SOUND_RULES:
        latin = pattern.sub(to, latin)
    return latin


@lru_cache(maxsize=20_000)
def sounds(word: str) -> tuple[str, ...]:
    """How a word of `words_of` may be said, likeliest first; equal sounds mean one word. At least one."""
    word = word.translate(_DEVANAGARI)
    if any("\u0980" <= letter <= "\u09ff" for letter in word):
        latin = in_latin(word)
    else:
        english = word = _plain(word)
        for pattern, to in _ENGLISH_RULES:
            english = pattern.sub(to, english)
        latin = [word, english]
    return tuple(dict.fromkeys(_sound(reading) for reading in latin))


def letters_named(word: str) -> str | None:
    """The sound of a short Latin word read letter by letter, as RTI is; None for any other word."""
    if not _SPELLED.fullmatch(word):
        return None
    return _sound("".join(_LETTER_NAMES.get(letter, letter) for letter in word))


def skeleton(sound: str) -> str:
    """The consonants of a sound; a vowel it begins with is kept as `a`, an inner h is not heard."""
    bare = sound[:1] + re.sub(r"[aeiouh]", "", sound[1:])
    return f"a{bare[1:]}" if sound[:1] in set("aeiou") else bare
