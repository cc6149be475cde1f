"""What every page shows: the portal's name, whom to reach and when, and the languages."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from audit.languages.switching import sent_again
from bsk_portal.language import offered_on
from citizens.enquiries.pages import kept_of

HELPLINE = ("+913322140078", "+91 33 2214 0078")
TELEPHONES = (HELPLINE, ("+913322140087", "+91 33 2214 0087"))
# The day on which somebody last read through the pages that have no date of their own.
PAGES_UPDATED_ON = date(2026, 11, 25)


def portal(request: HttpRequest) -> dict[str, Any]:
    return {
        "languages": offered_on(request.path),
        "sent_again": sent_again(request.POST) if request.method == "POST" else [],
        "helpline": HELPLINE,
        "telephones": TELEPHONES,
        "updated_on": PAGES_UPDATED_ON,
        # Without this cookie nobody is signed in, and the session need not be read to know it.
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
        "demonstration": settings.DEMONSTRATION,
        "page_with_mistake": page_with_mistake(request),
        "is_pmu_page": request.path.startswith(("/admin/", "/pmu/")),
    }


def page_with_mistake(request: HttpRequest) -> str:
    """The path that "report a mistake" names: without what stands in it of a person's matter."""
    match = request.resolver_match
    return kept_of(match.route, request.path) if match else ""
