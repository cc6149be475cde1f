"""The citizens' pages of lodging: what complaints are for, what one is about, and the form."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audit.journal.actors import CITIZEN
from citizens.people.browser import Browser
from citizens.people.citizens_only import citizens_only
from services.grievances import limits
from services.grievances.filling import fill_in
from services.grievances.models import Grievance


@require_safe
def grievances(request: HttpRequest) -> HttpResponse:
    return render(request, "services/grievances/grievances.html", {"limits": limits})


@citizens_only
def choose(request: HttpRequest) -> HttpResponse:
    return render(request, "services/grievances/choose.html", {"choices": Grievance.About.choices})


@citizens_only
def lodge(request: HttpRequest, about: str) -> HttpResponse:
    browser = Browser.of_or_new(request)

    def confirmed(found: Grievance) -> HttpResponse:
        response = HttpResponseRedirect(reverse("grievance", args=[found.number]))
        browser.keep(response)
        return response

    return fill_in(
        request,
        about,
        template="services/grievances/lodge.html",
        then=confirmed,
        browser=browser.digest,
        by=CITIZEN,
    )
