"""Whose grievance it is: the browser's that sent it, the mobile's that is proved, or the digits'."""

from hmac import compare_digest

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from citizens.own_sign_in.sessions import mobile_of
from citizens.people.browser import Browser
from services.grievances.models import Grievance
from services.requests.guesses import Guesses

GUESSES = Guesses("grievance")
NOBODYS_DIGITS = "----"


def own_grievances(mobile: str) -> QuerySet[Grievance]:
    """Those lodged with this number, newest first; none without a number."""
    rows = Grievance.objects.filter(mobile=mobile) if mobile else Grievance.objects.none()
    return rows.order_by("-lodged_at", "-pk")


def grievances_of(request: HttpRequest) -> QuerySet[Grievance]:
    browser, mobile = Browser.of(request), mobile_of(request)
    own = Q(pk__in=[])
    if browser:
        own |= Q(browser=browser.digest)
    if mobile:
        own |= Q(mobile=mobile)
    return Grievance.objects.filter(own)


def find(number: str, digits: str, *, address: str) -> Grievance | None:
    """By number and digits, limited as tracking of requests is; wrong and unknown look alike."""

    def look() -> Grievance | None:
        rows = Grievance.objects.filter(number=number)
        own = rows.values_list("tracking_digits", flat=True).first() or NOBODYS_DIGITS
        return rows.get() if compare_digest(own, digits) else None

    return GUESSES.limited(number, address, look)
