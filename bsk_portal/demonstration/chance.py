"""Chance from a seed: the same seed in an equal database draws the same people, papers and days."""

from bisect import bisect
from collections.abc import Iterable
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar
from uuid import UUID

from audit.languages.reference_numbers import ALPHABET, RANDOM_LENGTH, check_character

HEXADECIMAL = "0123456789abcdef"

T = TypeVar("T")


class Chance(Random):
    """For invented data only; what protects anybody is drawn by the portal itself."""

    def happens(self, part: float) -> bool:
        return self.random() < part

    def uuid(self) -> UUID:
        return UUID(int=self.getrandbits(128), version=4)

    def characters(self, alphabet: str, length: int) -> str:
        return "".join(self.choices(alphabet, k=length))

    def reference_number(self) -> str:
        """As the portal's own numbers, check character included."""
        chance = self.characters(ALPHABET, RANDOM_LENGTH)
        return chance + check_character(chance)


class Weighted(Generic[T]):
    """Things of which some are drawn more often than others."""

    def __init__(self, shares: Iterable[tuple[T, float]]) -> None:
        pairs = list(shares)
        self.things = [thing for thing, _share in pairs]
        self.upto = list(accumulate(share for _thing, share in pairs))

    def draw(self, chance: Random) -> T:
        return self.things[bisect(self.upto, chance.random() * self.upto[-1])]
