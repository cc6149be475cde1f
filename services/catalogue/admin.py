"""Departments, kept here by the PMU; services, looked at here and withdrawn, but authored elsewhere."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.journal.admin_lists import QuickAdmin, in_this_language
from services.catalogue.models import (
    Department,
    FeeRule,
    Officer,
    Service,
)


@admin.register(Department)
class DepartmentAdmin(QuickAdmin):
    subject_kind = "department"
    subject_field = "slug"
    list_display = ("slug", in_this_language("title", _("title")))
    search_fields = ("slug", "title")
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Officers are of a department by its short name: under another they would see nothing."""
        return ["slug"] if obj else []


LOOKED_AT: tuple[Any, ...] = (
    "slug",
    "department",
    "kind",
    in_this_language("title", _("title")),
    in_this_language("summary", _("summary")),
    in_this_language("eligibility", _("who can have it")),
    in_this_language("papers", _("papers needed")),
    in_this_language("steps", _("what happens")),
    "time_limit_days",
    in_this_language("time_limit_notice", _("source of the time limit")),
    "order",
    "updated_on",
)
FEE: Any = ("amount", "from_date", in_this_language("condition", _("when it applies")))
OFFICER: Any = ("role", "area", in_this_language("title", _("title")), "days")


class LookedAt:
    """An inline of rows that are looked at here and written by publishing alone."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class FeeInline(LookedAt, admin.TabularInline[FeeRule, Service]):
    model = FeeRule
    fields = readonly_fields = FEE


class OfficerInline(LookedAt, admin.TabularInline[Officer, Service]):
    model = Officer
    fields = readonly_fields = OFFICER


@admin.register(Service)
class ServiceAdmin(QuickAdmin):
    """Only whether it is offered is changed here: the rest changes by publishing it anew."""

    subject_kind = "service"
    subject_field = "slug"
    list_display = (
        "slug",
        in_this_language("title", _("title")),
        "department",
        "kind",
        "is_offered",
        "updated_on",
    )
    list_filter = ("kind", "is_offered", "department")
    list_select_related = ("department",)
    search_fields = ("slug", "title")
    fields = ("is_offered", *LOOKED_AT)
    readonly_fields = LOOKED_AT
    inlines = (FeeInline, OfficerInline)
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
