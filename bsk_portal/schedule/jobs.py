"""The jobs of the schedule, each done by one host at a time: what, when, and when it is overdue."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError

from audit.journal.actors import Actor
from audit.journal.models import JobRun
from audit.visits import partitions, sweep
from bsk_portal.schedule.clock import check_clock
from bsk_portal.schedule.purge import purge
from bsk_portal.schedule.recounting import recount
from bsk_portal.schedule.timetables import Daily, Every, Timetable
from services.appeals import delays as appeals
from services.authoring import publishing
from services.feedback import inviting
from services.grievances.escalating import by_the_clock
from services.requests import delays, erasing, expiring
from services.requests.documents import scanning, sweeping
from services.requests.documents.scanner import ScannerDown

PARTITIONS_AHEAD = 35


class JobFailedError(Exception):
    """The job did not do all its work; `str()` says so without naming a person."""


@dataclass(frozen=True)
class Job:
    """`run` gets the time and who has it run, and returns its outcome in words.

    A run that failed is tried again after `retry`; `late` after its last good run the portal
    says on `/readyz` that it is not fit.
    """

    name: str
    timetable: Timetable
    run: Callable[[datetime, Actor], str]
    retry: timedelta
    late: timedelta


def close_idle_visits(now: datetime, by: Actor) -> str:
    """The last two days' as a rule; the whole log's when no sweep has run for a day."""
    last = JobRun.objects.filter(name=SWEEP.name).values_list("succeeded_at", flat=True).first()
    stood_still = last is None or now - last > 24 * HOUR
    closed = sweep.close_forgotten(now) if stood_still else sweep.close_idle(now)
    return f"{closed} visits closed"


def make_partitions(now: datetime, by: Actor) -> str:
    partitions.make_ahead(days=PARTITIONS_AHEAD)
    return f"{partitions.days_ahead()} days ahead"


def purge_past(now: datetime, by: Actor) -> str:
    """Raises ClockAheadError before anything is deleted, JobFailedError when a kind of row stayed."""
    check_clock(now)
    done = purge(as_of=now, by=by)
    if faults := [purged.kind for purged in done if purged.fault]:
        raise JobFailedError(f"Not purged: {', '.join(faults)}.")
    gone = [f"{purged.kind} {purged.rows}" for purged in done if purged.rows]
    return f"Gone: {', '.join(gone)}." if gone else "Nothing was past its period."


def publish_due(now: datetime, by: Actor) -> str:
    """Each by itself. Raises JobFailedError with those whose department or shared question is gone."""
    published, failed = [], []
    for proposal in publishing.due(now):
        try:
            publishing.publish(proposal, by=by)
            published.append(proposal.slug)
        except (ValidationError, KeyError):
            failed.append(proposal.slug)
        except publishing.NotPublishable:
            pass  # returned or published by somebody meanwhile
    if failed:
        raise JobFailedError(f"Not published: {', '.join(failed)}.")
    return f"Published: {', '.join(published)}." if published else "Nothing was to be published."


def scan_documents(now: datetime, by: Actor) -> str:
    try:
        return scanning.scan_waiting(by=by)
    except ScannerDown as down:
        raise JobFailedError(str(down)) from None


def sweep_documents(now: datetime, by: Actor) -> str:
    return f"{sweeping.sweep_files()} files without a row are gone"


SECOND = timedelta(seconds=1)


def warn_of_drafts(now: datetime, by: Actor) -> str:
    return f"{expiring.warn(now, by=by)} told"


def warn_of_erasure(now: datetime, by: Actor) -> str:
    return f"{erasing.tell_of_erasure(now, by=by)} told"


def invite_feedback(now: datetime, by: Actor) -> str:
    return f"{inviting.invite(now, by=by)} asked"


def mind_grievances(now: datetime, by: Actor) -> str:
    return by_the_clock(now, by=by)


def mind_limits(now: datetime, by: Actor) -> str:
    """Due dates first: a day that became a holiday must not be told as a delay."""
    moved = recount(now, by=by)
    told, marked = delays.tell_delays(now, by=by), delays.warn(now, by=by)
    late = appeals.tell_late(now, by=by)
    return f"{told} delays and {late} of appeals told, {marked} near their end, {moved} dates moved"


MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)

# The purge stands first: it judges the clock by what others stored, so it looks before they do.
NIGHT = Daily(time(2, 10))
PURGE = Job("purge", NIGHT, purge_past, retry=5 * MINUTE, late=26 * HOUR)
PARTITIONS = Job("partitions", Every(HOUR), make_partitions, retry=MINUTE, late=26 * HOUR)
SWEEP = Job("sweep", Every(MINUTE), close_idle_visits, retry=MINUTE, late=15 * MINUTE)

PUBLISH = Job("publish", Every(MINUTE), publish_due, retry=MINUTE, late=15 * MINUTE)
SCAN = Job("scan", Every(10 * SECOND), scan_documents, retry=MINUTE, late=15 * MINUTE)
FILES = Job("files", Every(HOUR), sweep_documents, retry=10 * MINUTE, late=26 * HOUR)
DRAFTS = Job("drafts", Every(HOUR), warn_of_drafts, retry=5 * MINUTE, late=26 * HOUR)
ERASURE = Job("erasure", Every(HOUR), warn_of_erasure, retry=5 * MINUTE, late=26 * HOUR)
FEEDBACK = Job("feedback", Every(HOUR), invite_feedback, retry=5 * MINUTE, late=26 * HOUR)
GRIEVANCES = Job("grievances", Every(MINUTE), mind_grievances, retry=MINUTE, late=15 * MINUTE)
LIMITS = Job("limits", Every(MINUTE), mind_limits, retry=MINUTE, late=15 * MINUTE)

JOBS = (
    PURGE,
    PARTITIONS,
    SWEEP,
    PUBLISH,
    SCAN,
    FILES,
    DRAFTS,
    GRIEVANCES,
    LIMITS,
    ERASURE,
    FEEDBACK,
)
