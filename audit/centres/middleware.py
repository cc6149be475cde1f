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
from audit.visits.models import Visit

STAFF_PAGES = ("/desk/", "/admin/", "/pmu/", "/operator/password/")


class StaffSessionMiddleware:
    """Reads nothing for a browser without a session cookie: anonymous pages cost no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        now = timezone.now()
        # Asked before request.user, which forgets a session that no longer lets anybody in.
        named = SESSION_KEY in request.session
        user = request.user
        if isinstance(user, Operator) and user.is_authenticated:
            if ending := sessions.overdue(request, user, now):
                sessions.end(request, user, ending)
                return self.sign_in_again(request, ending)
            sessions.see(request, now)
        elif named:
            # Disabled, or the password changed.
            request.session.flush()
            return self.sign_in_again(request, Visit.Ending.ENDED_BY_STAFF)
        return self.get_response(request)

    def sign_in_again(self, request: HttpRequest, why: str) -> HttpResponse:
        """A reading page comes back after signing in; a public page is simply shown to nobody."""
        sign_in = reverse("operator-sign-in")
        public_page = request.method == "GET" and not request.path.startswith(STAFF_PAGES)
        if public_page or request.path == sign_in:
            request.user = AnonymousUser()
            return self.get_response(request)
        query = {"why": why}
        if request.method == "GET":
            query["next"] = request.get_full_path()
        return HttpResponseRedirect(f"{sign_in}?{urlencode(query)}")
