"""Signing in: what axes asks of us, and what a lockout answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def attempted_login_name(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """The name tried, in small letters and cut to what axes can store."""
    given = (credentials or {}).get("username") or (request.POST.get("username") if request else "")
    return str(given or "").strip().lower()[:150]


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    return HttpResponse(status=429)
