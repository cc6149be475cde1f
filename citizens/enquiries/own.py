"""An enquiry as the person who sent it sees it: its number, whether it is answered, the answer."""

from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audit.journal.refusals import OutOfScope
from audit.languages.reference_numbers import parse
from citizens.enquiries.models import Enquiry, EnquiryQuerySet, EnquirySending
from citizens.enquiries.retention import CONTACT_DAYS
from citizens.own_sign_in.sessions import is_staff, mobile_of
from citizens.people.browser import Browser


def own_enquiries(request: HttpRequest) -> EnquiryQuerySet:
    """Those that this browser sent, and those to be answered to the mobile that is signed in."""
    browser, mobile = Browser.of(request), mobile_of(request)
    own = Q(pk__in=[])
    if browser and not is_staff(request):
        sent = EnquirySending.objects.filter(browser=browser.digest)
        own |= Q(pk__in=sent.values("enquiry"))
    if mobile:
        own |= Q(mobile=mobile)
    return Enquiry.objects.filter(own)


@require_safe
def sent(request: HttpRequest, number: str) -> HttpResponse:
    """Whoever is not known here signs in first, whether there is such a number or not."""
    try:
        stored = parse(number)
    except ValidationError:
        raise Http404 from None
    found = own_enquiries(request).filter(number=stored).prefetch_related("steps").first()
    if found is None:
        if not mobile_of(request) and not is_staff(request):
            return redirect(f"{reverse('my-sign-in')}?{urlencode({'next': request.path})}")
        raise OutOfScope if Enquiry.objects.filter(number=stored).exists() else Http404
    replies = [step for step in found.steps.all() if step.kind == "reply"]
    context = {"enquiry": found, "replies": replies, "days": CONTACT_DAYS}
    return render(request, "citizens/enquiries/sent.html", context)
