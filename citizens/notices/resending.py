"""Has messages that failed, or may have, tried again by a person's word; says how many."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from audit.journal.actors import Actor
from audit.journal.recording import record
from citizens.notices.models import Notice


def resendable(now: datetime) -> QuerySet[Notice]:
    """What still says something to somebody; of an unknown one a second copy may arrive."""
    return (
        Notice.objects.filter(state__in=[Notice.State.FAILED, Notice.State.UNKNOWN])
        .exclude(Q(recipient="") | Q(values={}))
        .filter(Q(not_after=None) | Q(not_after__gt=now))
    )


def resend(notices: QuerySet[Notice], now: datetime, *, by: Actor) -> int:
    """Those of `notices` that can be; the first try is at once, and the 72 hours begin anew."""
    with transaction.atomic():
        again = resendable(now).filter(pk__in=notices.values("pk")).order_by("pk")
        ids = list(again.select_for_update(skip_locked=True).values_list("pk", flat=True))
        done = Notice.objects.filter(pk__in=ids).update(
            state=Notice.State.WAITING,
            why="",
            next_try_at=now,
            attempts=0,
            claimed_by=None,
            claimed_at=None,
            ended_at=None,
        )
        if done:
            subject = f"notice:{ids[0]}" if done == 1 else "notices"
            record(action="notice.resent", subject=subject, by=by, count=done)
    return done
