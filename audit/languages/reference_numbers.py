"""Numbers that people copy by hand: by chance, without look-alikes, with a check character."""

import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.languages.text import to_ascii_digits

# No 0 O Q, 1 I L, 2 Z, 5 S, U V, B: 23 characters, a prime, so that the check finds every single
# wrong character and every pair of neighbours in the wrong order.
ALPHABET = "346789ACDEFGHJKMNPRTWXY"
PREFIX = "BSK"
RANDOM_LENGTH = 12  # 23 ** 12 is 54.3 bits
LENGTH = RANDOM_LENGTH + 1

_VALUE = {character: value for value, character in enumerate(ALPHABET)}


def new_number() -> str:
    """Thirteen characters as they are stored, the last of them the check."""
    chance = "".join(secrets.choice(ALPHABET) for _place in range(RANDOM_LENGTH))
    return chance + check_character(chance)


def check_character(chance: str) -> str:
    """The character that makes the sum of value times place divisible by 23."""
    rest = sum(place * _VALUE[character] for place, character in enumerate(chance, start=1))
    # LENGTH is not divisible by 23, so that exactly one character fits.
    return ALPHABET[-rest * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)]


def shown(number: str) -> str:
    """The number as people see it: BSK-XXXX-XXXX-XXXXX."""
    return f"{PREFIX}-{number[:4]}-{number[4:8]}-{number[8:]}"


def parse(typed: str) -> str:
    """The stored form of a number typed in any case, with spaces, hyphens or Bangla digits.

    Raises ValidationError, with a sentence for the reader, for what no number of ours can be.
    """
    text = to_ascii_digits(typed[:200]).upper()
    characters = "".join(character for character in text if character.isalnum())
    characters = characters.removeprefix(PREFIX)
    if len(characters) != LENGTH:
        raise ValidationError(
            _("The number has 13 letters and digits after BSK. Check it on your slip."), "length"
        )
    if not set(characters) <= set(ALPHABET):
        raise ValidationError(
            _("The number holds a letter or digit that we never use. Check it on your slip."),
            "alphabet",
        )
    if check_character(characters[:RANDOM_LENGTH]) != characters[-1]:
        raise ValidationError(
            _("One letter or digit of the number is wrong. Check it on your slip."), "check"
        )
    return characters
