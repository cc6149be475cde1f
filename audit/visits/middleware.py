"""One visit for each browser: begun at its first page, seen at most once a minute, closed later."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class VisitMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
