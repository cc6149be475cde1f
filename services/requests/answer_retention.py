"""An answer goes with its papers when its question's own period is over, if its request stays longer.

The period is counted in days from the decision; an open request keeps every answer.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache, partial

from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import F, Func, JSONField, Min, QuerySet, TextField, Value
from django.utils import timezone

from audit.journal.retention import RetentionRule
from audit.journal.retention_rules import retention_days
from services.catalogue.definition import questions_on
from services.catalogue.models import ServiceVersion
from services.requests.documents import store
from services.requests.documents.models import Document
from services.requests.models import ServiceRequest

AT_ONCE = 1_000
# The health page asks often: it looks at the last days' decisions that are past a period.
LOOKED_AT = timedelta(days=3)


@dataclass(frozen=True)
class Period:
    """What the questions of a version with one and the same period are."""

    version: int
    days: int
    keys: tuple[str, ...]

    def past(self, before: datetime) -> QuerySet[ServiceRequest]:
        """Requests that still hold such an answer; `before` is the day of the purge."""
        return ServiceRequest.objects.filter(
            version=self.version,
            closed_at__lt=before - timedelta(days=self.days),
            answers__has_any_keys=list(self.keys),
        )


def periods() -> Iterator[Period]:
    """Those that end before the request itself goes."""
    for pk, digest in ServiceVersion.objects.values_list("pk", "digest"):
        for period in _periods_of(pk, digest):
            if period.days < retention_days():
                yield period


@lru_cache(maxsize=10_000)
def _periods_of(pk: int, digest: str) -> tuple[Period, ...]:
    """Read once in a process: a version never changes."""
    definition = ServiceVersion.objects.values_list("definition", flat=True).get(pk=pk)
    keys: dict[int, list[str]] = defaultdict(list)
    for page in definition.get("pages", ()):
        for question in page["questions"]:
            # A group goes as soon as anything in it has to.
            told = [each.get("kept_days") for each in questions_on({"questions": [question]})]
            if days := min((days for days in told if days), default=None):
                keys[days].append(question["key"])
    return tuple(Period(pk, days, tuple(keys[days])) for days in sorted(keys))


def due(before: datetime) -> int:
    return sum(period.past(before).count() for period in periods())


def delete(before: datetime) -> int:
    return sum(_take_away(period, before) for period in periods())


def _take_away(period: Period, before: datetime) -> int:
    gone = 0
    past = period.past(before).order_by("closed_at")
    while ids := list(past.values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            papers = Document.objects.filter(request__in=ids, question__in=period.keys)
            names = list(papers.values_list("file", flat=True))
            papers.delete()
            keys = Value(list(period.keys), output_field=ArrayField(TextField()))
            gone += ServiceRequest.objects.filter(pk__in=ids).update(answers=_without(keys))
            transaction.on_commit(partial(store.remove, names))
    return gone


def _without(keys: Value) -> Func:
    return Func(
        F("answers"),
        keys,
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=JSONField(),
    )


def oldest() -> datetime | None:
    """When the longest overdue answer among those looked at was due."""
    now = timezone.now()
    found: list[datetime] = []
    for period in periods():
        recent = period.past(now).filter(closed_at__gte=now - LOOKED_AT - timedelta(period.days))
        if closed := recent.aggregate(oldest=Min("closed_at"))["oldest"]:
            found.append(closed + timedelta(days=period.days))
    return min(found, default=None)


RULE = RetentionRule(kind="answer", days=lambda: 0, due=due, delete=delete, oldest=oldest)
