"""Times the search at 300 services against Django's icontains over the titles, interleaved.

Run from the repository: `python -m bench.search [services]`.
"""

import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from bench import machine
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


@dataclass
class Times:
    """Milliseconds of each query: by the clock, and of CPU in this process and its PostgreSQL backend."""

    search: Callable[[str], list[Any]]
    clock: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def take(self, query: str, backend: int) -> None:
        begun, spent = time.perf_counter(), machine.cpu_seconds(backend)
        self.search(query)
        self.cpu.append((machine.cpu_seconds(backend) - spent) * 1000)
        self.clock.append((time.perf_counter() - begun) * 1000)

    def line(self, name: str) -> str:
        clock, cpu = (
            f"{median(all_):6.2f} {within_95(all_):6.2f}" for all_ in (self.clock, self.cpu)
        )
        return f"{name:10} clock {clock}   CPU {cpu}   (ms: median, 95 % within)"


def within_95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def report(wanted: int) -> bool:
    """Prints the figures; whether 95 of 100 queries cost no more CPU than the goal, which load spares."""
    from services.catalogue.search import find
    from tests.search_fixtures import TUNED, spellings

    print(machine.facts())
    fill(wanted)
    backend = machine.backend()
    building, ours, theirs = Times(find), Times(find), Times(plain)
    building.take("pension", backend)
    found = 0
    for query, _slug in spellings(TUNED):
        theirs.take(query, backend)
        ours.take(query, backend)
        found += bool(plain(query))
    met = within_95(ours.cpu) <= GOAL_MS
    print(
        f"{wanted} services, {len(ours.cpu)} queries; index built in {building.cpu[0]:.0f} ms of CPU"
    )
    print(ours.line("find()"))
    print(theirs.line("icontains"))
    print(f"ratio of CPU {median(ours.cpu) / median(theirs.cpu):.2f}; of the clock", end=" ")
    print(f"{median(ours.clock) / median(theirs.clock):.2f}")
    print(f"icontains finds anything for {found} of {len(ours.cpu)} queries")
    print(f"goal: 95 % within {GOAL_MS:.0f} ms of CPU: {'met' if met else 'MISSED'}")
    return met


if __name__ == "__main__":
    with scratch_database():
        met = report(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
    sys.exit(not met)
