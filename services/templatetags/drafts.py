"""What a page needs whose form saves itself while it is filled in."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language

from audit.languages.text import in_digits_of
from services.requests.models import Draft
from services.requests.pages import Page, pages_of
from services.requests.windows import Window

register = template.Library()

EVERY_SECONDS = 20


@register.inclusion_tag("services/requests/autosave.html", takes_context=True)
def autosave(context: dict[str, Any], draft: Draft, page: Page | None = None) -> dict[str, Any]:
    """Inside the form of one page, or of all pages: its window, and where the script says what it did."""
    slugs = [each.slug for each in ([page] if page else pages_of(draft.version))]
    return {
        "window": str(Window.drawn(draft, slugs)),
        "unsaved": context["request"].method == "POST",
        "every": EVERY_SECONDS,
        "digits": in_digits_of(get_language() or settings.LANGUAGE_CODE, "0123456789"),
    }
