"""The visit log, a day at a time."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from audit.journal.admin_lists import DayFilter, LongAdmin
from audit.visits.models import Visit


class AccessDayFilter(DayFilter):
    field = "access_time"


@admin.register(Visit)
class VisitAdmin(LongAdmin):
    """Every list carries a day: without one PostgreSQL would plan over a year of partitions."""

    list_display = ("access_time", "out_time", "ended", "ip", "login_name", "centre")
    list_display_links = None
    list_filter = (AccessDayFilter, "ended")
    search_fields = ("login_name__exact", "centre__exact")
    ordering = ("-access_time", "-id")

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """No page of one visit: its id alone would be looked for in every day there is."""
        return None
