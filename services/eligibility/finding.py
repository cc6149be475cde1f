"""Which of the services that have rules suit the facts that somebody told."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from audit.languages.alphabet import alphabetical
from audit.languages.texts import Translated
from services.catalogue.eligibility import decide, keys_named
from services.catalogue.facts import FACTS
from services.catalogue.listing import with_rules
from services.catalogue.models import Service
from services.eligibility.asking import labels_of, questions_of

MOST_ASKED = 8


@dataclass(frozen=True)
class Found:
    """A service, why it may not suit, and the names of the facts that nobody told."""

    service: Service
    reasons: tuple[Translated, ...]
    depends_on: list[Translated]


def services_with_rules() -> dict[Service, list[Mapping[str, Any]]]:
    """By title in the reader's language."""
    return {service: vars(service)["rules"] for service in alphabetical(with_rules())}


def keys_most_named(rules_of_services: Iterable[list[Mapping[str, Any]]]) -> list[str]:
    """What most turns on: the person's own facts first, then what the most services ask for."""
    times = Counter(key for rules in rules_of_services for key in keys_named(rules))
    return sorted(times, key=lambda key: (key not in FACTS, -times[key], key))[:MOST_ASKED]


def find(
    facts: Mapping[str, Any], rules_of: Mapping[Service, list[Mapping[str, Any]]]
) -> dict[str, list[Found]]:
    """The services by what is said of each: "yes", "ask" and "no"."""
    today = timezone.localdate()
    results = {service: decide(rules, facts, today=today) for service, rules in rules_of.items()}
    questions = questions_of({key for each in results.values() for key in each.depends_on})
    found: dict[str, list[Found]] = {"yes": [], "ask": [], "no": []}
    for service, each in results.items():
        names = labels_of(each.depends_on, questions)
        found[each.verdict].append(Found(service, each.reasons, names))
    return found
