"""What citizens said of an operator's own centre, on her desk: counts alone, from ten answers on."""

from typing import Any

from django import template

from audit.centres.models import Centre
from services.feedback.counting import of_centre

register = template.Library()


@register.inclusion_tag("services/feedback/of_centre.html")
def said_of(centre: Centre) -> dict[str, Any]:
    return {"counted": of_centre(centre)}
