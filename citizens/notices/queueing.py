"""Puts a message into the outbox with the change it tells of; refuses one about nobody's matter."""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from audit.journal.models import Event
from citizens.notices.models import Notice

ABOUT = ("request:", "grievance:", "draft:", "enquiry:", "code:")


def queue(
    *,
    event: Event,
    about: str,
    channel: Notice.Channel,
    recipient: str,
    language: str,
    template: str,
    values: dict[str, str],
    next_try_at: datetime | None = None,
    not_after: datetime | None = None,
) -> None:
    """Stores one message that waits to be sent; the same event never tells the same person twice.

    `about` names the matter, one of ABOUT ("request:3C4D…"), since contact details serve nothing
    else. Values are numbers, states and dates, never what a citizen told. It is first tried at
    `next_try_at`, and dropped when it still waits at `not_after`. Raises ValueError without a
    matter or recipient, TransactionManagementError outside a transaction.
    """
    if not about.startswith(ABOUT) or not recipient:
        raise ValueError("A message is about somebody's matter, and goes to somebody.")
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
        next_try_at=next_try_at or timezone.now(),
        not_after=not_after,
    )
    # One statement, and the row that is already there stays as it is.
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
