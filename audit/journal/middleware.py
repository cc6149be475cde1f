"""Stores one Refusal for each refused request, after everything the request did has ended."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from audit.journal.client_address import client_address
from audit.journal.models import Refusal
from audit.journal.refusals import reference_of

log = logging.getLogger("bsk.refusals")


class RefusalMiddleware:
    """Stands outside sessions, sign-in and views, so that no rollback of theirs reaches its row."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        rule: Refusal.Rule | None = getattr(request, "bsk_refusal", None)
        if rule is not None:
            store(request, rule)
        return response


def store(request: HttpRequest, rule: Refusal.Rule) -> None:
    user: Any = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    try:
        Refusal.objects.create(
            rule=rule,
            reference=reference_of(request),
            ip=client_address(request),
            login_name=user.login_name if signed_in else attempted(request),
            centre=(user.centre_id or "") if signed_in else "",
            method=(request.method or "")[:10],
            path=request.path[:200].replace("\0", ""),
        )
    except DatabaseError as error:
        log.error("a refusal could not be stored", exc_info=error)


def attempted(request: HttpRequest) -> str:
    """The login name that was tried, where this was a sign-in."""
    return str(getattr(request, "bsk_attempted_login", ""))[:150]
