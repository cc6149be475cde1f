"""The page of a number: its applications, what was begun, and the way out."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from audit.journal.refusals import OutOfScope
from citizens.notices.models import Notice
from citizens.own_sign_in import sessions
from citizens.people.browser import Browser
from citizens.people.citizens_only import citizens_only
from services.my.guard import signed_in_only
from services.requests.models import Draft, ServiceRequest
from services.requests.own import drafts_under
from services.requests.resuming import resume

A_PAGE = 20
MESSAGES = 50


@citizens_only
@require_safe
@signed_in_only
def home(request: HttpRequest, mobile: str) -> HttpResponse:
    rows = (
        ServiceRequest.objects.filter(citizen__mobile=mobile)
        .select_related("service__department", "citizen")
        .prefetch_related("papers_asked", "documents")
        .order_by("-submitted_at", "-id")
    )
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        # A family shares a number: only then is a name needed to tell the applications apart.
        "several_people": rows.order_by().values("citizen__name_key").distinct().count() > 1,
        "drafts": drafts_under(mobile).select_related("service").order_by("-touched_at"),
        "ending": mobile[-4:],
    }
    return render(request, "services/my/home.html", context)


@citizens_only
@require_safe
@signed_in_only
def told(request: HttpRequest, mobile: str) -> HttpResponse:
    """What was told about the applications of the number, to whomever it went."""
    numbers = ServiceRequest.objects.filter(citizen__mobile=mobile).values_list(
        "acknowledgement", flat=True
    )
    abouts = [f"request:{number}" for number in numbers]
    notices = Notice.objects.filter(about__in=abouts).order_by("-created_at", "-id")[:MESSAGES]
    return render(request, "services/my/messages.html", {"notices": notices})


@citizens_only
@require_POST
@signed_in_only
def go_on(request: HttpRequest, mobile: str, draft: UUID) -> HttpResponse:
    """Gives the draft to this browser, as its reference would."""
    found = drafts_under(mobile).select_related("service").filter(pk=draft).first()
    if found is None:
        raise OutOfScope if Draft.objects.filter(pk=draft).exists() else Http404
    browser = Browser.of_or_new(request)
    resume(found, browser=browser.digest)
    response = redirect("apply", found.service.slug)
    browser.keep(response)
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    sessions.end(request, everywhere="everywhere" in request.POST)
    response = redirect(f"{reverse('my-sign-in')}?signed-out")
    sessions.forget(response)
    return response
