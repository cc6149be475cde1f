"""Requests as the PMU sees them: what, where and when; nobody's name, answers or whole numbers."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.journal.admin_lists import DayFilter, LongAdmin
from audit.languages.reference_numbers import parse
from services.requests.models import ServiceRequest, StatusChange


class SubmittedDayFilter(DayFilter):
    """A day when one is asked for; without it the newest first, which an index gives."""

    field = "submitted_at"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return super().queryset(request, queryset) if self.value() else queryset

    def choices(self, changelist: Any) -> Any:
        asked = bool(self.value())
        yield {
            "selected": not asked,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": _("All days"),
        }
        for choice in super().choices(changelist):
            yield {**choice, "selected": choice["selected"] and asked}


class ChangeInline(admin.TabularInline[StatusChange, ServiceRequest]):
    model = StatusChange
    fields = readonly_fields = ("at", "earlier_status", "to_status", "by", "centre")
    can_delete = False
    extra = 0

    @admin.display(description=_("earlier status"))
    def earlier_status(self, row: StatusChange) -> str:
        return str(dict(ServiceRequest.Status.choices).get(row.from_status, "-"))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ServiceRequest)
class ServiceRequestAdmin(LongAdmin):
    subject_kind = "request"
    subject_field = "acknowledgement"
    list_display = ("shown_number", "service", "district", "centre", "status", "submitted_at")
    list_filter = (SubmittedDayFilter, "status")
    list_select_related = ("service", "district", "centre")
    search_fields = ("acknowledgement",)
    search_help_text = _("A whole acknowledgement number")
    ordering = ("-submitted_at", "-id")
    inlines = (ChangeInline,)
    fields = (
        "shown_number",
        "service",
        "district",
        "centre",
        "operator",
        "status",
        "submitted_at",
        "due_on",
        "closed_at",
        "masked_mobile",
        "masked_birth",
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Exact numbers only: part of one finds nothing, so that nobody can browse by guessing."""
        if not search_term:
            return queryset, False
        try:
            return queryset.filter(acknowledgement=parse(search_term)), False
        except ValidationError:
            return queryset.none(), False

    @admin.display(description=_("acknowledgement number"))
    def shown_number(self, row: ServiceRequest) -> str:
        return row.number

    @admin.display(description=_("mobile"))
    def masked_mobile(self, row: ServiceRequest) -> str:
        return f"XXXXXX{row.citizen.mobile[-4:]}" if row.citizen.mobile else "-"

    @admin.display(description=_("year of birth"))
    def masked_birth(self, row: ServiceRequest) -> str:
        person = row.citizen
        return str(person.birth_date.year if person.birth_date else person.birth_year or "-")
