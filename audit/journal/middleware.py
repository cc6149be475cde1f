"""Stores one Refusal for each refused request, after everything the request did has ended."""

import logging
from collections.abc import Callable
from urllib.parse import quote

from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from audit.journal import spool, spooled_refusals
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
            store(describe(request, rule))
        return response


def describe(request: HttpRequest, rule: Refusal.Rule) -> Refusal:
    login_name, centre = who(request)
    return Refusal(
        at=timezone.now(),
        rule=rule,
        reference=reference_of(request),
        ip=client_address(request),
        login_name=login_name,
        centre=centre,
        method=(request.method or "")[:10],
        # A line break in a path must not become one in a report.
        path=quote(path_of(request), safe="/-._~:@!$&'()*+,;=")[:200],
    )


def path_of(request: HttpRequest) -> str:
    """The path without the secret that stands in it where a route names a part `token`."""
    found = request.resolver_match
    token = str(found.kwargs.get("token", "")) if found else ""
    return request.path.replace(token, "~") if token else request.path


def who(request: HttpRequest) -> tuple[str, str]:
    """Login name and centre of who is signed in, else the login name that was tried."""
    attempted = str(getattr(request, "bsk_attempted_login", ""))[:150].replace("\0", "")
    user = getattr(request, "user", None)
    try:
        if user is not None and user.is_authenticated:
            return user.login_name, user.centre_id or ""
    except Error:
        pass  # the session cannot be read now; the refusal is kept all the same
    return attempted, ""


def store(refusal: Refusal) -> None:
    """To the table; to the spool when PostgreSQL refuses, so that no refusal is lost or doubled."""
    try:
        with transaction.atomic():
            refusal.save(force_insert=True)
    except Error as error:
        log.error("a refusal waits for PostgreSQL", exc_info=error)
        try:
            spool.append(spooled_refusals.to_line(refusal))
        except OSError as disk_error:
            log.error("a refusal is in neither the table nor the spool", exc_info=disk_error)
