"""What every page shows: the portal's name, whom to reach and when, and the languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

HELPLINE = ("+913322140078", "+91 33 2214 0078")


def portal(request: HttpRequest) -> dict[str, Any]:
    return {
        "languages": settings.LANGUAGES,
        "helpline": HELPLINE,
        "demonstration": settings.DEMONSTRATION,
        "is_pmu_page": request.path.startswith(("/admin/", "/pmu/")),
    }
