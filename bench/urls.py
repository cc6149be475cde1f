"""The portal's routes, and a bare page to measure beside them: one indexed query, one template."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from audit.models import District
from bsk_portal.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

PAGE = engines["django"].from_string(
    "<!doctype html><html lang=bn><title>{{ district.code }}</title><h1>{{ district.name.bn }}</h1>"
    "<ul>{% for number in numbers %}<li>{{ number }} {{ district.code }}</li>{% endfor %}</ul></html>"
)


def bare_page(request: HttpRequest) -> HttpResponse:
    district = District.objects.get(code="320")
    return HttpResponse(PAGE.render({"district": district, "numbers": range(60)}, request))


def three_rows(request: HttpRequest) -> HttpResponse:
    """Makes the rows that the bench of submissions gives it, and answers with a line."""
    THREE_ROWS[0]()
    return HttpResponse("three rows")


THREE_ROWS: list[Callable[[], None]] = []

urlpatterns = [path("bare/", bare_page), path("three-rows/", three_rows), *urlpatterns]
