"""Finds the texts of a list that are a few typing slips away from what was typed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA


def slips_allowed(length: int) -> int:
    """How many slips a text of so many letters may hold and still be known."""
    return 0 if length < 4 else 1 if length < 8 else 2 if length < 12 else 3


class NearTexts:
    """Texts by their length. A slip is a letter more, less or other, or two swapped. Only read once built."""

    def __init__(self, texts: Iterable[str]) -> None:
        by_length: defaultdict[int, list[str]] = defaultdict(list)
        for text in texts:
            by_length[len(text)].append(text)
        longest = max(by_length, default=0) + slips_allowed(max(by_length, default=0))
        self._windows = {
            (length, slips): [
                text
                for near in range(length - slips, length + slips + 1)
                for text in by_length.get(near, ())
            ]
            for length in range(longest + 1)
            for slips in range(1, slips_allowed(length) + 1)
        }

    def near(self, text: str, most: int) -> Iterator[tuple[str, int]]:
        """The texts within `most` slips, and within what its length allows, each with its slips."""
        slips = min(most, slips_allowed(len(text)))
        window = self._windows.get((len(text), slips), [])
        found = process.extract(text, window, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return ((near, int(distance)) for near, distance, _at in found)
