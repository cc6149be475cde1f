"""Pages that belong to no room: policies, the site map, what browsers and robots ask for."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control

from services.catalogue import listing

# Each with the day on which the PMU last read through it.
POLICIES = {
    "privacy": date(2026, 11, 25),
    "terms": date(2026, 11, 25),
    "accessibility": date(2026, 11, 25),
    "copyright": date(2026, 11, 25),
    "hyperlinking": date(2026, 11, 25),
    "security": date(2026, 11, 25),
}

ROBOTS = """\
User-agent: *
Disallow: /desk/
Disallow: /operator/
Disallow: /admin/
Disallow: /pmu/
Disallow: /track/
Disallow: /resume/
Disallow: /acknowledgements/
Disallow: /grievances/track/
"""


@cache_control(private=True, no_cache=True)
def policy(request: HttpRequest, name: str) -> HttpResponse:
    """A policy is prose with a file of its own in each language, not a list of messages."""
    if name not in POLICIES:
        raise Http404
    here = get_language() or settings.LANGUAGE_CODE
    language = here if here in dict(settings.FULL_LANGUAGES) else settings.LANGUAGE_CODE
    return render(
        request,
        f"policies/{name}.{language}.html",
        {
            "text_language": language,
            "page_updated_on": POLICIES[name],
            "version": settings.PRIVACY_NOTICE_VERSION,
            "retention_days": settings.RETENTION_DAYS,
            "draft_days": settings.DRAFT_DAYS,
            "notice_body_days": settings.NOTICE_BODY_DAYS,
        },
    )


@cache_control(private=True, no_cache=True)
def sitemap(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "policies/sitemap.html",
        {"departments": listing.departments_with_services()},
    )


def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain")


def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("images/favicon.svg"))
