"""One request at the centre: what it is, what was done, and the moves that are allowed now."""

from collections.abc import Callable
from functools import partial
from typing import Any

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
from services.requests.models import ServiceRequest
from services.requests.reading_back import answers_shown


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
    if is_switch(request):
        return page(request, found, form=as_typed(request.POST, RejectionForm))
    form = RejectionForm(request.POST)
    if not form.is_valid():
        return page(request, found, form=form)
    rejected = partial(moves.reject, reason=form.cleaned_data["reason"])
    return moved(request, operator, found, rejected, form=form)


def moved(
    request: HttpRequest,
    operator: Operator,
    found: ServiceRequest,
    move: Callable[..., ServiceRequest],
    form: RejectionForm | None = None,
) -> HttpResponse:
    """The page after the move; where somebody was quicker, the page as it is now (409)."""
    typed = request.POST.get("revision", "")
    seen = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1
    try:
        move(found, revision=seen, by=operator.actor)
    except moves.ChangedMeanwhile as changed:
        found.status, found.revision = changed.request.status, changed.request.revision
        found.closed_at = changed.request.closed_at
        return page(request, found, form=form, status=409, changed=True)
    except moves.MoveRefused:
        return page(request, found, form=form, status=409, refused=True)
    messages.success(request, _("Stored."))
    return redirect("desk-request", found.acknowledgement)


def page(
    request: HttpRequest,
    found: ServiceRequest,
    *,
    form: RejectionForm | None = None,
    status: int = 200,
    **told: bool,
) -> HttpResponse:
    changes = list(found.changes.all())
    allowed = moves.ALLOWED[found.status]
    context: dict[str, Any] = {
        "form": form if form is not None else RejectionForm(),
        "found": found,
        "person": found.citizen,
        "age": found.citizen.age_on(timezone.localdate()),
        "answers": answers_shown(found.version, found.answers),
        "changes": changes,
        "last_change": changes[-1] if changes else None,
        "late": found.closed_at is None
        and found.due_on is not None
        and found.due_on < timezone.localdate(),
        **{f"may_be_{status}": status in allowed for status in ServiceRequest.Status},
        **told,
    }
    context["formless"] = not context["may_be_rejected"]
    return render(request, "services/desk/request.html", context, status=status)
