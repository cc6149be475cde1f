"""Finds the words of the catalogue that a typed word may mean, each with how sure that is, 0 to 1."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rapidfuzz.distance import OSA

from audit.languages.spelling import letters_named, skeleton, sounds
from services.catalogue.near_texts import NearTexts

Guess = tuple[str, float]
_SAME, _SAID_ALIKE, _INFLECTED = 1.0, 0.95, 0.85
# Endings that people add to a word: of the, in the, to the, the, and the English plural.
_ENDINGS = ("r", "er", "e", "te", "ke", "ta", "ti", "s")


class WordIndex:
    """Words under their spelling, sounds and consonants. Built once, then only read: threads share it."""

    def __init__(self, words: Iterable[str], guessable: Mapping[str, int]) -> None:
        """`guessable` are the words that a slip or a beginning may mean; others only match whole.

        Each comes with the letters a beginning must have more than: of two words written in one, the
        length of the first, since that one alone means itself.
        """
        self._words = frozenset(words)
        self._guessable = guessable
        self._spellings = sorted(guessable)
        self._by_sound: defaultdict[str, set[str]] = defaultdict(set)
        self._by_skeleton: defaultdict[str, set[str]] = defaultdict(set)
        for word in self._words:
            for sound in {*sounds(word), letters_named(word) or ""} - {""}:
                self._by_sound[sound].add(word)
        self._sounds = sorted({sound for word in guessable for sound in sounds(word)} - {""})
        self._near_spellings = NearTexts(self._spellings)
        self._near_sounds = NearTexts(self._sounds)
        for sound in self._sounds:
            self._by_skeleton[skeleton(sound)].add(sound)

    def meant_by(
        self, typed: str, *, unfinished: bool = False, joined: bool = False
    ) -> dict[str, float]:
        """Words that `typed` may mean.

        `unfinished` lets one or two letters be a beginning; `joined` says that `typed` is made of words
        typed apart, which mean a word only if nearly all of it is there.
        """
        if len(typed) == 1:
            guesses = self._begun(typed) if unfinished else self._whole(typed)
        elif joined:
            guesses = chain(
                self._whole(typed), self._boned_alike(typed), self._slipped(typed, most=1)
            )
        else:
            begun = self._begun(typed) if unfinished or len(typed) >= 3 else ()
            slipped = self._slipped(typed, most=3)
            if self._knows(typed):
                # It is then seldom the beginning of another word, and more seldom a slip for one.
                begun, slipped = _doubted(begun, 0.75), _doubted(slipped, 0.5)
            guesses = chain(self._whole(typed), begun, self._boned_alike(typed), slipped)
        found: defaultdict[str, float] = defaultdict(float)
        for word, sure in guesses:
            found[word] = max(found[word], sure)
        return dict(found)

    def _knows(self, typed: str) -> bool:
        return typed in self._words or any(sound in self._by_sound for sound in sounds(typed))

    def _whole(self, typed: str) -> Iterator[Guess]:
        if typed in self._words:
            yield typed, _SAME
        said = sounds(typed)
        for sound in {*said, letters_named(typed) or ""}:
            yield from ((word, _SAID_ALIKE) for word in self._by_sound.get(sound, ()))
        for sound in said:
            for ending in _ENDINGS:
                stem = sound.removesuffix(ending)
                if stem != sound and len(stem) >= 3:
                    yield from ((word, _INFLECTED) for word in self._by_sound.get(stem, ()))

    def _begun(self, typed: str) -> Iterator[Guess]:
        for word in _beginning_with(typed, self._spellings):
            if len(typed) > self._guessable[word]:
                yield word, 0.55 + 0.4 * len(typed) / len(word)
        for sound in sounds(typed):
            if len(sound) >= 3:
                for longer in _beginning_with(sound, self._sounds):
                    for word in self._guesses_for(longer):
                        if len(sound) > self._guessable[word]:
                            yield word, 0.5 + 0.4 * len(sound) / len(longer)

    def _slipped(self, typed: str, most: int) -> Iterator[Guess]:
        for word, slips in self._near_spellings.near(typed, most):
            yield word, _after_slips(slips, len(typed))
        for sound in sounds(typed):
            for near, slips in self._near_sounds.near(sound, most):
                # More than one slip seldom touches the first sound.
                if slips < 2 or near[:1] == sound[:1]:
                    yield from self._sure(near, _after_slips(slips, len(sound)))

    def _boned_alike(self, typed: str) -> Iterator[Guess]:
        """Words that differ in vowels only, which people spell least alike: certificate, sartifiket."""
        for sound in sounds(typed):
            bones = skeleton(sound)
            for alike in self._by_skeleton.get(bones, ()) if len(bones) >= 3 else ():
                slips = OSA.distance(sound, alike)
                if slips <= 1 + len(sound) // 3:
                    yield from self._sure(alike, 0.9 - 0.5 * slips / len(sound))

    def _sure(self, sound: str, sure: float) -> Iterator[Guess]:
        return ((word, sure) for word in self._guesses_for(sound))

    def _guesses_for(self, sound: str) -> Iterator[str]:
        return (word for word in self._by_sound[sound] if word in self._guessable)


def _doubted(guesses: Iterable[Guess], doubt: float) -> Iterator[Guess]:
    return ((word, sure * doubt) for word, sure in guesses)


def _after_slips(slips: int, length: int) -> float:
    return 0.9 - 1.2 * slips / length


def _beginning_with(start: str, texts: list[str]) -> Iterator[str]:
    at = bisect_left(texts, start)
    while at < len(texts) and texts[at].startswith(start):
        yield texts[at]
        at += 1
