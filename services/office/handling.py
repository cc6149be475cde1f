"""One request before its officer: what was asked and told, its clock, its history, and the acts."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from audit.centres.guard import office_view
from audit.centres.models import Operator
from audit.centres.roles import Post
from audit.journal.models import Refusal
from audit.journal.refusals import refuse
from audit.languages.switching import as_typed, is_switch
from services.office import rows
from services.office.acts import ACTS
from services.office.forms import ActForm
from services.requests import moves
from services.requests.models import ServiceRequest
from services.requests.papers.showing import papers_of
from services.requests.reading_back import answers_shown
from services.requests.standing import standing_of

Status = ServiceRequest.Status


@require_safe
@office_view(Post.DESIGNATED)
def show(request: HttpRequest, officer: Operator, number: str) -> HttpResponse:
    return page(request, rows.request_of(officer, number))


@require_POST
@office_view(Post.DESIGNATED)
def taking(request: HttpRequest, officer: Operator, number: str) -> HttpResponse:
    found = rows.request_of(officer, number)

    def take(revision: int) -> ServiceRequest:
        return moves.take(found, officer=officer, revision=revision, by=officer.actor)

    return stored(request, found, take)


@require_POST
@office_view(Post.DESIGNATED)
def papers_received(request: HttpRequest, officer: Operator, number: str) -> HttpResponse:
    """Papers that came to the office itself, by post or by hand."""
    found = rows.request_of(officer, number)

    def note(revision: int) -> ServiceRequest:
        return moves.papers_came(found, revision=revision, by=officer.actor)

    return stored(request, found, note)


@office_view(Post.DESIGNATED)
def act(request: HttpRequest, officer: Operator, number: str, name: str) -> HttpResponse:
    """The form of an act beside the request; sent, the act."""
    found, chosen = rows.request_of(officer, number), ACTS[name]
    of_this: dict[str, Any] = {"officer": officer, "found": found}
    if is_switch(request):
        return page(request, found, name, as_typed(request.POST, chosen.form, **of_this))
    if request.method != "POST":
        if chosen.leads_to not in moves.ALLOWED[found.status]:
            return redirect("office-request", found.acknowledgement)
        return page(request, found, name, chosen.form(**of_this))
    form = chosen.form(request.POST, request.FILES, **of_this)
    if not form.is_valid():
        if getattr(form, "refused_a_file", False):
            refuse(request, Refusal.Rule.FILE)
        return page(request, found, name, form)
    return stored(request, found, lambda revision: chosen.done(form, revision), name, form)


def stored(
    request: HttpRequest,
    found: ServiceRequest,
    move: Callable[[int], ServiceRequest],
    name: str = "",
    form: ActForm | None = None,
) -> HttpResponse:
    """The request after the act; where somebody was quicker, the page as it is now (409)."""
    typed = request.POST.get("revision", "")
    seen = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1
    try:
        move(seen)
    except (moves.ChangedMeanwhile, moves.MoveRefused) as why:
        found.refresh_from_db()
        changed = isinstance(why, moves.ChangedMeanwhile)
        return page(request, found, name, form, status=409, changed=changed, refused=not changed)
    messages.success(request, _("Stored."))
    return redirect("office-request", found.acknowledgement)


def page(
    request: HttpRequest,
    found: ServiceRequest,
    name: str = "",
    form: ActForm | None = None,
    *,
    status: int = 200,
    **told: bool,
) -> HttpResponse:
    changes = list(found.changes.all())
    allowed = moves.ALLOWED[found.status]
    possible = [(each, act) for each, act in ACTS.items() if act.leads_to in allowed]
    context: dict[str, Any] = {
        "found": found,
        "person": found.citizen,
        "age": found.citizen.age_on(timezone.localdate()),
        "answers": answers_shown(found.version, found.answers),
        "papers": papers_of(found),
        "standing": standing_of(found),
        "changes": changes,
        "last_change": changes[-1] if changes else None,
        "waits": found.status == Status.PAPERS,
        "may_be_taken": found.status in (Status.RECEIVED, Status.FORWARDED)
        or (found.status == Status.TAKEN and found.officer is None),
        "acts": possible,
        "act_name": name,
        "act": ACTS.get(name),
        "act_is_possible": name in dict(possible),
        **told,
    }
    if form is not None:
        # Without a form to fill in, the language switch asks for the page itself again.
        context |= {"form": form, "formless": not context["act_is_possible"]}
    return render(request, "services/office/request.html", context, status=status)
