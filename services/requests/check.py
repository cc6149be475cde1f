"""All answers on one page, the notice and the consent; sends the application, once for each token."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from audit.journal.actors import CITIZEN
from audit.languages.switching import as_typed, is_switch
from citizens.people.citizens_only import citizens_only
from citizens.people.forms import ConsentForm
from citizens.people.tokens import token_of
from services.requests import drafts, look_at, submission
from services.requests.apply import CHANGE
from services.requests.models import Draft, ServiceRequest
from services.requests.opening import draft_of, to_the_start
from services.requests.pages import filled
from services.requests.reading_back import read_back


@citizens_only
def check(request: HttpRequest, slug: str) -> HttpResponse:
    draft = draft_of(request, slug)
    if draft and is_switch(request):
        return show(request, draft, as_typed(request.POST, ConsentForm))
    form = ConsentForm(request.POST) if request.method == "POST" else ConsentForm()
    token = token_of(request.POST)
    # What was read and agreed to was the earlier version: it is shown as it stands now, and why.
    if token and not (draft and draft.moved_now):
        try:
            sent = send(request, draft, token, form)
            return redirect("acknowledgement", sent.acknowledgement)
        except drafts.DraftGone:
            return to_the_start(slug)
        except submission.NotReady:
            pass  # the page below shows which answer or tick is missing
    return show(request, draft, form) if draft else to_the_start(slug)


def send(
    request: HttpRequest, draft: Draft | None, token: UUID, form: ConsentForm
) -> ServiceRequest:
    """The request of this token, made now or by an earlier post of the same form."""
    if draft is None:
        return submission.submitted_before(token)
    language = request.LANGUAGE_CODE or "bn"
    return submission.submit(
        draft, token=token, consented=form.is_valid(), language=language, by=CITIZEN
    )


def show(request: HttpRequest, draft: Draft, form: ConsentForm) -> HttpResponse:
    pages = filled(draft)
    unfinished = drafts.first_unfinished(draft, pages)
    if unfinished:
        page = reverse("apply-page", args=[draft.service.slug, unfinished.slug])
        return redirect(f"{page}?{CHANGE}=1" if draft.to_look_at else page)
    context = {
        "service": draft.service,
        "draft": draft,
        "form": form,
        "looks": look_at.all_of(draft),
        "notice_version": settings.PRIVACY_NOTICE_VERSION,
        "parts": [(page, read_back(answers, page.kept_in(draft))) for page, answers in pages],
        "warnings": [
            warning for _page, answers in pages for warning in getattr(answers, "warnings", list)()
        ],
    }
    return render(request, "services/requests/check.html", context)
