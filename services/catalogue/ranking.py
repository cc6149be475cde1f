"""Ranks services against typed words: what the met words are worth, how many are met, how like a name."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from audit.languages.spelling import sounds, words_of
from services.catalogue.word_index import WordIndex
from services.catalogue.word_weights import DEPARTMENT, Page, WordWeights

MOST_WORDS = 10
_LEAST_SHARE_OF_BEST = 0.25
_UNKNOWN = 0.6
_LIKENESS = 0.5
# Said around the thing that is looked for, in any of the spellings.
_ASKING = frozenset(
    sound
    for word in words_of(
        "how to apply for the a an of in my i want get need where what is please online form new "
        "কী কি কিভাবে কীভাবে কোথায় কেমন করে আবেদন করব করতে করা করার চাই পাব পেতে জন্য আমার লাগবে "
        "হবে এর ও ফর্ম অনলাইন কবে"
    )
    for sound in sounds(word)[:1]
)

Met = dict[
    str, float
]  # the words of a page that one typed word may mean, each with how sure that is


class Ranking:
    """The pages with their words. Built once, then only read: threads share it."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._words = WordWeights(pages)
        self._place = {id: place for place, id in enumerate(self._words.names)}
        guessable = {
            word: self._words.joined.get(word, 0)
            for word, held in self._words.at.items()
            if max(held.values()) >= DEPARTMENT
        }
        self._index = WordIndex(self._words.at, guessable)

    def best(self, query: str, limit: int) -> list[int]:
        """Ids of the pages that the query may mean, best first."""
        typed = words_of(query)[:MOST_WORDS]
        met = self._met(typed)
        weights = [self._weight(word, here) for word, here in zip(typed, met, strict=True)]
        by_page = {
            id: [here.get(id, {}) for here in met] for id in {id for here in met for id in here}
        }
        scores = {id: self._score(id, words, weights) for id, words in by_page.items()}
        for id in _within_reach(scores, limit):
            scores[id] *= 1 + _LIKENESS * self._likeness(id, by_page[id])
        least = max(scores.values(), default=0) * _LEAST_SHARE_OF_BEST
        ranked = sorted(scores, key=lambda id: (-scores[id], self._place[id]))
        return [id for id in ranked if scores[id] >= least][:limit]

    def _met(self, typed: list[str]) -> list[dict[int, Met]]:
        """For each typed word the pages that hold something it may mean."""
        met: list[dict[int, Met]] = [defaultdict(dict) for _word in typed]
        for first in range(len(typed)):
            for last in range(first + 1, min(first + 3, len(typed)) + 1):
                several = last - first > 1
                meant = self._index.meant_by(
                    "".join(typed[first:last]),
                    unfinished=last == len(typed) and not several,
                    joined=several,
                )
                for word, sure in meant.items():
                    for id in self._words.at[word]:
                        for here in met[first:last]:
                            here[id][word] = max(sure, here[id].get(word, 0))
        return met

    def _weight(self, word: str, here: dict[int, Met]) -> float:
        """What meeting a typed word is worth in sum; words that only ask are worth little."""
        if not _ASKING.isdisjoint(sounds(word)):
            return 0.1
        rarity = self._words.rarity
        found = (rarity[held] * sure for words in here.values() for held, sure in words.items())
        return max(found, default=_UNKNOWN)

    def _score(self, id: int, met: list[Met], weights: list[float]) -> float:
        gained = covered = 0.0
        for words, weight in zip(met, weights, strict=True):
            if words:
                worth = max(self._worth(id, word, sure) for word, sure in words.items())
                gained += min(weight, worth)
                covered += weight * max(words.values())
        return gained * (0.4 + 0.6 * covered / sum(weights))

    def _worth(self, id: int, word: str, sure: float) -> float:
        return sure * self._words.rarity[word] * self._words.at[word][id]

    def _likeness(self, id: int, met: list[Met]) -> float:
        """0 to 1: how much of the nearest of the page's names is met."""
        found: Met = {}
        for words in met:
            for word, sure in words.items():
                found[word] = max(sure, found.get(word, 0))
        return max((self._share(name, found) for name in self._words.names[id]), default=0)

    def _share(self, name: list[str], found: Met) -> float:
        sure = [found.get(word, 0) for word in name]
        for at, pair in enumerate(pairwise(name)):
            joined = found.get("".join(pair), 0)
            sure[at : at + 2] = [max(joined, held) for held in sure[at : at + 2]]
        rarities = [self._words.rarity[word] for word in name]
        got = sum(rarity * held for rarity, held in zip(rarities, sure, strict=True))
        return got / sum(rarities) if rarities else 0


def _within_reach(scores: dict[int, float], limit: int) -> list[int]:
    """Pages that a likeness to a name can still bring among the first; the rest need no comparing."""
    if not scores or limit < 1:
        return []
    order = sorted(scores, key=lambda id: -scores[id])
    last = max(scores[order[min(limit, len(order)) - 1]], scores[order[0]] * _LEAST_SHARE_OF_BEST)
    return [id for id in order if scores[id] * (1 + _LIKENESS) >= last]
