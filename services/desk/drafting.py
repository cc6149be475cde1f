"""Filling in an application for the citizen at the counter: one dense page, the citizens' rules."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from audit.centres.models import Operator
from audit.languages.switching import ERRORS_SHOWN, is_switch
from audit.templatetags.languages import digits
from services.desk import half_filled, rows
from services.desk.choosing import choose
from services.desk.guard import desk_view
from services.desk.sheet import Sheet, with_what_was_kept
from services.requests import autosave, look_at
from services.requests.autosave import is_autosave
from services.requests.documents.keeping import note_refused_files, stays_here
from services.requests.drafts import DraftGone
from services.requests.group_field import added_row, asks_for_rows, with_rows_changed
from services.requests.models import Draft, ServiceRequest
from services.requests.pages import pages_of
from services.requests.windows import Window, saved_last


@require_POST
@desk_view
def begin(request: HttpRequest, operator: Operator) -> HttpResponse:
    """A draft of the service that is named in full; else the services it may mean, to choose from."""
    reference = request.POST.get("person", "")
    person = rows.person_of(operator, reference) if reference else None
    typed = request.POST.get("service", "")
    choice = choose(typed)
    if choice.exact and choice.exact.current_version:
        draft = half_filled.begin(choice.exact.current_version, citizen=person, operator=operator)
        return redirect("desk-draft", draft.pk)
    context = {
        "typed": typed,
        "person": person,
        "candidates": choice.candidates,
    }
    return render(request, "services/desk/choose.html", context)


@desk_view
def draft(request: HttpRequest, operator: Operator, draft_id: UUID) -> HttpResponse:
    found = rows.draft_or_request(operator, draft_id)
    if isinstance(found, ServiceRequest):
        return already_sent(request, found)
    if request.method != "POST":
        return show(request, operator, Sheet.to_fill_in(found, district=district_of(operator)))
    if is_autosave(request):
        slugs = [page.slug for page in pages_of(found.version)]
        return autosave.answer(request, found, Sheet.typed(found, request.POST).parts, slugs=slugs)
    if is_switch(request):
        return in_another_language(request, operator, found)
    try:
        return keep(request, operator, found)
    except DraftGone:
        return draft(request, draft_id=draft_id)


def in_another_language(request: HttpRequest, operator: Operator, found: Draft) -> HttpResponse:
    """As typed and unsaved; what other windows change after the page was first read still counts."""
    if request.FILES:
        Sheet.typed(found, request.POST, request.FILES).keep_files_alone()
    sheet = Sheet.typed(found, request.POST)
    if ERRORS_SHOWN not in request.POST:
        sheet.without_errors()
    return show(request, operator, sheet, seen=request.POST.get("seen"))


def keep(request: HttpRequest, operator: Operator, found: Draft) -> HttpResponse:
    """Saves what is right, then goes on, stays, or shows what is not right with all that was typed."""
    with transaction.atomic():
        rows.lock(found)
        changed = is_changed_elsewhere(request, found)
        typed = with_what_was_kept(found, request.POST) if changed else request.POST
        if asks_for_rows(typed):
            typed = with_rows_changed(typed)
        sheet = Sheet.typed(found, typed, request.FILES)
        right = sheet.save()
    for _page, form in sheet.parts:
        note_refused_files(request, form)
    if asks_for_rows(request.POST):
        sheet.typing_on(added_row(request.POST))
    elif stays_here(request.POST):
        sheet.only_refused_files()
    elif "show_blocks" in request.POST:
        sheet.show_blocks()
    elif "save" in request.POST:
        messages.success(request, saved(sheet.leave_blanks()))
    elif right and not changed:
        return redirect("desk-check", found.pk)
    if changed:
        messages.warning(
            request,
            _("This form was also changed in another window. Nothing is lost: look it through."),
        )
    return show(request, operator, sheet)


def is_changed_elsewhere(request: HttpRequest, found: Draft) -> bool:
    """Since this window was drawn; what it saved by itself is no change to tell of."""
    if request.POST.get("seen") == found.touched_at.isoformat():
        return False
    slugs = [page.slug for page in pages_of(found.version)]
    return not saved_last(found, slugs, Window.of(request.POST))


def saved(blank: int) -> str:
    if not blank:
        return _("Saved.")
    left = ngettext(
        "Saved. %(count)s answer that must be given is still empty.",
        "Saved. %(count)s answers that must be given are still empty.",
        blank,
    )
    return left % {"count": digits(blank)}


def show(
    request: HttpRequest, operator: Operator, sheet: Sheet, *, seen: str | None = None
) -> HttpResponse:
    context = {
        "form": sheet,
        "draft": sheet.draft,
        "service": sheet.draft.service,
        "looks": look_at.all_of(sheet.draft),
        "seen": seen or sheet.draft.touched_at.isoformat(),
    }
    return render(request, "services/desk/draft.html", context)


def district_of(operator: Operator) -> str:
    return operator.centre.district_id if operator.centre else ""


def already_sent(request: HttpRequest, sent: ServiceRequest) -> HttpResponse:
    messages.info(request, _("This application is already sent. The number is still the same."))
    return redirect("desk-request", sent.acknowledgement)


@require_POST
@desk_view
def discarding(request: HttpRequest, operator: Operator, draft_id: UUID) -> HttpResponse:
    half_filled.discard(rows.draft_of(operator, draft_id))
    messages.info(request, _("The half-filled form is thrown away."))
    return redirect("desk")
