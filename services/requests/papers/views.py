"""The citizen's page for papers that are wanted: which, until when the clock stands, and give them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.centres.models import Operator
from audit.journal.actors import CITIZEN
from audit.journal.refusals import OutOfScope
from audit.languages.reference_numbers import parse
from audit.languages.switching import is_switch
from citizens.own_sign_in.sessions import mobile_of
from citizens.people.citizens_only import citizens_only
from services.requests.documents.keeping import note_refused_files
from services.requests.models import ServiceRequest
from services.requests.own import own_requests
from services.requests.papers.forms import GivenForm
from services.requests.papers.giving import NotWanted, give
from services.requests.papers.models import PapersAsked


class SignInFirst(Exception):
    """Nobody's request is found by this browser, which has proved no mobile number yet."""


@citizens_only
def papers(request: HttpRequest, number: str) -> HttpResponse:
    try:
        found = own_request(request, number)
    except SignInFirst:
        return redirect(f"{reverse('my-sign-in')}?{urlencode({'next': request.path})}")
    if request.method != "POST" or is_switch(request):
        return page(request, found)
    form = GivenForm(request.POST, request.FILES)
    if not form.is_valid():
        note_refused_files(request, form)
        return page(request, found, form=form)
    files = form.files_field.accepted
    try:
        give(found, asked=form.cleaned_data["asked"], files=files, by=CITIZEN)
    except NotWanted:
        return page(request, found, too_late=True)
    messages.success(request, _("Your papers are received. The office goes on with it."))
    return redirect("acknowledgement", found.acknowledgement)


def page(
    request: HttpRequest,
    found: ServiceRequest,
    *,
    form: GivenForm | None = None,
    too_late: bool = False,
) -> HttpResponse:
    """The form, or where nothing is waited for (any more) a page that says so; 409 after a post."""
    asked = PapersAsked.objects.filter(request=found, answered_at=None).first()
    if asked is None or too_late:
        context = {"found": found, "too_late": too_late or request.method == "POST"}
        status = 409 if context["too_late"] else 200
        return render(request, "services/requests/papers_not_wanted.html", context, status=status)
    form = form or GivenForm(initial={"asked": asked.pk})
    context = {"found": found, "asked": asked, "form": form}
    return render(request, "services/requests/papers.html", context)


def own_request(request: HttpRequest, number: str) -> ServiceRequest:
    """Raises SignInFirst for a stranger whatever the number is, Http404 for somebody else's."""
    try:
        stored = parse(number)
    except ValidationError:
        raise Http404 from None
    rows = own_requests(request).select_related("service__department", "citizen", "centre")
    found = rows.filter(acknowledgement=stored).first()
    if found is not None:
        return found
    if not isinstance(request.user, Operator) and not mobile_of(request):
        raise SignInFirst
    exists = ServiceRequest.objects.filter(acknowledgement=stored).exists()
    raise OutOfScope if exists else Http404
