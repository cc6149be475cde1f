"""Size of letters and contrast as the reader chose them here, kept in a cookie; no script is needed."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

ONE_YEAR = 365 * 24 * 3600
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


def chosen(request: HttpRequest) -> Display:
    """What the cookie says; a spoilt one says nothing."""
    size, _dot, contrast = request.COOKIES.get(settings.DISPLAY_COOKIE_NAME, "").partition(".")
    if size in SIZES and contrast in CONTRASTS:
        return Display(size, contrast)
    return Display()


def display(request: HttpRequest) -> dict[str, Display]:
    return {"display": chosen(request)}


@require_POST
def choose_display(request: HttpRequest) -> HttpResponse:
    """Keeps the choice and goes back to the page it was made on; the other choice stays."""
    next_page = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        next_page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        next_page = "/"
    now = chosen(request)
    if (size := request.POST.get("size", "")) in SIZES:
        now = replace(now, size=size)
    if (contrast := request.POST.get("contrast", "")) in CONTRASTS:
        now = replace(now, contrast=contrast)
    response = HttpResponseRedirect(next_page)
    response.set_cookie(
        settings.DISPLAY_COOKIE_NAME,
        f"{now.size}.{now.contrast}",
        max_age=ONE_YEAR,
        secure=settings.COOKIES_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
