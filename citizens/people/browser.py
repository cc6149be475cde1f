"""The secret by which a citizen's browser finds what it began; stored here only as a digest."""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

COOKIE = f"{settings.COOKIE_PREFIX}bsk-browser"
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Browser:
    """`secret` is 256 bits of chance in the cookie; `digest` its SHA-256, the only part stored."""

    secret: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Browser | None":
        """The browser that sends our cookie; None for a stranger or a spoilt cookie."""
        secret = request.COOKIES.get(COOKIE, "")
        return cls(secret) if re.fullmatch(r"[0-9a-f]{64}", secret) else None

    @classmethod
    def of_or_new(cls, request: HttpRequest) -> "Browser":
        return cls.of(request) or cls(secrets.token_hex(32))

    @property
    def digest(self) -> str:
        return sha256(self.secret.encode()).hexdigest()

    def keep(self, response: HttpResponseBase) -> None:
        response.set_cookie(
            COOKIE,
            self.secret,
            max_age=KEPT_FOR,
            secure=settings.COOKIES_SECURE,
            httponly=True,
            samesite="Lax",
        )


def forget(response: HttpResponseBase) -> None:
    """Takes the secret from the browser: nobody who uses it next finds anything."""
    response.delete_cookie(COOKIE, samesite="Lax")
