"""Finds the draft that a browser has for a service; what is not there leads to the start."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from citizens.people.browser import Browser
from services.catalogue.models import Service, ServiceVersion
from services.requests import drafts
from services.requests.models import Draft
from services.requests.version_moves import up_to_date


def offered_version(slug: str) -> ServiceVersion:
    """The questions a new draft gets; 404 for a service that is unknown, withdrawn or not asked for."""
    return get_object_or_404(
        ServiceVersion.objects.select_related("service__department"),
        service__slug=slug,
        service__is_offered=True,
        service__kind=Service.Kind.TRANSACTION,
        service__current_version=F("pk"),
    )


def draft_of(request: HttpRequest, slug: str) -> Draft | None:
    """This browser's draft, with the questions that are published now."""
    browser = Browser.of(request)
    draft = drafts.find(slug, browser=browser.digest) if browser else None
    return up_to_date(draft) if draft else None


def to_the_start(slug: str) -> HttpResponse:
    """Where somebody goes whose draft is not here; 404 where nothing can begin."""
    offered_version(slug)
    return redirect("apply", slug)
