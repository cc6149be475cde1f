"""When a member of staff's session ends, where she sees it in time to go on."""

from typing import Any

from django import template
from django.utils import timezone

from audit.centres import sessions
from audit.centres.replaying import mark_of

register = template.Library()


@register.inclusion_tag("audit/centres/session_end.html", takes_context=True)
def session_end(context: dict[str, Any]) -> dict[str, Any]:
    """The time of day, and for the script the seconds until then."""
    end = sessions.ends_at(context["request"])
    return {"end": end, "seconds": max(0, int((end - timezone.now()).total_seconds()))}


@register.inclusion_tag("audit/centres/page_of.html", takes_context=True)
def page_of(context: dict[str, Any]) -> dict[str, Any]:
    """Inside a form of staff: whose page it is, so that what is typed can be given back to her alone."""
    return {"mark": mark_of(context["request"].user)}
