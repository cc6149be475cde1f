"""Finds services by what people type; offers none that the public may not see."""

from audit.languages.text import comparison_key
from services.catalogue.listing import offered
from services.catalogue.models import Service


def find(query: str, limit: int = 20) -> list[Service]:
    """Offered services whose title in any language, or other name, holds the query."""
    key = comparison_key(query)
    if not key:
        return []
    return [
        service
        for service in offered().select_related("department")
        if any(key in comparison_key(str(name)) for name in names(service))
    ][:limit]


def names(service: Service) -> list[str]:
    return [*service.title.values(), *service.also_called]
