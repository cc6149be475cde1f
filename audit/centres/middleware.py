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

STAFF_PAGES = (
    "/desk/",
    "/office/",
    "/admin/",
    "/pmu/",
    "/operator/password/",
    "/operator/session/",
)


class StaffSessionMiddleware:
    """Reads nothing for a browser without a session cookie: anonymous pages cost no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        now = timezone.now()
        # Asked before request.user, which forgets a session that no longer lets anybody in.
        named = request.session.get(SESSION_KEY, "")
        user = request.user
        if isinstance(user, Operator) and user.is_authenticated:
            if ending := sessions.overdue(request, user, now):
                sessions.end(request, user, ending)
                return self.sign_in_again(request, ending, str(user.pk))
            sessions.see(request, now)
        elif named:
            # Disabled, or the password changed.
            request.session.flush()
            return self.sign_in_again(request, Visit.Ending.ENDED_BY_STAFF, named)
        return self.get_response(request)

    def sign_in_again(self, request: HttpRequest, ending: str, owner: str) -> HttpResponse:
        """A page of staff comes back after signing in; a public page is shown to nobody.

        Raises SessionEnded for a form, which would else be taken as a citizen's or be lost.
        """
        sign_in = reverse("operator-sign-in")
        is_page = request.method in ("GET", "HEAD")
        if request.path in (sign_in, reverse("operator-sign-out")) or (
            is_page and not request.path.startswith(STAFF_PAGES)
        ):
            request.user = AnonymousUser()
            return self.get_response(request)
        if not is_page:
            raise sessions.SessionEnded(owner)
        query = urlencode({"why": ending, "next": request.get_full_path()})
        return HttpResponseRedirect(f"{sign_in}?{query}")
