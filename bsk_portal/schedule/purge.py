"""Deletes what is past its period, room by room, and writes one Event with the counts."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from audit.journal.actors import Actor
from audit.journal.recording import record
from audit.journal.retention import INDIA, cutoff
from bsk_portal.schedule.retention import RULES

log = logging.getLogger("bsk.purge")


@dataclass(frozen=True)
class Purged:
    """What one rule did: rows gone (or due, in a dry run) from before the cut-off, or its fault."""

    kind: str
    before: datetime
    rows: int
    fault: str = ""

    def __str__(self) -> str:
        day = self.before.astimezone(INDIA).strftime("%d/%m/%Y")
        return f"{self.kind}: {self.fault or self.rows} (before {day})"


def what_is_due(as_of: datetime) -> list[Purged]:
    """Counts what a purge at `as_of` would delete; deletes nothing."""
    return [
        Purged(rule.kind, before, rule.due(before))
        for rule in RULES
        for before in [cutoff(as_of, rule.days())]
    ]


def purge(*, as_of: datetime, by: Actor) -> list[Purged]:
    """Applies every rule; one that fails is named in the result and does not stop the others.

    The caller holds the lock "purge". Batches are committed as they go, so a run that is killed
    leaves less for the next; only the Event waits for the end.
    """
    done = []
    for rule in RULES:
        before = cutoff(as_of, rule.days())
        try:
            done.append(Purged(rule.kind, before, rule.delete(before)))
        except (DatabaseError, ProtectedError) as error:
            log.error("a kind of row could not be purged", exc_info=error)
            done.append(Purged(rule.kind, before, 0, fault=type(error).__name__))
    with transaction.atomic():
        record(action="retention.purged", subject="retention", by=by, **details(done))
    return done


def details(done: list[Purged]) -> dict[str, str | int | bool | None]:
    """Flat, as the journal wants it: `visit` 12, `visit_before` "2025-10-21T00:00:00+05:30"."""
    found: dict[str, str | int | bool | None] = {}
    for purged in done:
        found[purged.kind] = purged.rows
        found[f"{purged.kind}_before"] = purged.before.isoformat()
        if purged.fault:
            found[f"{purged.kind}_fault"] = purged.fault
    return found
