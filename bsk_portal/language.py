"""The reader's language: the one chosen here before, else Bangla; never guessed from the browser."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST

from audit.languages.switching import language_asked_for
from bsk_portal.choices import back, remember

STAFF_PAGES = ("/desk/", "/office/", "/admin/", "/pmu/", "/operator/")


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
            remember(response, settings.LANGUAGE_COOKIE_NAME, request.LANGUAGE_CODE)
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


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keeps the choice in a cookie and goes back to the page it was made on."""
    response = back(request)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response
