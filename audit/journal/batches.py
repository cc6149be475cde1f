"""Deletes rows past their period a few thousand at a time, so that live traffic never waits long."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import models, transaction

from audit.journal.retention import RetentionRule

BATCH = 5_000


def delete_in_batches(
    past: "models.QuerySet[Any]", *, size: int = BATCH, permit: Callable[[], None] | None = None
) -> int:
    """Deletes the rows of `past` in its order, at most `size` in a transaction; how many went.

    What was committed stays gone when the process is killed; the next run goes on from there.
    `permit` runs first in each transaction, for a table that wants one.
    """
    gone = 0
    while True:
        # The condition stands outside the slice too: a row that changed meanwhile is looked at anew.
        batch = past.filter(pk__in=past.values("pk")[:size]).order_by()
        with transaction.atomic():
            if permit:
                permit()
            deleted = batch.delete()[1].get(past.model._meta.label, 0)
        if not deleted:
            return gone
        gone += deleted


def rule_by_time(
    kind: str,
    model: type[models.Model],
    field: str,
    days: Callable[[], int],
    *,
    size: int = BATCH,
    permit: Callable[[], None] | None = None,
    spare: "Callable[[models.QuerySet[Any]], models.QuerySet[Any]]" = lambda rows: rows,
) -> RetentionRule:
    """The rule of a table whose rows go when one time of theirs, which has an index, is past.

    `spare` leaves out those that something else still rests on.
    """
    rows = model._default_manager

    def past(before: datetime) -> "models.QuerySet[Any]":
        return spare(rows.filter(**{f"{field}__lt": before})).order_by(field)

    def oldest() -> datetime | None:
        found: datetime | None = spare(rows.all()).aggregate(oldest=models.Min(field))["oldest"]
        return found

    return RetentionRule(
        kind=kind,
        days=days,
        due=lambda before: past(before).count(),
        delete=lambda before: delete_in_batches(past(before), size=size, permit=permit),
        oldest=oldest,
    )
