"""Ends a citizen's session in a browser where a member of staff is signed in: neither becomes the other."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from citizens.own_sign_in import sessions


class CitizenSessionMiddleware:
    """Reads nothing for a browser without the cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ends = sessions.COOKIE in request.COOKIES and sessions.is_staff(request)
        if ends:
            sessions.end(request)
        response = self.get_response(request)
        if ends:
            response.delete_cookie(sessions.COOKIE, samesite="Lax")
        return response
