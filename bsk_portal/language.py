"""The reader's language: the one chosen here before, else Bangla; never guessed from the browser."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from audit.languages.switching import language_asked_for

ONE_YEAR = 365 * 24 * 3600
STAFF_PAGES = ("/desk/", "/admin/", "/pmu/", "/operator/")


def offered_on(path: str) -> list[tuple[str, str]]:
    """Code and name of each language of the page; staff work in those that are complete."""
    return settings.FULL_LANGUAGES if path.startswith(STAFF_PAGES) else settings.LANGUAGES


class LanguageMiddleware:
    """Gives a page in the chosen language; a form's own language button chooses on its way.

    The form then goes to its view as ever, which draws it anew (see audit.languages.switching).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        offered = dict(offered_on(request.path))
        language = chosen if chosen in offered else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        if language != request.LANGUAGE_CODE and response.status_code == 200:
            remember(response, request.LANGUAGE_CODE)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ("Cookie",))
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.method != "POST":
            return
        language = language_asked_for(request.POST)
        if language in dict(offered_on(request.path)):
            request.LANGUAGE_CODE = language
            translation.activate(language)


def remember(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=ONE_YEAR,
        secure=settings.COOKIES_SECURE,
        httponly=True,
        samesite="Lax",
    )


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keeps the choice in a cookie and goes back to the page it was made on."""
    next_page = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        next_page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        next_page = "/"
    response = HttpResponseRedirect(next_page)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        remember(response, language)
    return response
