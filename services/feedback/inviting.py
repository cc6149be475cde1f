"""Asks each citizen once, a day after her request was decided, how it went; nobody who cannot be told."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from audit.journal.actors import Actor
from audit.journal.recording import record
from citizens.notices.choices import choices_of
from citizens.notices.telling import tell
from citizens.people.contact import contact_of
from services.feedback.models import Invitation
from services.requests.models import ServiceRequest

AFTER = timedelta(days=1)
# A schedule that stood still for days does not ask of what is long past.
NOT_AFTER = timedelta(days=4)
OPEN_FOR = timedelta(days=30)
TOKEN_BYTES = 12  # 96 bits, 16 characters of the link


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def due(now: datetime) -> QuerySet[ServiceRequest]:
    """Requests decided a day ago, of people with a mobile or e-mail, not asked about yet."""
    return (
        ServiceRequest.objects.filter(
            closed_at__gt=now - NOT_AFTER, closed_at__lte=now - AFTER, invitation=None
        )
        .filter(~Q(citizen__mobile="") | ~Q(citizen__email=""))
        .order_by("closed_at")
    )


def invite(now: datetime, *, by: Actor) -> int:
    """Queues the invitations that are due; how many. Two hosts at once ask nobody twice."""
    asked = 0
    for pk in due(now).values_list("pk", flat=True).iterator():
        with transaction.atomic():
            request = (
                due(now)
                .select_for_update(of=("self",), skip_locked=True)
                .select_related("citizen")
                .filter(pk=pk)
                .first()
            )
            asked += bool(request and _invite(request, now, by))
    return asked


def _invite(request: ServiceRequest, now: datetime, by: Actor) -> bool:
    """False for a number that does not want to be asked."""
    mobile = request.citizen.mobile
    if mobile and choices_of(mobile).declines("feedback"):
        return False
    token = secrets.token_urlsafe(TOKEN_BYTES)
    code = free_code(mobile, now)
    Invitation.objects.create(
        request=request,
        token_digest=digest_of(token),
        code=code,
        made_at=now,
        expires_at=now + OPEN_FOR,
    )
    about = f"request:{request.acknowledgement}"
    tell(
        event=record(action="feedback.wanted", subject=about, by=by),
        about=about,
        contact=contact_of(request.citizen),
        template="feedback.wanted",
        values={
            "number": request.number,
            "link": settings.PUBLIC_URL + reverse("feedback", args=[token]),
            "code": code,
        },
    )
    return True


def open_invitations(mobile: str, now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        request__citizen__mobile=mobile, used_on=None, expires_at__gt=now
    )


def free_code(mobile: str, now: datetime) -> str:
    """Four digits that no other open invitation of this mobile has."""
    taken = set(open_invitations(mobile, now).values_list("code", flat=True)) if mobile else set()
    while (code := f"{secrets.randbelow(10_000):04}") in taken:
        pass
    return code
