"""Pages that belong to no room: policies, the site map, what browsers and robots ask for."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control

POLICIES = ("privacy", "terms", "accessibility")

ROBOTS = "User-agent: *\nDisallow: /desk/\nDisallow: /operator/\nDisallow: /admin/\nDisallow: /pmu/\nDisallow: /track/\n"


@cache_control(private=True, no_cache=True)
def policy(request: HttpRequest, name: str) -> HttpResponse:
    if name not in POLICIES:
        raise Http404
    return render(request, f"policies/{name}.html")


@cache_control(private=True, no_cache=True)
def sitemap(request: HttpRequest) -> HttpResponse:
    return render(request, "policies/sitemap.html", {"policies": POLICIES})


def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain")


def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("images/favicon.svg"))
