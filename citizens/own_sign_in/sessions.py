"""The session of a citizen from its beginning to its end; has nothing to do with one of staff.

Nothing is read for a browser without its cookie, nor while a member of staff is signed in there.
"""

import re
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from audit.journal.actors import CITIZEN
from audit.journal.recording import record
from citizens.own_sign_in.models import CitizenSession

COOKIE = f"{settings.COOKIE_PREFIX}bsk-my"
IDLE = timedelta(minutes=20)
LONGEST = timedelta(hours=4)
SEEN_EVERY = timedelta(minutes=1)


def mobile_of(request: HttpRequest) -> str:
    """The number that is proved in this browser, as +91 and ten digits; "" where none is."""
    session = session_of(request)
    return session.mobile if session else ""


def session_of(request: HttpRequest) -> CitizenSession | None:
    """The session that goes on in this browser, read once for a request, its use noted."""
    if COOKIE not in request.COOKIES or is_staff(request):
        return None
    read: tuple[CitizenSession | None] | None = getattr(request, "bsk_citizen_session", None)
    if read is None:
        read = (_seen(request, timezone.now()),)
        request.bsk_citizen_session = read  # type: ignore[attr-defined]  # one reading for one request
    return read[0]


def is_staff(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def digest_of(request: HttpRequest) -> str:
    """Of the cookie's secret; "" for a stranger or a spoilt cookie."""
    secret = request.COOKIES.get(COOKIE, "")
    return sha256(secret.encode()).hexdigest() if re.fullmatch(r"[0-9a-f]{64}", secret) else ""


def _seen(request: HttpRequest, now: datetime) -> CitizenSession | None:
    """Keeps the last use at most once a minute: an idle limit needs no finer clock."""
    digest = digest_of(request)
    rows = CitizenSession.objects.filter(digest=digest, ends_at__gt=now, seen_at__gt=now - IDLE)
    found = rows.first() if digest else None
    if found and now - found.seen_at >= SEEN_EVERY:
        # Where it was ended meanwhile, nothing is written and nobody is signed in.
        if not rows.filter(seen_at=found.seen_at).update(seen_at=now) and not rows.exists():
            return None
        found.seen_at = now
    return found


def over_at(session: CitizenSession) -> datetime:
    """When it ends if nothing more is opened or sent."""
    return min(session.ends_at, session.seen_at + IDLE)


@transaction.atomic
def begin(request: HttpRequest, *, mobile: str) -> str:
    """A new session with a new secret, which is returned; what this browser had before is over."""
    CitizenSession.objects.filter(digest=digest_of(request)).delete()
    secret, now = secrets.token_hex(32), timezone.now()
    CitizenSession.objects.create(
        digest=sha256(secret.encode()).hexdigest(),
        mobile=mobile,
        made_at=now,
        seen_at=now,
        ends_at=now + LONGEST,
    )
    return secret


def keep(response: HttpResponseBase, secret: str) -> None:
    """Sets the cookie; without an age, so that it goes when the browser is closed."""
    response.set_cookie(
        COOKIE, secret, secure=settings.COOKIES_SECURE, httponly=True, samesite="Lax"
    )


@transaction.atomic
def end(request: HttpRequest, *, everywhere: bool = False) -> None:
    """Ends the session of this browser, and those of all others with the same number if asked."""
    own = Q(digest=digest_of(request))
    mobile = mobile_of(request) if everywhere else ""
    gone, _rows = CitizenSession.objects.filter(own | Q(mobile=mobile) if mobile else own).delete()
    if gone:
        record(action="citizen_session.ended", subject="citizen_session", by=CITIZEN, sessions=gone)


def forget(response: HttpResponseBase) -> None:
    """Takes the secret from the browser, and what the browser itself may have kept of the pages."""
    response.delete_cookie(COOKIE, samesite="Lax")
    response["Clear-Site-Data"] = '"cache"'
