"""Scores as counts of ten and more, by centre and by service: fewer would be somebody's own answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from audit.centres.models import Centre
from services.catalogue.models import Service
from services.feedback.models import Score

LEAST_SHOWN = 10


@dataclass(frozen=True)
class Counted:
    """`subject` is a Centre, a Service, or None for what was applied for online."""

    subject: Any
    good: int
    fair: int
    poor: int

    @property
    def all(self) -> int:
        return self.good + self.fair + self.poor


def counts(scores: QuerySet[Score], by: str) -> list[dict[str, Any]]:
    """One row for each `by` ("centre", "service") with at least LEAST_SHOWN scores."""
    faces = {face.name.lower(): Count("pk", filter=Q(face=face)) for face in Score.Face}
    rows = scores.filter(verified=True).values(by).annotate(total=Count("pk"), **faces)
    return list(rows.filter(total__gte=LEAST_SHOWN).order_by("-total", by))


def by_centre() -> list[Counted]:
    rows = counts(Score.objects.all(), "centre")
    return _with_subjects(rows, "centre", Centre.objects.in_bulk(_keys(rows, "centre")))


def by_service() -> list[Counted]:
    rows = counts(Score.objects.all(), "service")
    return _with_subjects(rows, "service", Service.objects.in_bulk(_keys(rows, "service")))


def of_centre(centre: Centre) -> Counted | None:
    """None where the centre has fewer than are shown."""
    rows = counts(Score.objects.filter(centre=centre), "centre")
    return _with_subjects(rows, "centre", {centre.pk: centre})[0] if rows else None


def words_to_read(most: int) -> QuerySet[Score]:
    """What was written, the newest day first, within a day by chance: of no time and no centre."""
    return Score.objects.exclude(words="").select_related("service").order_by("-day", "pk")[:most]


def _keys(rows: Iterable[dict[str, Any]], by: str) -> list[Any]:
    return [row[by] for row in rows if row[by] is not None]


def _with_subjects(rows: list[dict[str, Any]], by: str, found: dict[Any, Any]) -> list[Counted]:
    return [
        Counted(found.get(row[by]), good=row["good"], fair=row["fair"], poor=row["poor"])
        for row in rows
    ]
