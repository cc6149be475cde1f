"""Tells all hosts, by a JobRun of its own, that this host's visits wait or cannot be stored."""

import logging
import socket
from datetime import date

from django.utils import timezone

from audit.journal.models import JobRun

log = logging.getLogger("bsk.visits")

PREFIX = "spool "


def own_name() -> str:
    return f"{PREFIX}{socket.gethostname()}"[:40]


def words_for(days: list[date], *, spoiled: bool) -> str:
    words = []
    if days:
        named = ", ".join(day.isoformat() for day in days[:10])
        words.append(f"Visits wait for a partition of {named}.")
    if spoiled:
        words.append("Lines that cannot be stored lie in the spool folder.")
    return " ".join(words)


def tell(days: list[date], *, spoiled: bool) -> None:
    """Raises the alarm, changes its words, or ends it; writes only when something changed."""
    words = words_for(days, spoiled=spoiled)
    told = JobRun.objects.filter(name=own_name()).values_list("outcome", flat=True).first() or ""
    if words == told:
        return
    now = timezone.now()
    if words:
        log.error(words)
        JobRun.objects.update_or_create(
            name=own_name(), defaults={"started_at": now, "outcome": words}
        )
    else:
        JobRun.objects.filter(name=own_name()).update(succeeded_at=now, outcome="")


def current() -> list[str]:
    """The alarms of all hosts, each a sentence that names its host; empty when all is well."""
    raised = JobRun.objects.filter(name__startswith=PREFIX).exclude(outcome="").order_by("name")
    return [f"{job.name.removeprefix(PREFIX)}: {job.outcome}" for job in raised]
