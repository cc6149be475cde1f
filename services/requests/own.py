"""What is somebody's own: by the cookie of the browser that asked, or by the number proved at /my/."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from citizens.own_sign_in.sessions import mobile_of
from citizens.people.browser import Browser
from services.requests.models import Draft, ServiceRequest


def own_requests(request: HttpRequest) -> QuerySet[ServiceRequest]:
    """Those that this browser sent, and those of the mobile number that is proved in it."""
    browser, mobile = Browser.of(request), mobile_of(request)
    own = Q(pk__in=[])
    if browser:
        own |= Q(browser=browser.digest)
    if mobile:
        own |= Q(citizen__mobile=mobile)
    return ServiceRequest.objects.filter(own)


def is_own(request: HttpRequest, found: ServiceRequest) -> bool:
    """The same of one row, whose citizen is read with it."""
    browser = Browser.of(request)
    if browser is not None and found.browser == browser.digest:
        return True
    return bool(found.citizen.mobile) and found.citizen.mobile == mobile_of(request)


def drafts_under(mobile: str) -> QuerySet[Draft]:
    """Citizens' drafts in which this number is filled in; never one that an operator fills in."""
    return Draft.objects.exclude(browser="").filter(person__mobile=mobile)
