"""The citizens' pages of lodging: what complaints are for, what one is about, and the form."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from audit.journal.actors import CITIZEN
from audit.journal.client_address import client_address
from audit.journal.models import Refusal
from audit.journal.refusals import TooManyTries, refuse
from audit.languages.switching import as_typed, is_switch
from citizens.people.browser import Browser
from citizens.people.citizens_only import citizens_only
from citizens.people.tokens import token_of_or_new
from services.grievances import flooding, limits
from services.grievances.forms import FORMS, LodgeForm
from services.grievances.lodging import lodge_once, lodged_before
from services.grievances.models import Grievance
from services.requests.models import ServiceRequest
from services.requests.own import own_requests
from services.requests.tracking import find


@require_safe
def grievances(request: HttpRequest) -> HttpResponse:
    return render(request, "services/grievances/grievances.html", {"limits": limits})


@citizens_only
def choose(request: HttpRequest) -> HttpResponse:
    return render(request, "services/grievances/choose.html", {"choices": Grievance.About.choices})


@citizens_only
def lodge(request: HttpRequest, about: str) -> HttpResponse:
    if about not in FORMS:
        raise Http404
    if request.method != "POST":
        return show(request, about, FORMS[about]())
    if is_switch(request):
        return show(request, about, as_typed(request.POST, FORMS[about]))
    if "show_blocks" in request.POST or "show_centres" in request.POST:
        return show(request, about, FORMS[about](initial=request.POST.dict()))
    form = FORMS[about](request.POST)
    try:
        return send(request, about, form)
    except TooManyTries as limited:
        refuse(request, Refusal.Rule.RATE_LIMIT)
        form.add_error(
            None,
            gettext(
                "Many complaints came from here in a short time. What you wrote is kept on this "
                "page: send it again in an hour, or ring the helpline."
            ),
        )
        response = show(request, about, form, status=429)
        response["Retry-After"] = str(limited.seconds)
        return response


def send(request: HttpRequest, about: str, form: LodgeForm) -> HttpResponse:
    token, browser = token_of_or_new(request.POST), Browser.of_or_new(request)
    found = lodged_before(token)
    address = client_address(request) or "local"
    if found is None:
        if not form.is_valid():
            return show(request, about, form)
        told = form.cleaned_data
        if not joined(request, form, address):
            return show(request, about, form)
        flooding.spend(told, source=address)
        found = lodge_once(
            told,
            token=token,
            browser=browser.digest,
            language=get_language() or settings.LANGUAGE_CODE,
            by=CITIZEN,
        )
    response = HttpResponseRedirect(reverse("grievance", args=[found.number]))
    browser.keep(response)
    return response


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


def show(request: HttpRequest, about: str, form: LodgeForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "about": about,
        "title": dict(Grievance.About.choices)[about],
        "form_token": token_of_or_new(request.POST),
        "notice_version": settings.PRIVACY_NOTICE_VERSION,
    }
    return render(request, "services/grievances/lodge.html", context, status=status)
