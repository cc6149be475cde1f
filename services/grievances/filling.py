"""A complaint filled in by its sender or, at a desk, by an operator for her: checked, then lodged once."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from audit.centres.models import Centre
from audit.journal.actors import Actor
from audit.journal.client_address import source_of
from audit.journal.models import Refusal
from audit.journal.refusals import TooManyTries, refuse
from audit.languages.switching import as_typed, is_switch
from citizens.people.tokens import token_of_or_new
from services.grievances import flooding
from services.grievances.forms import FORMS, LodgeForm
from services.grievances.lodging import lodge_once, lodged_before
from services.grievances.models import Grievance
from services.requests.models import ServiceRequest
from services.requests.own import own_requests
from services.requests.tracking import find


def fill_in(
    request: HttpRequest,
    about: str,
    *,
    template: str,
    then: Callable[[Grievance], HttpResponse],
    browser: str = "",
    barred: Centre | None = None,
    by: Actor,
) -> HttpResponse:
    """The form until it is right, then `then` of the grievance; 429 keeps all that was typed.

    `barred` is the centre at whose own desk this is: nobody there takes a complaint of it.
    """
    if about not in FORMS:
        raise Http404
    seconds = 0
    if request.method != "POST":
        form = FORMS[about]()
    elif is_switch(request):
        form = as_typed(request.POST, FORMS[about])
    elif "show_blocks" in request.POST or "show_centres" in request.POST:
        form = FORMS[about](initial=request.POST.dict())
    else:
        form = FORMS[about](request.POST)
        try:
            if found := lodged(request, form, browser=browser, barred=barred, by=by):
                return then(found)
        except TooManyTries as limited:
            refuse(request, Refusal.Rule.RATE_LIMIT)
            form.add_error(
                None,
                gettext(
                    "Many complaints came from here in a short time. What you wrote is kept on "
                    "this page: send it again in an hour, or ring the helpline."
                ),
            )
            seconds = limited.seconds
    context = {
        "form": form,
        "about": about,
        "title": dict(Grievance.About.choices)[about],
        "form_token": token_of_or_new(request.POST),
        "notice_version": settings.PRIVACY_NOTICE_VERSION,
    }
    response = render(request, template, context, status=429 if seconds else 200)
    if seconds:
        response["Retry-After"] = str(seconds)
    return response


def lodged(
    request: HttpRequest, form: LodgeForm, *, browser: str, barred: Centre | None, by: Actor
) -> Grievance | None:
    """What the form is or was lodged as; None where it has errors."""
    token = token_of_or_new(request.POST)
    if before := lodged_before(token):
        return before
    address = source_of(request)
    if not form.is_valid() or not elsewhere(form, barred) or not joined(request, form, address):
        return None
    told = form.cleaned_data
    flooding.spend(told, source=address)
    language = get_language() or settings.LANGUAGE_CODE
    return lodge_once(told, token=token, browser=browser, language=language, by=by)


def elsewhere(form: LodgeForm, barred: Centre | None) -> bool:
    if barred is None or form.cleaned_data.get("centre") != barred:
        return True
    form.add_error(
        "centre",
        gettext(
            "A complaint about this centre is not taken at its own desk. The citizen can make it "
            "on a telephone of their own, ring the helpline, or write to the Project Management "
            "Unit."
        ),
    )
    return False


def joined(request: HttpRequest, form: LodgeForm, address: str) -> bool:
    """Puts the request into the form's data where it is the person's own or its digits are given.

    Without digits a number that is not hers is kept as told; digits that are wrong are an error in
    the words of tracking, and cost a guess there.
    """
    told = form.cleaned_data
    found: ServiceRequest | None = None
    if told.get("number") and told.get("digits"):
        found = find(told["number"], told["digits"], address=address)
        if found is None:
            form.add_error(
                "digits",
                gettext(
                    "We have no application with this number and these four digits. Check both."
                ),
            )
            return False
    elif told.get("number"):
        found = own_requests(request).filter(acknowledgement=told["number"]).first()
    told["request"] = found
    return True
