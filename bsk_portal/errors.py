"""Error pages in both languages at once, with a reference; they need no table and name nobody."""

import sys

from django.conf import settings
from django.core.exceptions import (
    DisallowedHost,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from audit.centres.replaying import Typed, owner_of, seal
from audit.centres.sessions import SessionEnded
from audit.journal.models import Refusal
from audit.journal.refusals import OutOfScope, TooManyTries, reference_of, refuse
from bsk_portal.display import kept

RETRY_SECONDS = 5


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, to be sent again; nothing where the form came from another site."""
    if request.method != "POST" or not came_from_here(request):
        return []
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
    except (SuspiciousOperation, UnreadablePostError):
        return []
    return [
        (name, value)
        for name, value in fields
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]


def came_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this form."""
    origin = request.headers.get("Origin", "")
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin" and origin in {
        f"{request.scheme}://{request.get_host()}",
        settings.PUBLIC_URL,
    }


def error_page(
    request: HttpRequest,
    status: int,
    template: str,
    *,
    replay: bool = False,
    more: dict[str, str] | None = None,
) -> HttpResponse:
    fields = typed_fields(request) if replay else []
    html = render_to_string(
        f"errors/{template}.html",
        {
            "reference": reference_of(request),
            "fields": fields,
            "token": get_token(request) if fields else "",
            "path": request.path,
            "display": kept(request),
            **(more or {}),
        },
    )
    return HttpResponse(html, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    match exception:
        case DisallowedHost():
            refuse(request, Refusal.Rule.HOST)
        case RequestDataTooBig() | TooManyFieldsSent() | TooManyFilesSent():
            refuse(request, Refusal.Rule.OVERSIZE)
            return error_page(request, 413, "oversize")
        case _:
            refuse(request, Refusal.Rule.MALFORMED)
    return error_page(request, 400, "bad_request")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, TooManyTries):
        refuse(request, Refusal.Rule.RATE_LIMIT)
        response = error_page(request, 429, "too_many_tries")
        response["Retry-After"] = str(exception.seconds)
        return response
    if isinstance(exception, SessionEnded):
        return session_ended(request, exception.owner)
    refuse(request, Refusal.Rule.FORBIDDEN)
    return error_page(request, 403, "forbidden")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, OutOfScope):
        refuse(request, Refusal.Rule.OTHER_CENTRE)
    return error_page(request, 404, "not_found")


def session_ended(request: HttpRequest, owner: str) -> HttpResponse:
    """A page to sign in on, which carries what was typed, sealed for whose session it was."""
    fields = typed_fields(request) if owner else []
    typed = Typed(request.get_full_path(), fields, bool(fields and request.FILES))
    context = {"sealed": seal(owner, typed) if fields else "", "token": get_token(request)}
    return error_page(request, 403, "session_ended", more=context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Staff's own page from before another sign-in is given back to nobody but whose it was."""
    refuse(request, Refusal.Rule.CSRF)
    owner = owner_of(request)
    if owner and owner != str(request.user.pk):
        return session_ended(request, owner)
    return error_page(request, 403, "csrf", replay=True)


def server_error(request: HttpRequest) -> HttpResponse:
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = error_page(request, 503, "unavailable", replay=True)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    return error_page(request, 500, "server_error", replay=True)
