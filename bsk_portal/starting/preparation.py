"""Brings a database and a host to where the portal can serve; says what it does, changes no more."""

import sys
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from audit.centres.models import Operator
from audit.visits import partitions
from bsk_portal.checks import database_faults
from bsk_portal.schedule.jobs import PARTITIONS_AHEAD
from bsk_portal.schedule.locks import held_in_turn
from bsk_portal.starting.data import load_what_changed
from bsk_portal.starting.static_files import collect_if_changed


class NotFitError(Exception):
    """This database must not be used; `str()` says why."""


def prepare(say: Callable[[str], object]) -> None:
    """All that is due before serving; at once nothing, when nothing has changed. Raises NotFitError.

    Two that start together take turns; each step is a transaction or leaves no stamp.
    """
    if faults := database_faults():
        raise NotFitError(" ".join(faults))
    with held_in_turn("up"):
        if migrate_if_behind():
            say("The database has its tables.")
        if loaded := load_what_changed():
            say(f"Loaded: {', '.join(loaded)}.")
        partitions.make_ahead(days=PARTITIONS_AHEAD)
        if not Operator.objects.exists() and (settings.DEMONSTRATION or sys.stdout.isatty()):
            call_command("first_accounts")
    if collect_if_changed():
        say("Static files are collected.")


def migrate_if_behind() -> bool:
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True
