"""One-time codes: asked for, told, and given back once, in the browser that asked.

Asking does the same work for a number that nothing here knows: only the sender of messages finds
out, later and alone, and drops it (citizens.notices.known_numbers).
"""

import hmac
import re
import secrets
from datetime import timedelta
from enum import Enum
from hashlib import sha256
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from audit.journal.actors import CITIZEN
from audit.journal.rate_limits import RateLimit
from audit.journal.recording import record
from audit.journal.refusals import TooManyTries
from citizens.notices.telling import Contact, tell
from citizens.own_sign_in import sessions
from citizens.own_sign_in.models import OneTimeCode

COOKIE = f"{settings.COOKIE_PREFIX}bsk-code"
GOOD_FOR = timedelta(minutes=10)
TRIES = 5
# For one number, counted back from now: a window that begins anew would let twice as many through.
CAPS = ((3, timedelta(minutes=15)), (8, timedelta(days=1)))
# A centre or a mobile operator is one address to us, with many people behind it.
PER_ADDRESS = RateLimit("code-address", 100, timedelta(minutes=15))
EVERYWHERE = RateLimit("code-everywhere", 10_000, timedelta(hours=1))
WRONG_PER_ADDRESS = RateLimit("code-wrong-address", 60, timedelta(minutes=15))


class Answer(Enum):
    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"
    DEAD = "dead"


def secret_of(token: UUID) -> str:
    """The cookie's secret; the same for the same form, so that a double press loses no answer."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"code-cookie|" + token.bytes, sha256).hex()


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def hashed(row_id: UUID, code: str) -> str:
    key = f"one-time-code|{settings.SECRET_KEY}".encode()
    return hmac.digest(key, f"{row_id}|{code}".encode(), sha256).hex()


def asked_here(request: HttpRequest) -> OneTimeCode | None:
    """The last code that this browser asked for, of use or not."""
    secret = request.COOKIES.get(COOKIE, "")
    if not re.fullmatch(r"[0-9a-f]{64}", secret):
        return None
    return OneTimeCode.objects.filter(browser=digest_of(secret)).first()


def ask(request: HttpRequest, *, mobile: str, token: UUID, address: str, language: str) -> str:
    """Tells the number a new code and returns the secret for this browser; the code before is dead.

    The same form again, while its code is of use, asks for nothing. Raises TooManyTries.
    """
    PER_ADDRESS.spend(address)  # first: who is refused here uses up nothing of everybody's
    EVERYWHERE.spend("everywhere")
    with transaction.atomic():
        one_at_a_time(mobile)
        now = timezone.now()
        same = OneTimeCode.objects.filter(form_token=token).first()
        if same and same.mobile == mobile and same.used_at is None and same.ends_at > now:
            return secret_of(token)
        if same:
            token = uuid4()
        for most, period in CAPS:
            if OneTimeCode.objects.filter(mobile=mobile, asked_at__gt=now - period).count() >= most:
                raise TooManyTries(int(period.total_seconds()))
        former = Q(mobile=mobile) | Q(browser=digest_of(request.COOKIES.get(COOKIE, "")))
        OneTimeCode.objects.filter(former, ends_at__gt=now).update(ends_at=now)
        code, row_id = f"{secrets.randbelow(1_000_000):06}", uuid4()
        OneTimeCode.objects.create(
            id=row_id,
            form_token=token,
            browser=digest_of(secret_of(token)),
            mobile=mobile,
            digest=hashed(row_id, code),
            asked_at=now,
            ends_at=now + GOOD_FOR,
        )
        about = f"code:{row_id}"
        tell(
            event=record(action="code.asked", subject=about, by=CITIZEN),
            about=about,
            contact=Contact(mobile=mobile, language=language),
            template="code.sign_in",
            values={"code": code},
        )
    return secret_of(token)


def one_at_a_time(mobile: str) -> None:
    """Until the transaction ends, so that none of many askings runs ahead of the count."""
    key = hmac.digest(settings.SECRET_KEY.encode(), f"code-turn|{mobile}".encode(), sha256)[:8]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(key, "big", signed=True)]
        )


def give_back(request: HttpRequest, typed: str, *, address: str) -> tuple[Answer, str]:
    """What the typed code is; when right, with the secret of the session that begins by it.

    Each try is counted under the row's lock before it is compared. Raises TooManyTries.
    """
    asked = asked_here(request)
    if asked is None:
        return Answer.OVER, ""
    WRONG_PER_ADDRESS.spend(address)
    with transaction.atomic():
        row = OneTimeCode.objects.select_for_update().get(pk=asked.pk)
        if row.tries >= TRIES and row.used_at is None:
            return Answer.DEAD, ""
        if row.used_at is not None or row.ends_at <= timezone.now():
            return Answer.OVER, ""
        row.tries += 1
        right = hmac.compare_digest(row.digest, hashed(row.pk, typed))
        if right:
            row.used_at = timezone.now()
        row.save(update_fields=["tries", "used_at"])
        if not right:
            return Answer.WRONG, ""
        record(action="code.used", subject=f"code:{row.pk}", by=CITIZEN)
        secret = sessions.begin(request, mobile=row.mobile)
    WRONG_PER_ADDRESS.give_back(address)
    return Answer.RIGHT, secret


def keep(response: HttpResponseBase, secret: str) -> None:
    response.set_cookie(
        COOKIE,
        secret,
        max_age=timedelta(minutes=15),
        secure=settings.COOKIES_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")
