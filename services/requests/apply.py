"""Applying for a service, page by page; addresses and titles name nobody, and reading makes no row."""

from typing import Any

from django import forms
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audit.languages.switching import as_typed, is_switch
from citizens.people.browser import Browser
from citizens.people.citizens_only import citizens_only
from citizens.people.models import Citizen
from citizens.people.registration import person_of
from services.catalogue.models import Service, ServiceVersion
from services.requests import drafts
from services.requests.models import Draft
from services.requests.pages import Page, pages_of


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
    browser = Browser.of(request)
    return drafts.find(slug, browser=browser.digest) if browser else None


def to_the_start(slug: str) -> HttpResponse:
    """Where somebody goes whose draft is not here; 404 where nothing can begin."""
    offered_version(slug)
    return redirect("apply", slug)


@citizens_only
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """What will be asked; begins or goes on only when a button is pressed."""
    draft = draft_of(request, slug)
    if request.method == "POST":
        return begin(request, slug, draft)
    version = draft.version if draft else offered_version(slug)
    context = {
        "service": draft.service if draft else version.service,
        "pages": pages_of(version),
        "draft": draft,
        "own_form": own_form(Browser.of(request)),
    }
    return render(request, "services/requests/apply.html", context)


def begin(request: HttpRequest, slug: str, draft: Draft | None) -> HttpResponse:
    """Goes on with the draft, unless asked to begin anew, empty or from the person's own form."""
    browser = Browser.of_or_new(request)
    how = request.POST.get("how")
    if draft is None or how in {"anew", "own-form"}:
        citizen = own_form(browser) if how == "own-form" else None
        draft = drafts.start(
            offered_version(slug),
            browser=browser.digest,
            person=person_of(citizen) if citizen else {},
            anew=draft is not None,
        )
    response = redirect(next_page(draft, pages_of(draft.version)))
    browser.keep(response)
    return response


def own_form(browser: Browser | None) -> Citizen | None:
    """The last information form that this very browser sent, which it may use again."""
    if browser is None:
        return None
    return Citizen.objects.filter(browser=browser.digest).order_by("-created_at").first()


def next_page(draft: Draft, pages: list[Page], after: Page | None = None) -> str:
    """The address to go on at: the check when all is done, else the page after, else the first left."""
    left = [page for page in pages if page.slug not in draft.pages_done]
    if not left:
        return reverse("apply-check", args=[draft.service.slug])
    later = pages[pages.index(after) + 1 :] if after else []
    page = later[0] if later else left[0]
    return reverse("apply-page", args=[draft.service.slug, page.slug])


@citizens_only
def apply_page(request: HttpRequest, slug: str, page: str) -> HttpResponse:
    draft = draft_of(request, slug)
    if draft is None:
        return to_the_start(slug)
    pages = pages_of(draft.version)
    here = next((each for each in pages if each.slug == page), None)
    if here is None:
        raise Http404
    if request.method != "POST":
        form = here.form_class(initial=here.kept_in(draft))
    elif is_switch(request):
        form = as_typed(request.POST, here.form_class)
    elif "show_blocks" in request.POST:
        form = here.form_class(initial=request.POST.dict())
    else:
        form = here.form_class(request.POST)
        try:
            right = drafts.save_page(draft, here, form)
            if "later" in request.POST and (right or only_incomplete(form)):
                return redirect("apply", slug)
            if right:
                return redirect(next_page(draft, pages, here))
        except drafts.DraftGone:
            return to_the_start(slug)
    context = page_context(draft, pages, here, form)
    return render(request, "services/requests/apply_page.html", context)


def only_incomplete(form: forms.Form) -> bool:
    """Whether nothing is wrong but that some answers are still to come."""
    return all(
        error.code == "required" for errors in form.errors.as_data().values() for error in errors
    )


def page_context(draft: Draft, pages: list[Page], here: Page, form: forms.Form) -> dict[str, Any]:
    place = pages.index(here)
    return {
        "service": draft.service,
        "page": here,
        "form": form,
        "place": place + 1,
        "places": len(pages) + 1,
        "before": pages[place - 1] if place else None,
    }
