"""Corrections of holidays, kept by the PMU's administrator."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.calendar.correcting import correct
from audit.calendar.models import HolidayCorrection
from audit.journal.admin_lists import QuickAdmin, acting, in_this_language


@admin.register(HolidayCorrection)
class HolidayCorrectionAdmin(QuickAdmin):
    """Nothing is deleted: a day that was corrected by mistake is corrected back, and counted again."""

    subject_kind = "holiday"
    subject_field = "day"
    list_display = (
        "day",
        in_this_language("name", _("name")),
        "is_holiday",
        "district",
        "recounted_at",
    )
    list_filter = ("is_holiday",)
    list_select_related = ("district",)
    fields = ("day", "is_holiday", "name", "district")
    actions = None

    def get_readonly_fields(
        self, request: HttpRequest, obj: HolidayCorrection | None = None
    ) -> list[str]:
        """Moved to another day, it would leave the old one's due dates as they were counted."""
        return ["day", "district"] if obj else []

    def save_model(
        self, request: HttpRequest, obj: HolidayCorrection, form: Any, change: bool
    ) -> None:
        correct(obj, by=acting(request))

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The act has recorded its own event."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The act has recorded its own event."""
