"""The exception report's rows and the journal's, to be read."""

from django.contrib import admin

from audit.journal.admin_lists import DayFilter, LongAdmin
from audit.journal.models import Event, Refusal


@admin.register(Refusal)
class RefusalAdmin(LongAdmin):
    list_display = ("at", "rule", "login_name", "centre", "ip", "method", "path", "reference")
    list_display_links = None
    list_filter = (DayFilter, "rule")
    search_fields = ("login_name__startswith", "reference__exact", "centre__exact")
    ordering = ("-at", "-id")


@admin.register(Event)
class EventAdmin(LongAdmin):
    list_display = ("at", "by", "centre", "action", "subject")
    list_filter = (DayFilter,)
    search_fields = ("subject__exact", "by__exact")
    ordering = ("-at", "-id")
