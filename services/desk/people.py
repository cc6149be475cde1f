"""The information form as an operator fills it in for somebody, and the person it is about."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.centres.models import Operator
from audit.languages.reference_numbers import shown
from audit.languages.switching import as_typed, is_switch
from citizens.people.registration import register_once
from citizens.people.tokens import token_of_or_new
from services.desk import rows
from services.desk.choosing import to_choose_from
from services.desk.forms import DeskInformationForm
from services.desk.guard import desk_view
from services.desk.sheet import begun_with, focus


@desk_view
def information_form(request: HttpRequest, operator: Operator) -> HttpResponse:
    token = token_of_or_new(request.POST)
    centre = operator.centre
    if request.method != "POST":
        form = DeskInformationForm(initial=begun_with(centre.district_id if centre else ""))
        focus(form["name"])
    elif is_switch(request):
        form = as_typed(request.POST, DeskInformationForm)
    elif "show_blocks" in request.POST:
        form = DeskInformationForm(initial=request.POST.dict())
    else:
        form = DeskInformationForm(request.POST)
        if form.is_valid():
            citizen = register_once(
                form.cleaned_data, form_token=token, browser="", centre=centre, by=operator.actor
            )
            return redirect("desk-person", citizen.reference)
    context = {
        "form": form,
        "form_token": token,
        "notice_version": settings.PRIVACY_NOTICE_VERSION,
    }
    return render(request, "services/desk/information_form.html", context)


@require_safe
@desk_view
def person(request: HttpRequest, operator: Operator, reference: str) -> HttpResponse:
    """Who it is and what was asked for here; of the mobile number its last four digits."""
    found = rows.person_of(operator, reference)
    context = {
        "person": found,
        "number": shown(found.reference),
        "age": found.age_on(timezone.localdate()),
        "services": to_choose_from(),
    }
    return render(request, "services/desk/person.html", context)
