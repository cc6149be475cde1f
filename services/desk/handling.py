"""One request at the centre: what it is, what was done, and the moves that are allowed now."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from audit.centres.models import Operator
from audit.languages.switching import as_typed, is_switch
from services.desk import rows
from services.desk.forms import RejectionForm
from services.desk.guard import desk_view
from services.requests import moves
from services.requests.deciding import officers_for
from services.requests.documents.keeping import note_refused_files
from services.requests.models import ServiceRequest
from services.requests.papers.forms import GivenForm, WantedForm
from services.requests.papers.giving import NotWanted, give
from services.requests.papers.showing import papers_of
from services.requests.reading_back import answers_shown
from services.requests.standing import standing_of

F = TypeVar("F", bound=forms.Form)


@require_safe
@desk_view
def show(request: HttpRequest, operator: Operator, number: str) -> HttpResponse:
    return page(request, rows.request_of(operator, number))


@require_POST
@desk_view
def forwarding(request: HttpRequest, operator: Operator, number: str) -> HttpResponse:
    return moved(request, operator, rows.request_of(operator, number), moves.forward)


@require_POST
@desk_view
def delivery(request: HttpRequest, operator: Operator, number: str) -> HttpResponse:
    return moved(request, operator, rows.request_of(operator, number), moves.deliver)


@require_POST
@desk_view
def rejection(request: HttpRequest, operator: Operator, number: str) -> HttpResponse:
    found = rows.request_of(operator, number)
    wanted = typed_beside(request, WantedForm)
    if is_switch(request):
        return page(request, found, form=as_typed(request.POST, RejectionForm), wanted=wanted)
    form = RejectionForm(request.POST)
    if not form.is_valid():
        return page(request, found, form=form, wanted=wanted)
    rejected = partial(moves.reject, reason=form.cleaned_data["reason"])
    return moved(request, operator, found, rejected, form=form)


@require_POST
@desk_view
def asking(request: HttpRequest, operator: Operator, number: str) -> HttpResponse:
    """Asks the citizen for papers; it shares its form with the rejection, which keeps its text."""
    found = rows.request_of(operator, number)
    form = typed_beside(request, RejectionForm)
    if is_switch(request):
        return page(request, found, form=form, wanted=as_typed(request.POST, WantedForm))
    wanted = WantedForm(request.POST)
    if not wanted.is_valid():
        return page(request, found, form=form, wanted=wanted)
    asked = partial(moves.ask_papers, wanted=wanted.cleaned_data["wanted"])
    return moved(request, operator, found, asked, wanted=wanted)


@require_POST
@desk_view
def papers_received(request: HttpRequest, operator: Operator, number: str) -> HttpResponse:
    """The citizen brought them: files that the operator scanned, or none where paper went on."""
    found = rows.request_of(operator, number)
    form = GivenForm(request.POST, request.FILES, files_required=False)
    if not form.is_valid():
        note_refused_files(request, form)
        return page(request, found, given=form)
    files = form.files_field.accepted
    try:
        give(found, asked=form.cleaned_data["asked"], files=files, by=operator.actor)
    except NotWanted:
        return page(request, rows.request_of(operator, number), status=409, refused=True)
    messages.success(request, _("Stored."))
    return redirect("desk-request", found.acknowledgement)


def typed_beside(request: HttpRequest, form_class: type[F]) -> F:
    """The other half of the form, as it was typed, without what is wrong of it."""
    return form_class(initial={name: request.POST.get(name, "") for name in form_class.base_fields})


def moved(
    request: HttpRequest,
    operator: Operator,
    found: ServiceRequest,
    move: Callable[..., ServiceRequest],
    *,
    form: RejectionForm | None = None,
    wanted: WantedForm | None = None,
) -> HttpResponse:
    """The page after the move; where somebody was quicker, the page as it is now (409)."""
    typed = request.POST.get("revision", "")
    seen = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1
    try:
        move(found, revision=seen, by=operator.actor)
    except (moves.ChangedMeanwhile, moves.MoveRefused) as refusal:
        now = rows.request_of(operator, found.acknowledgement)
        changed = isinstance(refusal, moves.ChangedMeanwhile)
        return page(
            request,
            now,
            form=form,
            wanted=wanted,
            status=409,
            changed=changed,
            refused=not changed,
        )
    messages.success(request, _("Stored."))
    return redirect("desk-request", found.acknowledgement)


def page(
    request: HttpRequest,
    found: ServiceRequest,
    *,
    form: RejectionForm | None = None,
    wanted: WantedForm | None = None,
    given: GivenForm | None = None,
    status: int = 200,
    **told: bool,
) -> HttpResponse:
    changes = list(found.changes.all())
    allowed = moves.ALLOWED[found.status]
    standing = standing_of(found)
    rejection_form = form if form is not None else RejectionForm()
    wanted_form = wanted if wanted is not None else WantedForm()
    if given is None and standing.papers:
        given = GivenForm(initial={"asked": standing.papers.pk}, files_required=False)
    tried = [each for each in (given, wanted_form) if each is not None and each.is_bound]
    context: dict[str, Any] = {
        "form": tried[0] if tried else rejection_form,
        "rejection": rejection_form,
        "wanted": wanted_form,
        "given": given,
        "found": found,
        "person": found.citizen,
        "age": found.citizen.age_on(timezone.localdate()),
        "answers": answers_shown(found.version, found.answers),
        "changes": changes,
        "last_change": changes[-1] if changes else None,
        "papers": papers_of(found),
        "officer": officers_for(found.service, found.district_id).get("designated"),
        "standing": standing,
        **{f"may_be_{status}": status in allowed for status in ServiceRequest.Status},
        **told,
    }
    # What is with the department already is sent on within it by its officers.
    context["may_be_forwarded"] = found.status == ServiceRequest.Status.RECEIVED
    context["formless"] = not context["may_be_rejected"]
    return render(request, "services/desk/request.html", context, status=status)
