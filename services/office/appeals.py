"""Appeals before an appellate or a reviewing officer: by due date, one with its request, the order."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from audit.centres.guard import office_view
from audit.centres.models import Operator
from audit.centres.roles import Post
from audit.languages.switching import as_typed, is_switch
from services.appeals import deciding
from services.appeals.forms import DecisionForm
from services.appeals.models import Appeal
from services.appeals.rows import appeal_before, appeals_before
from services.requests.reading_back import answers_shown

SHOWN = 100  # decided ones, the newest first; every open one is shown


@require_safe
@office_view(Post.APPELLATE, Post.REVIEWING)
def appeals(request: HttpRequest, officer: Operator) -> HttpResponse:
    rows = appeals_before(officer).select_related("request__service", "request__district")
    context = {
        "hearing": rows.filter(state=Appeal.State.LODGED).order_by("due_on", "id"),
        "decided": rows.exclude(state=Appeal.State.LODGED).order_by("-decided_at", "-id")[:SHOWN],
    }
    return render(request, "services/office/appeals.html", context)


@office_view(Post.APPELLATE, Post.REVIEWING)
def appeal(request: HttpRequest, officer: Operator, number: str) -> HttpResponse:
    one = appeal_before(officer, number)
    if is_switch(request):
        return page(request, one, form=as_typed(request.POST, DecisionForm, appeal=one))
    if request.method != "POST":
        return page(request, one, form=DecisionForm(appeal=one))
    form = DecisionForm(request.POST, appeal=one)
    if one.is_open and not form.is_valid():
        return page(request, one, form=form)
    try:
        decide(one, form, revision=seen(request), officer=officer)
    except deciding.DecidedMeanwhile:
        return page(request, appeal_before(officer, number), form=form, status=409, changed=True)
    messages.success(request, _("The order is stored. The citizen is told of it."))
    return redirect("office-appeal", one.number)


def decide(one: Appeal, form: DecisionForm, *, revision: int, officer: Operator) -> None:
    if not one.is_open:
        raise deciding.DecidedMeanwhile(one)
    typed = form.cleaned_data
    facts: dict[str, Any] = {
        "order": typed["order"],
        "penalty": typed.get("penalty"),
        "revision": revision,
        "by": officer.actor,
    }
    if typed["decision"] == "allow":
        deciding.allow(one, days=typed.get("days"), **facts)
    else:
        deciding.dismiss(one, **facts)


def seen(request: HttpRequest) -> int:
    """The count of changes that the page was drawn with; -1, which no row has, if it is spoilt."""
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1


def page(
    request: HttpRequest,
    one: Appeal,
    *,
    form: DecisionForm,
    status: int = 200,
    changed: bool = False,
) -> HttpResponse:
    found = one.request
    context = {
        "form": form,
        "formless": not one.is_open,
        "appeal": one,
        "found": found,
        "earlier": found.appeals.exclude(pk=one.pk).order_by("lodged_at"),
        "changes": found.changes.all(),
        "answers": answers_shown(found.version, found.answers),
        "changed": changed,
    }
    return render(request, "services/office/appeal.html", context, status=status)
