"""Signing in: one answer, after the same work, for unknown, wrong, disabled and locked."""

import hmac
from copy import copy
from hashlib import blake2b
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, QueryDict

from audit.centres.models import Operator
from audit.journal.client_address import client_address, network_part
from audit.journal.models import Refusal
from audit.journal.refusals import refuse

LONGEST_TRIED = 150


def normalised(login_name: object) -> str:
    """As logins are stored: small letters, no spaces around, cut to what a lockout can store."""
    return str(login_name or "").replace("\0", "").strip().lower()[:LONGEST_TRIED]


def to_be_noted(login_name: str) -> str:
    """The login name, where it is somebody's; else a digest, since people type a password there.

    The same slip gives the same digest, so that a burst of tries is still seen to be one.
    """
    if Operator.objects.filter(login_name=login_name).exists():
        return login_name
    digest = hmac.digest(settings.SECRET_KEY.encode(), login_name.encode(), "sha256")
    return f"unknown-{digest[:5].hex()}"


def attempted_login_name(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """The name tried, as axes counts it: `OP` and `op` are one person."""
    return normalised((credentials or {}).get("username"))


def locked_address(request: HttpRequest) -> str | None:
    """The address that a lock is for: of IPv6 the first of a household's, which has millions."""
    address = client_address(request)
    return f"{network_part(address)}::" if address and ":" in address else address


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None
) -> HttpResponse:
    """The page stays what the view answered, so that a stranger cannot tell a lock from a slip."""
    return response


def check(request: HttpRequest, login_name: str, password: str) -> Operator | None:
    """The operator these belong to, or None with the request marked as refused."""
    name = to_be_noted(normalised(login_name))
    request.bsk_attempted_login = name  # type: ignore[attr-defined]  # read by the Refusal
    seen = without_fields(request)
    with transaction.atomic():
        # Who is locked already does not queue: a flood of tries must not hold every thread.
        if AxesProxyHandler.is_allowed(seen, {"username": name}):
            wait_for_turn(name, locked_address(request))
        user = authenticate(seen, username=name, password=password)
    if isinstance(user, Operator):
        return user
    if not getattr(seen, "axes_locked_out", False):
        refuse(request, Refusal.Rule.SIGN_IN)
        return None
    refuse(request, Refusal.Rule.LOCKOUT)
    if seen.axes_failures_since_start is None:  # type: ignore[attr-defined]  # axes sets it where it counts a try
        make_password(password)  # a locked login answers no sooner than a wrong password
    return None


def without_fields(request: HttpRequest) -> HttpRequest:
    """The request as axes may store it: from where and when, nothing that was typed."""
    bare = copy(request)
    bare.GET = bare.POST = QueryDict()
    return bare


def wait_for_turn(login_name: str, address: str | None) -> None:
    """Lets one try at a time through for a login and address, so that none runs ahead of the count."""
    digest = blake2b(f"{login_name}|{address}".encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest, signed=True)])
