"""The form of an appeal from its first showing to the stored row; the same for citizen and desk."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from audit.journal.actors import Actor
from audit.languages.switching import as_typed, is_switch
from services.appeals.forms import AppealForm
from services.appeals.lodging import NotAppealable, lodge
from services.appeals.models import Appeal
from services.appeals.standing import standing_of
from services.requests.models import ServiceRequest

Address = Callable[[Appeal], str]


def fill_in(
    request: HttpRequest, found: ServiceRequest, *, template: str, then: Address, by: Actor
) -> HttpResponse:
    """`then` gives the address of what was lodged. 409 where another step is due than was seen."""
    standing = standing_of(found)
    step = request.POST.get("step", str(standing.step or ""))
    token = token_of(request)
    form, status, meanwhile = AppealForm(standing=standing), 200, False
    if is_switch(request):
        form = as_typed(request.POST, AppealForm, standing=standing)
    elif request.method == "POST":
        form = AppealForm(request.POST, standing=standing)
        if before := Appeal.objects.filter(form_token=token, request=found).first():
            return redirect(then(before))
        if step != str(standing.step) or not standing.is_open:
            status, meanwhile, step = 409, True, str(standing.step or "")
        elif form.is_valid():
            try:
                typed = form.cleaned_data
                lodged = lodge(
                    found,
                    step=step,
                    ground=typed["ground"],
                    late_reason=typed.get("late_reason", ""),
                    token=token,
                    by=by,
                )
            except NotAppealable:
                status, meanwhile, standing = 409, True, standing_of(found)
            else:
                return redirect(then(lodged))
    context = {
        "form": form,
        "formless": not standing.is_open,
        "found": found,
        "standing": standing,
        "step": standing.step,
        "officer": standing.officer,
        "step_seen": step,
        "token": token,
        "meanwhile": meanwhile,
    }
    return render(request, template, context, status=status)


def token_of(request: HttpRequest) -> UUID:
    """The form's own; a new one for a form that is shown first, or whose token is spoilt."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid4()
