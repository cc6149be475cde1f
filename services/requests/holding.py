"""Requests that something open rests on: they are not deleted before it is closed."""

from django.db.models import Exists, OuterRef, QuerySet

from services.requests.models import ServiceRequest


def not_held(rows: QuerySet[ServiceRequest]) -> QuerySet[ServiceRequest]:
    """Those that no row of a room above holds: one whose queryset has `holding_requests()`."""
    for relation in ServiceRequest._meta.related_objects:
        holding = getattr(relation.related_model._default_manager, "holding_requests", None)
        if holding:
            rows = rows.filter(~Exists(holding().filter(**{relation.field.name: OuterRef("pk")})))
    return rows
