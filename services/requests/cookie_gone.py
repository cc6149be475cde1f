"""A page that is sent by a browser which has lost its cookie: what was typed on it begins a new draft.

The draft before is nobody's to show here; its reference leads to it.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from citizens.people.browser import Browser
from services.catalogue.models import ServiceVersion
from services.requests import drafts
from services.requests.autosave import is_autosave
from services.requests.pages import pages_of


def is_without_cookie(request: HttpRequest) -> bool:
    """Whether a button sent the form; a page that saves itself begins nothing."""
    return request.method == "POST" and Browser.of(request) is None and not is_autosave(request)


def keep_typed(request: HttpRequest, version: ServiceVersion, slug: str) -> HttpResponse:
    """Back to the page, in the new draft, with all that was typed on it. Raises DraftGone."""
    browser = Browser.of_or_new(request)
    draft = drafts.start(version, browser=browser.digest, person={})
    page = next((each for each in pages_of(version) if each.slug == slug), None)
    if page:
        form = page.form(draft, request.POST, request.FILES)
        drafts.save_page(draft, page, form)
    messages.warning(
        request,
        _(
            "This browser no longer had the application that you had begun. What you typed on this "
            "page is kept in a new one. To go on with the earlier one, use its reference."
        ),
    )
    where = ("apply-page", slug) if page else ("apply",)
    response = redirect(where[0], version.service.slug, *where[1:])
    browser.keep(response)
    return response
