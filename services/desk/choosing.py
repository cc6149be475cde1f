"""Finds the service that an operator means by what she typed; never begins one on a guess."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from audit.languages.alphabet import alphabetical
from audit.languages.text import comparison_key
from services.catalogue.listing import offered
from services.catalogue.models import Service
from services.catalogue.search import find

LONGEST = 200


@dataclass(frozen=True)
class Choice:
    """`exact` is the service named in full; else `candidates` are to be chosen from."""

    exact: Service | None = None
    candidates: list[Service] = field(default_factory=list)


def to_be_asked_for() -> QuerySet[Service]:
    """Services that can be begun at a desk."""
    return offered().filter(kind=Service.Kind.TRANSACTION, current_version__isnull=False)


def to_choose_from() -> list[Service]:
    """Short name and title of each of them, by title."""
    return alphabetical(to_be_asked_for().only("slug", "title"))


def choose(typed: str) -> Choice:
    """By short name or title in any language, however spaced; else what the search finds."""
    typed = typed[:LONGEST].strip()
    wanted = comparison_key(typed)
    if not wanted:
        return Choice()
    for slug, title in to_be_asked_for().values_list("slug", "title"):
        if wanted in map(comparison_key, [slug, *title.values()]):
            named = to_be_asked_for().select_related("current_version").filter(slug=slug)
            return Choice(exact=named.first())
    return Choice(candidates=find(typed, limit=10))
