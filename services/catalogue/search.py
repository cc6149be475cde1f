"""Finds offered services by words in Bangla, English or Bangla in Latin letters; raises on no input."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db import connection

from services.catalogue.models import Service
from services.catalogue.ranking import Ranking
from services.catalogue.word_weights import DEPARTMENT, DETAIL, SUMMARY, Page

LONGEST_QUERY = 200

Stamp = tuple[Any, ...]


@dataclass(frozen=True)
class _Kept:
    stamp: Stamp
    ranking: Ranking


_lock = Lock()
_kept: _Kept | None = None


def find(query: str, limit: int = 20) -> list[Service]:
    """Offered services that the query may mean, best first, departments joined; empty for nothing.

    Only the first 200 characters and ten words are read.
    """
    ids = _ranking().best(query[:LONGEST_QUERY], limit) if query.strip() else []
    if not ids:
        return []
    offered = Service.objects.filter(is_offered=True).select_related("department")
    rows = offered.defer("eligibility", "papers", "steps").in_bulk(ids)
    return [rows[id] for id in ids if id in rows]


def _ranking() -> Ranking:
    """The process's index, made again when a row of the catalogue has changed."""
    global _kept  # noqa: PLW0603  # one index for all threads of the process, replaced whole
    stamp = _stamp()
    kept = _kept
    if kept is not None and kept.stamp == stamp:
        return kept.ranking
    with _lock:
        if _kept is None or _kept.stamp != stamp:
            _kept = _Kept(stamp, Ranking(_pages()))
        return _kept.ranking


def _stamp() -> Stamp:
    """Changes with every write to the catalogue: PostgreSQL moves a row and renames its writer."""
    # A row's place is needed beside its transaction, since one transaction may write a row twice.
    count = "SELECT count(*), sum(hashtextextended(ctid::text || ' ' || xmin::text, 0)) FROM {}"
    tables = ("services_service", "services_department")
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(count.format(table) for table in tables))
        return (connection.settings_dict["NAME"], *cursor.fetchall())


def _pages() -> Iterator[Page]:
    for service in Service.objects.filter(is_offered=True).select_related("department"):
        yield Page(
            service.pk,
            names=[*_texts(service.title), *_texts(service.also_called)],
            texts=[
                *((SUMMARY, text) for text in _texts(service.summary)),
                *((DEPARTMENT, text) for text in _texts(service.department.title)),
                *(
                    (DETAIL, text)
                    for details in (service.eligibility, service.papers, service.steps)
                    for text in _texts(details)
                ),
            ],
        )


def _texts(value: Any) -> Iterator[str]:
    """Every text in a translated value, in every language; skips what an author's data has else."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
