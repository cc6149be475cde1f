"""Runs a job under its lock and keeps the record of it; a failing job stops no other."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from audit.journal.actors import SCHEDULE, Actor
from audit.journal.models import JobRun
from bsk_portal.schedule.clock import ClockAheadError
from bsk_portal.schedule.jobs import Job, JobFailedError
from bsk_portal.schedule.locks import held

log = logging.getLogger("bsk.schedule")


@dataclass(frozen=True)
class Ran:
    well: bool
    outcome: str


def run_if_due(job: Job, now: datetime) -> Ran | None:
    """Runs the job if its time has come; None when it has not, or another host is at it."""
    if not is_due(job, now):
        return None
    with held(job.name) as mine:
        # Looked at once more: another host may have done it between the two looks.
        return run(job, now, by=SCHEDULE) if mine and is_due(job, now) else None


def is_due(job: Job, now: datetime) -> bool:
    """By its timetable; after a run that failed or was killed, once `retry` has passed since."""
    last = JobRun.objects.filter(name=job.name).first()
    if last is None or last.started_at is None:
        return True
    if not job.timetable.is_due(last.succeeded_at, now):
        return False
    went_well = last.succeeded_at is not None and last.succeeded_at >= last.started_at
    return went_well or abs(now - last.started_at) >= job.retry


def run(job: Job, now: datetime, *, by: Actor) -> Ran:
    """Runs the job now and records how it went; the caller holds its lock.

    The outcome of an error is its type alone: messages of the database quote values.
    """
    JobRun.objects.update_or_create(name=job.name, defaults={"started_at": now})
    try:
        outcome = job.run(now, by)
    except (ClockAheadError, JobFailedError) as refused:
        log.error("the job %s was not done: %s", job.name, refused)
        return failed(job, str(refused))
    except Exception as error:
        log.error("the job %s failed", job.name, exc_info=error)
        return failed(job, f"Failed: {type(error).__name__}.")
    succeeded(job, now, outcome)
    return Ran(well=True, outcome=outcome)


def succeeded(job: Job, started: datetime, outcome: str) -> None:
    """Records a good run; never as ended before it began, whatever the clock does."""
    ended = max(timezone.now(), started)
    JobRun.objects.update_or_create(
        name=job.name,
        defaults={"started_at": started, "succeeded_at": ended, "outcome": outcome[:500]},
    )


def failed(job: Job, outcome: str) -> Ran:
    with suppress(DatabaseError, InterfaceError):
        JobRun.objects.filter(name=job.name).update(outcome=outcome[:500])
    return Ran(well=False, outcome=outcome)
