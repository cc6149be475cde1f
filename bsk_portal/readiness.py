"""What `/readyz` looks at. Each check answers with a sentence that names no person, or with nothing."""

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from audit.journal import spool
from audit.journal.models import JobRun
from audit.journal.retention import cutoff
from audit.visits import alarm, partitions
from bsk_portal.schedule.jobs import JOBS
from bsk_portal.schedule.retention import RULES
from citizens.notices import alarms

FEWEST_PARTITIONS = 7
LONGEST_IN_SPOOL_SECONDS = 60
LONGEST_PAST_PERIOD = timedelta(hours=26)


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} not applied." if waiting else ""


def visit_partitions() -> str:
    ahead = partitions.days_ahead()
    return "" if ahead >= FEWEST_PARTITIONS else f"only {ahead} days ahead."


def waiting_lines() -> str:
    """This host's spool, and what any host has raised an alarm about."""
    seconds = spool.oldest_waiting()
    found = alarm.current()
    if seconds is not None and seconds > LONGEST_IN_SPOOL_SECONDS:
        found.insert(0, f"the oldest line waits for {int(seconds)} seconds.")
    return " ".join(found)


def jobs() -> str:
    """Every job of the schedule has done well not long ago."""
    now, runs = timezone.now(), {run.name: run for run in JobRun.objects.all()}
    found = []
    for job in JOBS:
        run = runs.get(job.name)
        if run is None or run.succeeded_at is None:
            found.append(f"{job.name} has never succeeded. {run.outcome if run else ''}".strip())
        elif now - run.succeeded_at > job.late:
            found.append(
                f"{job.name} last succeeded {hours(now - run.succeeded_at)} ago. {run.outcome}"
            )
    return " ".join(found)


def retention() -> str:
    """No row is more than 26 hours past its period."""
    now = timezone.now()
    found = []
    for rule in RULES:
        oldest = rule.oldest()
        limit = cutoff(now - LONGEST_PAST_PERIOD, rule.days())
        if oldest is not None and oldest < limit:
            found.append(f"{rule.kind} is kept {hours(limit - oldest)} too long.")
    return " ".join(found)


def hours(period: timedelta) -> str:
    return f"{period.total_seconds() / 3600:.1f} hours"


CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "migrations": migrations,
    "partitions": visit_partitions,
    "spool": waiting_lines,
    "jobs": jobs,
    "retention": retention,
    "messages": alarms.alarm,
}
