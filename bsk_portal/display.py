"""Size of letters and contrast as the reader chose them here, kept in a cookie; no script is needed.

On a page with a form the choice travels as a language does (see audit.languages.switching), so that
nothing typed is lost: its button sends the form to `?size=large`, to be drawn anew.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_POST

from audit.languages.switching import language_asked_for
from bsk_portal.choices import back, remember

SIZES = ("small", "ordinary", "large")
CONTRASTS = ("ordinary", "high")


@dataclass(frozen=True)
class Display:
    size: str = "ordinary"
    contrast: str = "ordinary"

    @property
    def classes(self) -> str:
        """For the html element; "" where nothing was chosen, and the device decides."""
        names = {"size": self.size, "contrast": self.contrast}
        return " ".join(f"{what}-{name}" for what, name in names.items() if name != "ordinary")


def kept(request: HttpRequest) -> Display:
    """What the cookie says; a spoilt one says nothing."""
    size, _dot, contrast = request.COOKIES.get(settings.DISPLAY_COOKIE_NAME, "").partition(".")
    if size in SIZES and contrast in CONTRASTS:
        return Display(size, contrast)
    return Display()


def changed(now: Display, asked: QueryDict) -> Display:
    """With the choice that is asked for; the other one stays."""
    if (size := asked.get("size", "")) in SIZES:
        now = replace(now, size=size)
    if (contrast := asked.get("contrast", "")) in CONTRASTS:
        now = replace(now, contrast=contrast)
    return now


def chosen(request: HttpRequest) -> Display:
    """What this page is shown with."""
    if request.GET and request.method == "POST" and language_asked_for(request.POST):
        return changed(kept(request), request.GET)
    return kept(request)


def display(request: HttpRequest) -> dict[str, Display]:
    return {"display": chosen(request)}


class DisplayMiddleware:
    """Keeps a choice that came with a form, once the form was drawn anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.GET and request.method == "POST" and response.status_code == 200:
            now = chosen(request)
            if now != kept(request):
                keep(response, now)
        return response


def keep(response: HttpResponse, now: Display) -> None:
    remember(response, settings.DISPLAY_COOKIE_NAME, f"{now.size}.{now.contrast}")


@require_POST
def choose_display(request: HttpRequest) -> HttpResponse:
    """Keeps the choice and goes back to the page it was made on."""
    response = back(request)
    keep(response, changed(kept(request), request.POST))
    return response
