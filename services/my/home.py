"""The page of a number: its applications, what was begun, and the way out."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from audit.journal.refusals import OutOfScope
from citizens.models import Enquiry
from citizens.own_sign_in import sessions
from citizens.people.browser import Browser
from citizens.people.citizens_only import citizens_only
from services.grievances.own import own_grievances
from services.my.applications import applications, has_several_people, requests_under
from services.my.guard import signed_in_only
from services.my.told import messages_told
from services.requests.models import Draft
from services.requests.own import drafts_under
from services.requests.resuming import resume

A_PAGE = 20


@require_safe
@citizens_only
@signed_in_only
def home(request: HttpRequest, mobile: str) -> HttpResponse:
    requests = requests_under(mobile)
    rows = (
        requests.select_related("service__department", "citizen")
        .prefetch_related("papers_asked")
        .order_by("-submitted_at", "-id")
    )
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "applications": applications(page),
        "several_people": has_several_people(requests),
        "drafts": drafts_under(mobile).select_related("service").order_by("-touched_at")[:A_PAGE],
        "complaints": own_grievances(mobile)[:A_PAGE],
        "enquiries": Enquiry.objects.filter(mobile=mobile).order_by("-pk")[:A_PAGE],
        "ending": mobile[-4:],
    }
    return render(request, "services/my/home.html", context)


@require_safe
@citizens_only
@signed_in_only
def told(request: HttpRequest, mobile: str) -> HttpResponse:
    return render(request, "services/my/messages.html", {"messages_told": messages_told(mobile)})


@require_safe
@citizens_only
@signed_in_only
def session(request: HttpRequest, mobile: str) -> HttpResponse:
    """Until when she is signed in; to open it makes that later, as to open any of her pages does."""
    return render(request, "services/my/session.html")


@require_POST
@citizens_only
@signed_in_only
def go_on(request: HttpRequest, mobile: str, draft: UUID) -> HttpResponse:
    """Gives the draft to this browser, as its reference would."""
    found = drafts_under(mobile).select_related("service").filter(pk=draft).first()
    if found is None:
        raise OutOfScope if Draft.objects.filter(pk=draft).exists() else Http404
    browser = Browser.of_or_new(request)
    resume(found, browser=browser.digest, anew=True)
    response = redirect("apply", found.service.slug)
    browser.keep(response)
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    sessions.end(request, everywhere="everywhere" in request.POST)
    response = redirect(f"{reverse('my-sign-in')}?signed-out")
    sessions.forget(response)
    return response
