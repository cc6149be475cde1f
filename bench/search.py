"""Times the search at 300 services against Django's icontains over the titles, interleaved.

Run from the repository: `python -m bench.search [services]`.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.scratch_database import scratch_database

GOAL_MS = 20.0
# Syllables that stand in both scripts, for words that no shipped service has.
SYLLABLES = [("কা", "ka"), ("রি", "ri"), ("মো", "mo"), ("তু", "tu"), ("সে", "se"), ("নী", "ni")]


def invented_word(chance: random.Random) -> tuple[str, str]:
    parts = chance.choices(SYLLABLES, k=chance.randint(2, 4))
    return "".join(bn for bn, _en in parts), "".join(en for _bn, en in parts)


def fill(wanted: int) -> None:
    """The shipped services, then copies whose titles and summaries hold invented words."""
    from services.catalogue.loading import load_catalogue
    from services.models import Service

    load_catalogue()
    chance = random.Random(300)
    shipped = list(Service.objects.all())
    for number in range(wanted - len(shipped)):
        copy = chance.choice(shipped)
        copy.pk, copy.current_version = None, None
        copy.slug = f"invented-{number}"
        words = [invented_word(chance) for _word in range(6)]
        for language, at in (("bn", 0), ("en", 1)):
            typed = [word[at] for word in words]
            copy.title = {**copy.title, language: f"{' '.join(typed[:2])} {copy.title[language]}"}
            copy.summary = {**copy.summary, language: f"{copy.summary[language]} {' '.join(typed)}"}
        copy.also_called = [word[1] for word in words[:2]]
        copy.save()


def plain(query: str) -> list[Any]:
    from django.db.models import Q

    from services.models import Service

    held = Q(title__bn__icontains=query) | Q(title__en__icontains=query)
    return list(Service.objects.filter(held, is_offered=True).select_related("department")[:20])


def milliseconds(search: Callable[[str], list[Any]], query: str) -> float:
    begun = time.perf_counter()
    search(query)
    return (time.perf_counter() - begun) * 1000


def report(wanted: int) -> bool:
    """Prints the figures; whether 95 of 100 queries were within the goal."""
    from services.catalogue.search import find
    from tests.search_fixtures import TUNED, spellings

    fill(wanted)
    building = milliseconds(find, "pension")
    ours, theirs = [], []
    for query, _slug in spellings(TUNED):
        theirs.append(milliseconds(plain, query))
        ours.append(milliseconds(find, query))
    found = sum(bool(plain(query)) for query, _slug in spellings(TUNED))
    ours_95, theirs_95 = (statistics.quantiles(times, n=20)[-1] for times in (ours, theirs))
    print(f"{wanted} services, {len(ours)} queries, index built in {building:.0f} ms")
    print(f"find()    median {statistics.median(ours):6.2f} ms   95 % within {ours_95:6.2f} ms")
    print(f"icontains median {statistics.median(theirs):6.2f} ms   95 % within {theirs_95:6.2f} ms")
    print(f"ratio     median {statistics.median(ours) / statistics.median(theirs):6.2f}")
    print(f"icontains finds anything for {found} of {len(ours)} queries")
    print(f"goal      95 % within {GOAL_MS:.0f} ms: {'met' if ours_95 <= GOAL_MS else 'MISSED'}")
    return ours_95 <= GOAL_MS


if __name__ == "__main__":
    with scratch_database():
        met = report(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
    sys.exit(not met)
