"""The Citizen Information Form as a citizen fills it in by herself, and what she gets for it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from audit.centres.models import District
from audit.journal.actors import CITIZEN
from audit.journal.refusals import OutOfScope
from audit.languages.reference_numbers import shown
from audit.languages.shown import shown_answers
from audit.languages.switching import as_typed, is_switch
from citizens.own_sign_in import sessions
from citizens.people.address_form import blocks_of
from citizens.people.browser import Browser, forget
from citizens.people.citizens_only import citizens_only
from citizens.people.forms import ConsentedInformationForm, InformationForm
from citizens.people.models import Citizen
from citizens.people.registration import person_of, register_once
from citizens.people.tokens import token_of_or_new


@citizens_only
def information_form(request: HttpRequest) -> HttpResponse:
    token = token_of_or_new(request.POST)
    if request.method != "POST":
        form = ConsentedInformationForm()
    elif is_switch(request):
        form = as_typed(request.POST, ConsentedInformationForm)
    elif "show_blocks" in request.POST:
        form = ConsentedInformationForm(initial=request.POST.dict())
    else:
        form = ConsentedInformationForm(request.POST)
        if form.is_valid():
            browser = Browser.of_or_new(request)
            citizen = register_once(
                form.cleaned_data, form_token=token, browser=browser.digest, by=CITIZEN
            )
            response = HttpResponseRedirect(
                reverse("information-form-saved", args=[citizen.reference])
            )
            browser.keep(response)
            return response
    context = {
        "form": form,
        "form_token": token,
        "notice_version": settings.PRIVACY_NOTICE_VERSION,
    }
    return render(request, "citizens/people/information_form.html", context)


@require_safe
def information_form_saved(request: HttpRequest, reference: str) -> HttpResponse:
    """The form's reference and what was told, for the browser that sent it and nobody else."""
    citizen = own_form(request, reference)
    person = person_of(citizen)
    form = InformationForm(person)
    form.is_valid()
    context = {
        "citizen": citizen,
        "number": shown(citizen.reference),
        "answers": [answer for answer in shown_answers(form, person) if answer.text],
        "warnings": form.warnings(),
    }
    return render(request, "citizens/people/information_form_saved.html", context)


def own_form(request: HttpRequest, reference: str) -> Citizen:
    citizen = Citizen.objects.filter(reference=reference).first()
    if citizen is None:
        raise Http404
    browser = Browser.of(request)
    if browser is None or citizen.browser != browser.digest:
        raise OutOfScope
    return citizen


@require_safe
def blocks(request: HttpRequest, district: str) -> JsonResponse:
    """[[title, [[code, name], …]], …] for the script that spares a round to the server."""
    if not District.objects.filter(code=district).exists():
        raise Http404
    return JsonResponse({"groups": blocks_of(district)})


@require_POST
def forget_browser(request: HttpRequest) -> HttpResponse:
    """For a shared computer: whoever uses it next finds nothing of the person before."""
    sessions.end(request)
    response = HttpResponseRedirect("/")
    forget(response)
    sessions.forget(response)
    return response
