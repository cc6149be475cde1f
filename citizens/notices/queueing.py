"""Puts a message into the outbox with the change it tells of; refuses one about nobody's matter."""

from django.db import connection, transaction

from audit.journal.models import Event
from citizens.notices.models import Notice


def queue(
    *,
    event: Event,
    about: str,
    channel: Notice.Channel,
    recipient: str,
    language: str,
    template: str,
    values: dict[str, str],
) -> None:
    """Stores one message that waits to be sent; the same event never tells the same person twice.

    `about` names a request, a grievance or what was begun of one ("request:3C4D…"), since contact
    details serve nothing else. Values are numbers, states and dates, never what a citizen told.
    Raises ValueError without a matter or recipient, TransactionManagementError outside a
    transaction.
    """
    if not about.startswith(("request:", "grievance:", "draft:")) or not recipient:
        raise ValueError("A message is about a request, grievance or draft, and goes to somebody.")
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A message is queued with its change.")
    notice = Notice(
        event=event,
        about=about,
        channel=channel,
        recipient=recipient,
        language=language,
        template=template,
        values=values,
    )
    # One statement, and the row that is already there stays as it is.
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
