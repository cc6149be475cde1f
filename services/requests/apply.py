"""Applying for a service, page by page; addresses and titles name nobody."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from audit.languages.switching import is_switch
from citizens.people.citizens_only import citizens_only
from services.requests import autosave, drafts, look_at, typed
from services.requests.autosave import is_autosave
from services.requests.cookie_gone import is_without_cookie, keep_typed
from services.requests.documents.keeping import (
    keep_files_alone,
    note_refused_files,
    only_refused_files,
    stays_here,
)
from services.requests.group_field import added_row, asks_for_rows, with_rows_changed
from services.requests.models import Draft
from services.requests.opening import draft_of, offered_version, to_the_start
from services.requests.pages import Page, pages_for, pages_of
from services.requests.question_form import fields_to_draw, typing_on
from services.requests.sent_late import save_what_fits

CHANGE = "change"  # in the address of a page that was opened from the check


def next_page(draft: Draft, after: Page | None = None, *, changing: bool = False) -> str:
    """The address to go on at: the check when all is done, else the page after, else the first left.

    Who came from the check to change something sees only what is left, and then the check again.
    """
    pages = pages_for(draft)
    left = [page for page in pages if page.slug not in draft.pages_done]
    if not left:
        return reverse("apply-check", args=[draft.service.slug])
    later = pages[pages.index(after) + 1 :] if after in pages else []
    if changing:
        later = [page for page in later if page in left]
    page = later[0] if later else left[0]
    address = reverse("apply-page", args=[draft.service.slug, page.slug])
    return f"{address}?{CHANGE}=1" if changing else address


@citizens_only
def apply_page(request: HttpRequest, slug: str, page: str) -> HttpResponse:
    draft = draft_of(request, slug)
    if draft is None and is_autosave(request):
        return autosave.gone()
    if draft is None and is_without_cookie(request):
        return keep_typed(request, offered_version(slug), page)
    if draft is None:
        return to_the_start(slug)
    try:
        return answer_page(request, draft, page)
    except drafts.DraftGone:
        return to_the_start(slug)


def answer_page(request: HttpRequest, draft: Draft, slug: str) -> HttpResponse:
    """The page where it is still asked; else what was sent goes where it is asked now."""
    here = next((each for each in pages_of(draft.version) if each.slug == slug), None)
    asked = here is not None and here.is_asked(draft.answers)
    drawn_before = request.POST.get("version", draft.edition) != draft.edition
    if is_autosave(request):
        if here is None or drawn_before or not asked:
            return HttpResponse(status=autosave.OUTDATED)
        form = here.form(draft, request.POST, request.FILES)
        return autosave.answer(request, draft, [(here, form)])
    if drawn_before and here not in save_what_fits(draft, request.POST, request.FILES):
        return redirect(next_page(draft))
    if here is None:
        raise Http404
    if not here.is_asked(draft.answers):
        return redirect(next_page(draft))
    return show_or_save(request, draft, here)


def show_or_save(request: HttpRequest, draft: Draft, here: Page) -> HttpResponse:
    """Goes on where all is right, else shows the page with all that was typed. Raises DraftGone."""
    changing = CHANGE in request.GET
    if request.method != "POST":
        form = typed.form_of(here, draft)
    elif is_switch(request):
        if request.FILES:
            keep_files_alone(draft, here.form(draft, request.POST, request.FILES))
        form = here.as_typed(draft, request.POST)
    elif "show_blocks" in request.POST and here.holds == "person":
        form = here.form_class(initial=request.POST.dict())
    elif asks_for_rows(request.POST) or "show_blocks" in request.POST:
        form = here.form(draft, with_rows_changed(request.POST), request.FILES)
        drafts.save_page(draft, here, form, asked=False)
        typing_on(form, added_row(request.POST))
    elif stays_here(request.POST):
        form = here.form(draft, request.POST, request.FILES)
        drafts.save_page(draft, here, form, asked=False)
        only_refused_files(form)
    else:
        form = here.form(draft, request.POST, request.FILES)
        later = "later" in request.POST
        right = drafts.save_page(draft, here, form, asked=not later)
        if later and (right or only_incomplete(form)):
            return redirect("apply", draft.service.slug)
        if right:
            return redirect(next_page(draft, here, changing=changing))
    note_refused_files(request, form)
    context = page_context(draft, here, form, changing=changing)
    return render(request, "services/requests/apply_page.html", context)


def only_incomplete(form: forms.Form) -> bool:
    """Whether nothing is wrong but that some answers are still to come."""
    return all(
        error.code == "required" for errors in form.errors.as_data().values() for error in errors
    )


def page_context(draft: Draft, here: Page, form: forms.Form, *, changing: bool) -> dict[str, Any]:
    pages = pages_for(draft)
    place = pages.index(here)
    return {
        "service": draft.service,
        "draft": draft,
        "page": here,
        "form": form,
        "fields": fields_to_draw(form),
        "place": place + 1,
        "places": len(pages) + 1,
        "before": pages[place - 1] if place else None,
        "changing": changing,
        "looks": look_at.on_page(draft, here),
    }
