"""Weighs services against typed words: where a word stands, how rare it is, how many words are met."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from services.catalogue.spelling import skeleton, sounds, words_of
from services.catalogue.word_index import WordIndex

NAME, SUMMARY, DEPARTMENT, DETAIL = 1.0, 0.3, 0.2, 0.08
MOST_WORDS = 10
_LEAST_SHARE_OF_BEST = 0.25
_UNKNOWN = 0.6
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


@dataclass
class Page:
    """What one service says: `names` are its titles and other names; the rest are (weight, text)."""

    id: int
    names: list[str]
    texts: list[tuple[float, str]] = field(default_factory=list)


class Ranking:
    """The pages with their words. Built once, then only read: threads share it."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._weights: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self._names: dict[int, list[list[str]]] = {}
        joined: dict[str, int] = {}
        for page in pages:
            self._names[page.id] = [words_of(name) for name in page.names]
            for name in self._names[page.id]:
                # স্বাস্থ্যসাথী is also written in two words, and বিধবা ভাতা in one.
                joined |= {first + second: len(first) for first, second in pairwise(name)}
                for word in [*name, *map("".join, pairwise(name))]:
                    self._weights[word][page.id] = NAME
            for weight, text in page.texts:
                for word in words_of(text):
                    held = self._weights[word].get(page.id, 0)
                    self._weights[word][page.id] = max(held, weight)
        self._place = {id: place for place, id in enumerate(self._names)}
        self._rarity = self._rarities()
        guessable = {
            word: joined.get(word, 0)
            for word, held in self._weights.items()
            if max(held.values()) >= DEPARTMENT
        }
        self._index = WordIndex(self._weights, guessable)

    def _rarities(self) -> dict[str, float]:
        """0 to 1 for each word: 1 in one service, near 0 in all; spellings of one word count as one."""
        plainly: defaultdict[str, set[int]] = defaultdict(set)
        anywhere: defaultdict[str, set[int]] = defaultdict(set)
        for word, held in self._weights.items():
            heard = _heard(word)
            anywhere[heard].update(held)
            plainly[heard].update(id for id, weight in held.items() if weight >= SUMMARY)
        services = len(self._names)
        rarity: dict[str, float] = {}
        for word in self._weights:
            holders = plainly[_heard(word)] or anywhere[_heard(word)]
            rarity[word] = math.log(1 + services / len(holders)) / math.log(1 + services)
        return rarity

    def best(self, query: str, limit: int) -> list[int]:
        """Ids of the pages that the query may mean, best first."""
        typed = words_of(query)[:MOST_WORDS]
        met = self._met(typed)
        weights = [self._weight(word, here) for word, here in zip(typed, met, strict=True)]
        scores = {id: self._score(id, met, weights) for id in {id for here in met for id in here}}
        least = max(scores.values(), default=0) * _LEAST_SHARE_OF_BEST
        ranked = sorted(scores, key=lambda id: (-scores[id], self._place[id]))
        return [id for id in ranked if scores[id] >= least][:limit]

    def _met(self, typed: list[str]) -> list[dict[int, dict[str, float]]]:
        """For each typed word, the pages and their words that it may mean, with how sure that is."""
        met: list[dict[int, dict[str, float]]] = [defaultdict(dict) for _word in typed]
        for first in range(len(typed)):
            for last in range(first + 1, min(first + 3, len(typed)) + 1):
                joined = "".join(typed[first:last])
                several = last - first > 1
                unfinished = last == len(typed) and not several
                meant = self._index.meant_by(joined, unfinished=unfinished, joined=several)
                for word, sure in meant.items():
                    for id in self._weights[word]:
                        for here in met[first:last]:
                            here[id][word] = max(sure, here[id].get(word, 0))
        return met

    def _weight(self, word: str, here: dict[int, dict[str, float]]) -> float:
        """What meeting a typed word is worth in sum; words that only ask are worth little."""
        if not _ASKING.isdisjoint(sounds(word)):
            return 0.1
        return max(
            (sure * self._rarity[held] for words in here.values() for held, sure in words.items()),
            default=_UNKNOWN,
        )

    def _score(
        self, id: int, met: list[dict[int, dict[str, float]]], weights: list[float]
    ) -> float:
        gained = covered = 0.0
        found: dict[str, float] = {}
        for here, weight in zip(met, weights, strict=True):
            words = here.get(id)
            if not words:
                continue
            found.update(words)
            gained += min(weight, max(self._worth(id, word, sure) for word, sure in words.items()))
            covered += weight * max(words.values())
        return gained * (0.4 + 0.6 * covered / sum(weights)) * (1 + 0.5 * self._likeness(id, found))

    def _worth(self, id: int, word: str, sure: float) -> float:
        return sure * self._rarity[word] * self._weights[word][id]

    def _likeness(self, id: int, found: dict[str, float]) -> float:
        """0 to 1: how much of the nearest of the service's names is met."""
        return max((self._share(words, found) for words in self._names[id]), default=0)

    def _share(self, name: list[str], found: dict[str, float]) -> float:
        sure = [found.get(word, 0) for word in name]
        for at, pair in enumerate(pairwise(name)):
            joined = found.get("".join(pair), 0)
            sure[at : at + 2] = [max(joined, held) for held in sure[at : at + 2]]
        whole = sum(self._rarity[word] for word in name)
        got = sum(self._rarity[word] * held for word, held in zip(name, sure, strict=True))
        return got / whole if whole else 0


def _heard(word: str) -> str:
    """What a word and its other spellings share, loans in both scripts too: certificate, সার্টিফিকেট."""
    sound = sounds(word)[-1]
    bones = skeleton(sound)
    return bones if len(bones) > 3 else sound
