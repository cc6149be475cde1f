"""When a member of staff's session ends, where she sees it in time to go on."""

from typing import Any

from django import template
from django.utils import timezone

from audit.centres import sessions

register = template.Library()


@register.inclusion_tag("audit/centres/session_end.html", takes_context=True)
def session_end(context: dict[str, Any]) -> dict[str, Any]:
    """The time of day, and for the script the seconds until then."""
    end = sessions.ends_at(context["request"])
    return {"end": end, "seconds": max(0, int((end - timezone.now()).total_seconds()))}
