"""Pages on what a service is: its facts, fees and officers; and adding a page of questions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.centres.models import Operator
from audit.languages.switching import ERRORS_SHOWN, is_switch
from services.authoring import fees_form, rows
from services.authoring.content import Content
from services.authoring.editing import Closed, Stale, edit
from services.authoring.facts_form import FactsForm
from services.authoring.guard import WRITE, staff_view
from services.authoring.models import Proposal
from services.authoring.saving import Page, revision_of, shut


@staff_view(WRITE)
def facts(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    proposal = rows.proposal_of(slug)
    page = Page(
        template="facts",
        part="facts",
        form_class=FactsForm,
        initial=proposal.content,
        write=FactsForm.write,
        back=reverse("authoring-service", args=[slug]),
    )
    return page.answer(request, person, proposal)


@staff_view(WRITE)
def fees(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    return _rows(request, person, rows.proposal_of(slug), "fees")


@staff_view(WRITE)
def officers(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    return _rows(request, person, rows.proposal_of(slug), "officers")


FORMS = {
    "fees": (fees_form.FeesForm, fees_form.write_fees),
    "officers": (fees_form.OfficersForm, fees_form.write_officers),
}


def _rows(request: HttpRequest, person: Operator, proposal: Proposal, part: str) -> HttpResponse:
    """Several small rows on one page, saved together."""
    if not proposal.is_editable:
        return shut(request, proposal)
    form_class, write = FORMS[part]
    initial = proposal.content[part]
    form = form_class(request.POST if request.method == "POST" else None, initial=initial)
    if is_switch(request) and ERRORS_SHOWN not in request.POST:
        form.without_errors()
    context: dict[str, Any] = {"form_rows": form, "proposal": proposal, "part": part}
    if request.method == "POST" and not is_switch(request) and form.is_valid():

        def change(content: Content) -> None:
            write(form, content)

        try:
            edit(proposal, change, part=part, revision=revision_of(request), by=person.actor)
            messages.success(request, _("Saved."))
            return redirect("authoring-service", proposal.slug)
        except Closed:
            return shut(request, proposal)
        except Stale as refused:
            proposal.refresh_from_db()
            context["meanwhile"] = refused.meanwhile
    # What the frame of the page asks a form: whether something is wrong with it.
    context["form"] = {"errors": form.total_error_count() if form.is_bound else 0}
    return render(request, "services/authoring/rows.html", context)
