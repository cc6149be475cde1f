"""Signing in: one answer in the same time for unknown, wrong, disabled and locked."""

from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse

from audit.centres.models import Operator
from audit.journal.models import Refusal
from audit.journal.refusals import refuse

LONGEST_TRIED = 150


def normalised(login_name: object) -> str:
    """As logins are stored: small letters, no spaces around, cut to what a lockout can store."""
    return str(login_name or "").strip().lower()[:LONGEST_TRIED].replace("\0", "")


def attempted_login_name(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """The name tried, as axes counts it: `OP` and `op` are one person."""
    given = (credentials or {}).get("username") or (request.POST.get("username") if request else "")
    return normalised(given)


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None
) -> HttpResponse:
    """The page stays what the view answered, so that a stranger cannot tell a lock from a slip."""
    return response


def check(request: HttpRequest, login_name: str, password: str) -> Operator | None:
    """The operator these belong to, or None with the request marked as refused."""
    request.bsk_attempted_login = normalised(login_name)  # type: ignore[attr-defined]  # read by the Refusal
    user = authenticate(request, username=normalised(login_name), password=password)
    if isinstance(user, Operator):
        return user
    if getattr(request, "axes_locked_out", False):
        refuse(request, Refusal.Rule.LOCKOUT)
        make_password(password)  # a locked login answers no sooner than a wrong password
    else:
        refuse(request, Refusal.Rule.SIGN_IN)
    return None
