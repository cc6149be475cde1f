"""What a browser carries of its visit: a cookie of 33 bytes, sealed by us, that names no row.

The row's id is a digest of the cookie's secret, so that who reads the log holds nobody's cookie.
"""

import binascii
import hmac
import os
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Container
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from http.cookies import Morsel
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

LAYOUT = struct.Struct(">16sII?")
SEAL_BYTES = 8
COOKIE = f"{settings.COOKIE_PREFIX}bsk-visit"
COOKIE_LENGTH = 44

SEEN_EVERY = 60  # seconds: the log knows an out time to the minute
IDLE = int(settings.VISIT_IDLE.total_seconds())
LONGEST = int(settings.STAFF_SESSION.total_seconds())


class BrowserVisit(NamedTuple):
    """A visit as its browser knows it; times in whole seconds since 1970, so that they never differ."""

    secret: bytes
    began: int
    seen: int
    signed_in: bool

    @property
    def key(self) -> str:
        """The id of the row, in hexadecimal."""
        return blake2b(self.secret, digest_size=16).hexdigest()

    @property
    def id(self) -> UUID:
        return UUID(hex=self.key)

    @property
    def access_time(self) -> datetime:
        return datetime.fromtimestamp(self.began, UTC)

    def seen_at(self, now: int) -> "BrowserVisit":
        return BrowserVisit(self.secret, self.began, now, self.signed_in)

    def is_over(self, now: int) -> bool:
        """Idle or too old. A clock set back leaves a visit as it is, unless it is far off."""
        return abs(now - self.seen) > IDLE or now - self.began > LONGEST


def begin(now: int, *, signed_in: bool) -> BrowserVisit:
    return BrowserVisit(os.urandom(16), now, now, signed_in)


@lru_cache(maxsize=1)
def sealers() -> tuple[blake2b, ...]:
    """Keyed hashes, today's key first; Django's signer costs twenty times as much a page."""
    return tuple(
        blake2b(
            key=blake2b(key.encode(), digest_size=32).digest(),
            digest_size=SEAL_BYTES,
            person=b"bsk-visit",
        )
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


def seal(payload: bytes, sealer: blake2b) -> bytes:
    hashed = sealer.copy()
    hashed.update(payload)
    return hashed.digest()


def to_cookie(visit: BrowserVisit) -> str:
    payload = LAYOUT.pack(*visit)
    return urlsafe_b64encode(payload + seal(payload, sealers()[0])).decode()


def from_cookie(text: str) -> BrowserVisit | None:
    """The visit, over or not; None where there is no cookie of ours."""
    if len(text) != COOKIE_LENGTH:
        return None
    try:
        raw = urlsafe_b64decode(text)
    except (binascii.Error, ValueError):
        return None
    payload, sealed = raw[: LAYOUT.size], raw[LAYOUT.size :]
    for sealer in sealers():
        if hmac.compare_digest(sealed, seal(payload, sealer)):
            return BrowserVisit(*LAYOUT.unpack(payload))
    return None


class SealedCookie(Morsel[str]):
    """The visit's cookie: only its value differs, and writing out the rest costs more than the seal."""

    def __init__(self, value: str) -> None:
        dict.update(self, blank_cookie())
        self.set(COOKIE, value, value)
        self.text = f"{COOKIE}={value}{blank_text()}"

    def output(self, attrs: Container[str] | None = None, header: str = "Set-Cookie:") -> str:
        return f"{header} {self.text}"


@lru_cache(maxsize=1)
def blank_cookie() -> Morsel[str]:
    response = HttpResponse()
    response.set_cookie(COOKIE, secure=settings.COOKIES_SECURE, httponly=True, samesite="Lax")
    return response.cookies[COOKIE]


@lru_cache(maxsize=1)
def blank_text() -> str:
    return blank_cookie().OutputString().partition('""')[2]


def give(response: HttpResponseBase, visit: BrowserVisit) -> None:
    """Sets the cookie; without an age, so that it goes when the browser is closed."""
    dict.__setitem__(response.cookies, COOKIE, SealedCookie(to_cookie(visit)))


def take_back(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def pass_over(request: HttpRequest) -> None:
    """Marks a request that a page made by itself: nobody looked at anything, and no visit is seen."""
    request.bsk_passed_over = True  # type: ignore[attr-defined]  # one mark on one request


def is_passed_over(request: HttpRequest) -> bool:
    return getattr(request, "bsk_passed_over", False)


def visit_of(request: HttpRequest) -> BrowserVisit | None:
    """The visit that this request belongs to, None while it has none yet."""
    visit: BrowserVisit | None = getattr(request, "bsk_visit", None)
    return visit


def keep(request: HttpRequest, visit: BrowserVisit | None) -> None:
    request.bsk_visit = visit  # type: ignore[attr-defined]  # one mark on one request
