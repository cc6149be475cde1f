"""What each word is worth in each service: where it stands there, and how rare it is in the catalogue."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from audit.languages.spelling import skeleton, sounds, words_of

NAME, SUMMARY, DEPARTMENT, DETAIL = 1.0, 0.3, 0.2, 0.1


@dataclass
class Page:
    """What one service says: `names` are its titles and other names; the rest are (weight, text)."""

    id: int
    names: list[str]
    texts: list[tuple[float, str]] = field(default_factory=list)


class WordWeights:
    """The words of pages. Built once, then only read.

    `at[word][id]` is the weight of a word in a page, 0 to 1. `rarity[word]` is 1 for a word of one page
    and near 0 for a word of all. `names[id]` are the wordings of the page's names. `joined[word]` is
    the length of the first of the two words that a word is made of.
    """

    def __init__(self, pages: Iterable[Page]) -> None:
        self.at: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self.names: dict[int, list[list[str]]] = {}
        self.joined: dict[str, int] = {}
        for page in pages:
            self._read_names(page)
            for weight, text in page.texts:
                for word in words_of(text):
                    self.at[word][page.id] = max(self.at[word].get(page.id, 0), weight)
        self.rarity = self._rarities()

    def _read_names(self, page: Page) -> None:
        # What stands in brackets explains a name: the name is also said without it.
        said = [part for name in page.names for part in {name, name.partition("(")[0]}]
        self.names[page.id] = [words_of(name) for name in said]
        for name in self.names[page.id]:
            # স্বাস্থ্যসাথী is also written in two words, and বিধবা ভাতা in one.
            pairs = {first + second: len(first) for first, second in pairwise(name)}
            self.joined |= pairs
            for word in [*name, *pairs]:
                self.at[word][page.id] = NAME

    def _rarities(self) -> dict[str, float]:
        plainly: defaultdict[str, set[int]] = defaultdict(set)
        anywhere: defaultdict[str, set[int]] = defaultdict(set)
        for word, held in self.at.items():
            heard = _heard(word)
            anywhere[heard].update(held)
            plainly[heard].update(id for id, weight in held.items() if weight >= SUMMARY)
        pages = len(self.names)
        holders = {word: len(plainly[_heard(word)] or anywhere[_heard(word)]) for word in self.at}
        return {word: math.log(1 + pages / n) / math.log(1 + pages) for word, n in holders.items()}


def _heard(word: str) -> str:
    """What a word and its other spellings share, loans in both scripts too: certificate, সার্টিফিকেট."""
    sound = sounds(word)[-1]
    bones = skeleton(sound)
    return bones if len(bones) > 3 else sound
