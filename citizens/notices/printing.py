"""Letters for those whom nothing else reaches: printed in batches, and said to be by a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from audit.journal.actors import Actor
from audit.journal.recording import record
from citizens.notices.models import Notice
from citizens.notices.rendering import Rendered, rendered

BATCH = 50


@dataclass(frozen=True)
class Letter:
    """`message` is None where the notice cannot be written out."""

    notice: Notice
    message: Rendered | None


def to_print() -> QuerySet[Notice]:
    """Oldest first."""
    return Notice.objects.filter(
        state=Notice.State.WAITING, channel=Notice.Channel.LETTER
    ).order_by("id")


def letters(notices: Sequence[Notice]) -> list[Letter]:
    return [Letter(notice, written_out(notice)) for notice in notices]


def written_out(notice: Notice) -> Rendered | None:
    try:
        return rendered(notice)
    except (ValueError, KeyError):
        return None


def mark_printed(ids: Sequence[int], now: datetime, *, by: Actor) -> int:
    """How many of them waited until now; marked twice, a letter is printed once."""
    with transaction.atomic():
        done = (
            to_print()
            .order_by()
            .filter(pk__in=ids)
            .update(state=Notice.State.SENT, why="", sent_at=now, ended_at=now)
        )
        if done:
            record(action="notice.printed", subject="notices", by=by, count=done)
    return done
