"""The public's reading pages of the catalogue: home, services by department, search, one service."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from audit.languages.text import clean_text
from services.catalogue import listing
from services.catalogue.fees import fees_on
from services.catalogue.officers import officers_by_area
from services.catalogue.search import find

LONGEST_QUERY = 100

reading_page = cache_control(private=True, no_cache=True)


@reading_page
def home(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "services/catalogue/home.html",
        {
            "most_used": listing.most_used(),
            "departments": listing.departments(),
            "page_has_search": True,
        },
    )


@reading_page
def services(request: HttpRequest) -> HttpResponse:
    if "q" in request.GET:
        return search(request, request.GET["q"])
    return render(
        request,
        "services/catalogue/services.html",
        {"departments": listing.departments_with_services(), "page_has_search": True},
    )


def search(request: HttpRequest, typed: str) -> HttpResponse:
    """What cannot be read as text finds nothing, like any other word that no service has."""
    try:
        query = clean_text(typed)[:LONGEST_QUERY]
    except ValidationError:
        query = ""
    found = find(query) if query else []
    return render(
        request,
        "services/catalogue/search.html",
        {"query": query, "found": found, "page_has_search": True},
    )


@reading_page
def service(request: HttpRequest, slug: str) -> HttpResponse:
    service = get_object_or_404(
        listing.offered()
        .select_related("department")
        .prefetch_related("fees", "officers")
        .annotate(rules=listing.rules_of_version()),
        slug=slug,
    )
    return render(
        request,
        "services/catalogue/service.html",
        {
            "service": service,
            "fees": fees_on(timezone.localdate(), service.fees.all()),
            "areas": officers_by_area(service.officers.all()),
            "page_updated_on": service.updated_on,
        },
    )
