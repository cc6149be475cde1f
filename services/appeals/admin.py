"""Appeals as the PMU sees them: which, about what, how far; nobody's name and no text."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.journal.admin_lists import LongAdmin
from services.appeals.models import Appeal


@admin.register(Appeal)
class AppealAdmin(LongAdmin):
    subject_kind = "appeal"
    subject_field = "number"
    list_display = ("shown_number", "level", "because", "state", "service", "lodged_at", "due_on")
    list_filter = ("state", "level")
    ordering = ("-lodged_at", "-id")
    fields = (
        "shown_number",
        "request_number",
        "level",
        "because",
        "state",
        "lodged_at",
        "lodged_by",
        "due_on",
        "breached_at",
        "decided_at",
        "decided_by",
        "obey_by",
        "penalty",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appeal]:
        rows: QuerySet[Appeal] = super().get_queryset(request)
        return rows.select_related("request__service").defer("ground", "order", "late_reason")

    @admin.display(description=_("number"))
    def shown_number(self, row: Appeal) -> str:
        return row.shown_number

    @admin.display(description=_("acknowledgement number"))
    def request_number(self, row: Appeal) -> str:
        return row.request.number

    @admin.display(description=_("service"))
    def service(self, row: Appeal) -> str:
        return str(row.request.service)
