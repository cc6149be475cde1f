"""Contact us, and a mistake reported on any page: a form, and the number one gets for it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.centres.models import Operator
from audit.journal.actors import CITIZEN
from audit.journal.client_address import client_address
from audit.journal.models import Refusal
from audit.journal.refusals import TooManyTries, refuse
from audit.languages.switching import as_typed, is_switch
from audit.languages.text_fields import in_readers_digits
from citizens.enquiries.forms import EnquiryForm, MistakeForm
from citizens.enquiries.pages import own_page
from citizens.enquiries.receiving import NOWHERE, Place, Sender, receive
from citizens.own_sign_in.sessions import mobile_of
from citizens.people.browser import Browser
from citizens.people.citizens_only import citizens_only
from citizens.people.tokens import token_of_or_new

# Nobody sees or hears this field, so that who fills it in is a machine.
TRAP = "website"


@citizens_only
def contact(request: HttpRequest) -> HttpResponse:
    return ask(request, EnquiryForm, "contact", NOWHERE)


def mistake(request: HttpRequest) -> HttpResponse:
    """Open to staff too, who read more of the pages than anybody else."""
    page = own_page(request.POST.get("page", "") or request.GET.get("page", ""))
    service, responsible = import_string(settings.AUTHOR_OF_A_PAGE)(page)
    return ask(request, MistakeForm, "mistake", Place(page, service, responsible))


def ask(
    request: HttpRequest, form_class: type[EnquiryForm | MistakeForm], name: str, place: Place
) -> HttpResponse:
    token, wait = token_of_or_new(request.POST), 0
    if request.method != "POST":
        form = form_class()
    elif is_switch(request):
        form = as_typed(request.POST, form_class)
    else:
        form = form_class(request.POST)
        if form.is_valid():
            try:
                return taken_in(request, form.cleaned_data, token, place)
            except TooManyTries as refused:
                wait = refused.seconds
                refuse(request, Refusal.Rule.RATE_LIMIT)
                form.add_error(None, too_many(wait))
    context = {"form": form, "form_token": token, "place": place, "trap": TRAP}
    context["notice_version"] = settings.PRIVACY_NOTICE_VERSION
    response = render(request, f"citizens/enquiries/{name}.html", context)
    if wait:
        response.status_code, response["Retry-After"] = 429, str(wait)
    return response


def too_many(seconds: int) -> str:
    minutes = in_readers_digits(-(-seconds // 60))
    return _(
        "Very much was sent from this address or for this contact. Nothing is lost: what you "
        "wrote stands below. Send it again in %(minutes)s minutes, or ring the helpline."
    ) % {"minutes": minutes}


def taken_in(request: HttpRequest, told: dict[str, Any], token: Any, place: Place) -> HttpResponse:
    """To the page with the number, which only this browser sees; staff are told it where they were."""
    staff = request.user if isinstance(request.user, Operator) else None
    browser = Browser.of_or_new(request)
    enquiry = receive(
        told,
        form_token=token,
        sender=Sender(
            browser="" if staff else browser.digest,
            address=None if staff else client_address(request),
            language=get_language() or settings.LANGUAGE_CODE,
            proven=bool(mobile_of(request)),
            trapped=bool(request.POST.get(TRAP)),
        ),
        place=place,
        by=staff.actor if staff else CITIZEN,
    )
    if staff:
        messages.success(request, _("Reported. Its number: %(number)s") % {"number": enquiry})
        return redirect("mistake")
    response = redirect("enquiry-sent", enquiry.number)
    browser.keep(response)
    return response
