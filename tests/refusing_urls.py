"""The portal's routes, and views that refuse in every way a view can, each after a change of its own."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from audit.journal.actors import COMMAND
from audit.journal.rate_limits import RateLimit
from audit.journal.recording import record
from audit.journal.refusals import OutOfScope
from bsk_portal.urls import (
    handler400,
    handler403,
    handler404,
    handler500,
    urlpatterns,
)

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

TWICE_AN_HOUR = RateLimit("test", 2, timedelta(hours=1))


@transaction.atomic
def refusing(request: HttpRequest, how: str) -> HttpResponse:
    record(action="test.changed", subject="test:1", by=COMMAND)
    match how:
        case "forbidden":
            raise PermissionDenied
        case "other_centre":
            raise OutOfScope
        case "missing":
            raise Http404
        case "broken":
            raise ZeroDivisionError
    return HttpResponse(f"saved {request.POST.get('name', '')}")


def limited(request: HttpRequest) -> HttpResponse:
    TWICE_AN_HOUR.spend("one source")
    return HttpResponse("done")


urlpatterns = [
    *urlpatterns,
    path("test/limited/", limited),
    path("test/<slug:how>/", refusing),
]
