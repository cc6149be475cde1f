"""When a citizen's session ends, where she sees it in time to go on."""

from typing import Any

from django import template
from django.utils import timezone

from citizens.own_sign_in.sessions import over_at, session_of

register = template.Library()


@register.inclusion_tag("services/my/session_end.html", takes_context=True)
def my_session_end(context: dict[str, Any]) -> dict[str, Any]:
    """The time of day, and for the script the seconds until then; nothing where nobody is signed in."""
    session = session_of(context["request"])
    if session is None:
        return {}
    end = over_at(session)
    return {
        "end": timezone.localtime(end),
        "seconds": max(0, int((end - timezone.now()).total_seconds())),
    }
