"""Writes an Event inside the transaction of the change it tells of; refuses to write one alone."""

from django.db import connection, transaction

from audit.journal.actors import Actor
from audit.journal.models import Event


def record(*, action: str, subject: str, by: Actor, **details: str | int | bool | None) -> Event:
    """Stores what `by` did to `subject` (for example "request:3C4D...").

    Details are codes, counts and states, never what a citizen told. Raises
    TransactionManagementError outside a transaction: change and event must stand or fall together.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An event is recorded with its change.")
    return Event.objects.create(
        action=action, subject=subject, by=by.name, centre=by.centre, details=details
    )
