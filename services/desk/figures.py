"""The centre's day in numbers: how many, of what kind, how many people; nobody's name."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from audit.centres.models import Operator
from services.desk.rows import requests_of
from services.requests.models import ServiceRequest


@dataclass(frozen=True)
class Figures:
    """Counts since midnight in India, except `waiting`: whatever is not decided yet."""

    mine: int
    centre: int
    people: int
    waiting: int
    decided: int


def midnight() -> datetime:
    """The beginning of today in India."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def requests_today(operator: Operator) -> QuerySet[ServiceRequest]:
    return requests_of(operator).filter(submitted_at__gte=midnight())


def figures_of(operator: Operator) -> Figures:
    taken = requests_today(operator).aggregate(
        mine=Count("pk", Q(operator=operator)),
        centre=Count("pk"),
        people=Count("citizen", distinct=True),
    )
    moved = (
        requests_of(operator)
        .filter(Q(closed_at=None) | Q(closed_at__gte=midnight()))
        .aggregate(waiting=Count("pk", Q(closed_at=None)), decided=Count("closed_at"))
    )
    return Figures(**taken, **moved)


def services_today(operator: Operator) -> list[tuple[Any, int]]:
    """Title and count of each service asked for today, the most asked for first."""
    kinds = requests_today(operator).order_by().values("service__slug", "service__title")
    counted = kinds.annotate(count=Count("pk")).order_by("-count", "service__slug")
    return [(kind["service__title"], kind["count"]) for kind in counted]
