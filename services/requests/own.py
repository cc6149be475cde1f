"""What is somebody's own: by the cookie of the browser that asked, or by the number proved at /my/."""

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT
from django.http import HttpRequest

from citizens.own_sign_in.sessions import mobile_of
from citizens.people.browser import Browser
from services.requests.drafts import oldest_kept
from services.requests.models import Draft, ServiceRequest


def own_requests(request: HttpRequest) -> QuerySet[ServiceRequest]:
    """Those that this browser sent, and those of the mobile number that is proved in it."""
    return ServiceRequest.objects.filter(_own(request, ""))


def is_own(request: HttpRequest, found: ServiceRequest) -> bool:
    """The same of one row, whose citizen is read with it."""
    browser = Browser.of(request)
    if browser is not None and found.browser == browser.digest:
        return True
    return bool(found.citizen.mobile) and found.citizen.mobile == mobile_of(request)


def own_things(request: HttpRequest, draft: str, requested: str) -> Q:
    """Which rows belong to this browser's draft, or to a request of its own, by these foreign keys."""
    browser = Browser.of(request)
    of_draft = Q(**{f"{draft}__browser": browser.digest}) if browser else Q(pk__in=[])
    return of_draft | _own(request, f"{requested}__")


def _own(request: HttpRequest, at: str) -> Q:
    browser, mobile = Browser.of(request), mobile_of(request)
    own = Q(pk__in=[])
    if browser:
        own |= Q(**{f"{at}browser": browser.digest})
    if mobile:
        own |= Q(**{f"{at}citizen__mobile": mobile})
    return own


def drafts_under(mobile: str) -> QuerySet[Draft]:
    """Citizens' drafts in which this number is filled in; never one that an operator fills in."""
    rows = Draft.objects.exclude(browser="").filter(touched_at__gte=oldest_kept())
    return rows.alias(told_mobile=KT("person__mobile")).filter(told_mobile=mobile)


def is_drafts_number(mobile: str) -> bool:
    """Whether a draft has this number: one of those by which a number is known here."""
    return drafts_under(mobile).exists()
