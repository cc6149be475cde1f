"""Reads a filled-in application back, takes the citizen's agreement and sends it: the one submission."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from audit.centres.models import Operator
from audit.languages.switching import as_typed, is_switch
from services.desk import rows
from services.desk.drafting import already_sent
from services.desk.drafting import show as show_sheet
from services.desk.forms import ReadAloudForm
from services.desk.guard import desk_view
from services.desk.sheet import Sheet, title_of
from services.requests import submission
from services.requests.drafts import DraftGone
from services.requests.models import Draft, ServiceRequest
from services.requests.reading_back import read_back


class ChangedSinceRead(Exception):
    """Another window changed an answer after this page was read out to the citizen."""


@desk_view
def check(request: HttpRequest, operator: Operator, draft_id: UUID) -> HttpResponse:
    draft = rows.draft_or_request(operator, draft_id)
    if isinstance(draft, ServiceRequest):
        return already_sent(request, draft)
    form = ReadAloudForm(request.POST) if request.method == "POST" else ReadAloudForm()
    if is_switch(request):
        return show(request, operator, draft, as_typed(request.POST, ReadAloudForm))
    if request.method == "POST":
        try:
            return send(request, operator, draft, form)
        except ChangedSinceRead:
            messages.warning(
                request, _("An answer was changed meanwhile. Read them out once more.")
            )
        except submission.NotReady:
            pass  # the page below shows which answer or tick is missing
        except DraftGone:
            return check(request, draft_id=draft_id)
    return show(request, operator, draft, form)


def send(
    request: HttpRequest, operator: Operator, draft: Draft, form: ReadAloudForm
) -> HttpResponse:
    with transaction.atomic():
        rows.lock(draft)
        if request.POST.get("seen") != draft.touched_at.isoformat():
            raise ChangedSinceRead
        sent = submission.submit(
            draft,
            token=draft.token,
            consented=form.is_valid(),
            # The citizen's language, not the one in which the operator reads her screen.
            language=draft.person.get("language", settings.LANGUAGE_CODE),
            by=operator.actor,
        )
    messages.success(request, _("The application is sent. Give the citizen the slip."))
    return redirect("desk-request", sent.acknowledgement)


def show(
    request: HttpRequest, operator: Operator, draft: Draft, form: ReadAloudForm
) -> HttpResponse:
    sheet = Sheet.as_kept(draft)
    done = {page.slug for page, _form in sheet.parts} <= set(draft.pages_done)
    if sheet.errors or not done:
        return show_sheet(request, operator, sheet)
    context = {
        "form": form,
        "draft": draft,
        "service": draft.service,
        # In another language it is the same page, read out as it stood: sending looks once more.
        "seen": request.POST.get("seen") if is_switch(request) else draft.touched_at.isoformat(),
        "parts": [
            (title_of(page), read_back(answers, page.kept_in(draft)))
            for page, answers in sheet.parts
        ],
        "warnings": sheet.warnings(),
        "notice_version": settings.PRIVACY_NOTICE_VERSION,
    }
    return render(request, "services/desk/check.html", context)
