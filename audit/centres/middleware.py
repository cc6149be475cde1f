"""Ends a signed-in session that is idle, too old, or no longer the one this person has."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from audit.centres import sessions
from audit.centres.models import Operator


class StaffSessionMiddleware:
    """Reads nothing for a browser without a session cookie: anonymous pages cost no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        now = timezone.now()
        user = request.user
        if isinstance(user, Operator) and user.is_authenticated:
            if ending := sessions.overdue(request, user, now):
                sessions.end(request, user, ending)
                return self.sign_in_again(request, ending)
            sessions.see(request, now)
        elif SESSION_KEY in request.session:
            # Disabled, or the password changed: the session names somebody it no longer lets in.
            request.session.flush()
            return self.sign_in_again(request, "ended")
        return self.get_response(request)

    def sign_in_again(self, request: HttpRequest, why: str) -> HttpResponse:
        """A reading page comes back after signing in; a public page is simply shown to nobody."""
        if request.method == "GET" and not request.path.startswith(("/desk/", "/admin/", "/pmu/")):
            request.user = AnonymousUser()
            return self.get_response(request)
        query = {"why": why}
        if request.method == "GET":
            query["next"] = request.get_full_path()
        return HttpResponseRedirect(f"{reverse('operator-sign-in')}?{urlencode(query)}")
