"""How a person's name sounds, whoever wrote it in whichever script; tells nobody's name.

What it gives is stored with each person: after a change of these rules, or of the rules it stands on,
a migration has to store it again.
"""

import re

from audit.languages.spelling import skeleton, sounds, words_of

# Abbreviated in writing, said in full; and titles, which one person writes and another leaves out.
_MOHAMMAD = re.compile(r"ma|md|mhd|m[au]ham+[aei]d")
_TITLES = frozenset({"sri", "srimati", "smt", "srijukta", "mr", "mrs", "ms", "kumari"})
# Bangla says a last vowel that it does not write: সুব্রত is Subrata, শুভ is Shuvo.
_SAID_LAST = re.compile(r"(?:(?:brat|sasat)|^(?:sub|nab|sib))(a)$")
# সেনগুপ্ত is Sen and Gupta, where Latin letters seem to write ং.
_SEEMS_NG = re.compile(r"(?<=.)ng(?=[^aiu])")


def name_sound(name: str) -> str:
    """One text for the spellings of a person's name: words apart, consonants and last vowels kept.

    Titles (শ্রী, Smt.) fall away unless they are all there is. Empty for a text without letters.
    """
    said = [sounds(word)[0] for word in words_of(name)]
    said = [word for word in said if word not in _TITLES] or said
    return " ".join("mmd" if _MOHAMMAD.fullmatch(word) else _name_word(word) for word in said)


def _name_word(sound: str) -> str:
    # Ghose and Ghosh are one name; De is said with its e.
    sound = re.sub(r"(?<=..[^aeiou])e$", "", sound)
    if said := _SAID_LAST.search(sound):
        sound = sound[: said.start(1)]
    # Sumit and Sumita, Rahim and Rahima are two people: the last vowel tells them apart.
    last = sound[-1:].replace("e", "i")
    bare = _SEEMS_NG.sub("n", skeleton(sound))
    return bare + (last if last in set("aiu") and len(sound) > 1 else "")
