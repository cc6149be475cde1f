"""Tells a citizen, two days before, that the application she began and did not send will be deleted.

An operator's half-filled form is not told of: it waits on her own desk, and no reference opens it.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from audit.journal.actors import Actor
from audit.journal.recording import record
from citizens.notices.telling import Contact, tell
from services.requests.models import Draft

BEFORE = timedelta(hours=48)


def end_of(draft: Draft) -> datetime:
    return draft.touched_at + timedelta(days=settings.DRAFT_DAYS)


def due(now: datetime) -> QuerySet[Draft]:
    """Citizens' drafts that end within 48 hours, not told of since their last touch, the oldest first."""
    kept = timedelta(days=settings.DRAFT_DAYS)
    return (
        Draft.objects.exclude(browser="")
        .filter(touched_at__gte=now - kept, touched_at__lte=now - kept + BEFORE)
        .filter(Q(warned_at=None) | Q(warned_at__lt=F("touched_at")))
        .filter(Q(person__has_key="mobile") | Q(person__has_key="email"))
        .order_by("touched_at")
    )


def warn(now: datetime, *, by: Actor) -> int:
    """Queues the messages that are due; how many. Run twice, or by two hosts, it tells each once."""
    told = 0
    for pk in due(now).values_list("pk", flat=True).iterator():
        with transaction.atomic():
            draft = due(now).select_for_update(skip_locked=True).filter(pk=pk).first()
            told += bool(draft and _told(draft, now, by))
    return told


def _told(draft: Draft, now: datetime, by: Actor) -> bool:
    """By SMS, else by e-mail; False where neither is filled in."""
    mobile, email = draft.person.get("mobile"), draft.person.get("email")
    if not (mobile or email):
        return False
    about = f"draft:{draft.pk}"  # the reference opens the draft: it stands in the message alone
    tell(
        event=record(action="draft.expiring", subject=about, by=by),
        about=about,
        contact=Contact(
            mobile=mobile or "",
            email=email or "",
            language=draft.person.get("language") or settings.LANGUAGE_CODE,
        ),
        template="draft.expiring",
        values={
            "number": draft.number,
            "day": timezone.localdate(end_of(draft)).isoformat(),
        },
    )
    draft.warned_at = now
    draft.save(update_fields=["warned_at"])
    return True
