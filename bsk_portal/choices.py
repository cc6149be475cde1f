"""What a reader chose here for herself: kept in a cookie for a year, and back to where she was."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

ONE_YEAR = 365 * 24 * 3600


def remember(response: HttpResponse, name: str, value: str) -> None:
    """`name` is the cookie's; `value` says nothing of a person."""
    response.set_cookie(
        name,
        value,
        max_age=ONE_YEAR,
        secure=settings.COOKIES_SECURE,
        httponly=True,
        samesite="Lax",
    )


def back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page that the form names; home where that is no page of this site."""
    page = request.POST.get("next", "/")
    ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(page if ours else "/")
