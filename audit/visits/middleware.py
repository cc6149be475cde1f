"""One visit for each browser: begun at its first page, seen at most once a minute, closed later."""

import time
from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from audit.journal.client_address import client_address
from audit.visits import browser, writing
from audit.visits.browser import BrowserVisit

# What machines ask for by themselves is nobody's visit; static files are answered before this.
NO_VISIT = frozenset(("/healthz", "/readyz", "/robots.txt", "/favicon.ico", "/sw.js", "/offline/"))


class VisitMiddleware:
    """Keeps nothing in memory: the cookie says what is due, and mostly nothing is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in NO_VISIT:
            return self.get_response(request)
        now = int(time.time())
        before = browser.from_cookie(request.COOKIES.get(browser.COOKIE, ""))
        if before is not None and before.is_over(now):
            before = None
        browser.keep(request, before)
        response = self.get_response(request)
        if browser.is_passed_over(request):
            return response
        visit = browser.visit_of(request)
        if visit is not None and visit is not before:
            browser.give(response, visit)  # somebody signed in
        elif visit is None:
            go_on(request, response, browser.begin(now, signed_in=False))
        elif visit.signed_in and not is_signed_in(request):
            browser.take_back(response)
        elif now - visit.seen >= browser.SEEN_EVERY:
            go_on(request, response, visit.seen_at(now))
        return response


def go_on(request: HttpRequest, response: HttpResponse, visit: BrowserVisit) -> None:
    """Tells log and browser that the visit was seen; a line with its address can begin a row."""
    writing.see(visit.key, visit.began, visit.seen, client_address(request))
    browser.give(response, visit)


def is_signed_in(request: HttpRequest) -> bool:
    """Whether the session still names somebody; where no session was read, nothing has changed."""
    session = getattr(request, "session", None)
    return session is None or SESSION_KEY in session
