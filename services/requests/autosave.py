"""Saves a form that nobody sent yet: every 20 seconds while something changes, and when it is hidden.

It keeps what is right and what is typed, calls nothing wrong and no page done, and gives way to every
save that its window does not know of.
"""

from copy import deepcopy

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from audit.visits import browser
from services.requests import typed, windows
from services.requests.drafts import DraftGone, keep_right, locked
from services.requests.models import Draft
from services.requests.pages import Filled, Page
from services.requests.windows import Window

AUTOSAVE = "autosave"
EVERYTHING, NOT_ALL, GONE, OUTDATED = 204, 202, 410, 409


class Outdated(Exception):
    """Another window, or a button, saved the page since this window was drawn; nothing was stored."""


def is_autosave(request: HttpRequest) -> bool:
    return request.method == "POST" and AUTOSAVE in request.POST


def answer(
    request: HttpRequest, draft: Draft, parts: list[Filled], *, slugs: list[str] | None = None
) -> HttpResponse:
    """`slugs` are of all the pages that the window shows or may show, where these are more.

    204, or 202 where something was left out; 409 or 410 tell the script to leave it to the button.
    """
    if not request.user.is_authenticated:
        browser.pass_over(request)
    try:
        complete = save(draft, parts, Window.of(request.POST), slugs=slugs)
    except Outdated:
        return HttpResponse(status=OUTDATED)
    except DraftGone:
        return gone()
    return HttpResponse(status=EVERYTHING if complete else NOT_ALL)


def gone() -> HttpResponse:
    return HttpResponse(status=GONE)


def save(
    draft: Draft, parts: list[Filled], window: Window, *, slugs: list[str] | None = None
) -> bool:
    """Keeps what these forms were sent; True when nothing was left out. Raises Outdated, DraftGone."""
    slugs = slugs or [page.slug for page, _form in parts]
    with transaction.atomic():
        row = locked(draft)
        if not windows.may_save(row, slugs, window):
            raise Outdated
        if windows.is_late(row, slugs, window):
            return True
        complete = not sum(not _keep(row, page, form) for page, form in parts)
        for slug in slugs:
            windows.note(row, slug, window)
        row.touched_at = timezone.now()
        row.save()
    return complete


def _keep(row: Draft, page: Page, form: forms.Form) -> bool:
    """A page that was done is to be looked at again once an answer of it has changed."""
    before = deepcopy((page.kept_in(row), row.typed.get(page.slug)))
    asked = bool(before[1] and before[1]["asked"])
    form.full_clean()
    keep_right(row, page, form)
    complete = typed.remember(row, page, form, asked=asked)
    if before != (page.kept_in(row), row.typed.get(page.slug)):
        row.pages_done = [slug for slug in row.pages_done if slug != page.slug]
    return complete
