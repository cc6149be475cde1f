"""Departments and services, kept by the PMU; each save publishes a version."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.journal.admin_lists import QuickAdmin, in_this_language
from services.catalogue.models import (
    Department,
    FeeRule,
    Officer,
    QuestionPage,
    Service,
)
from services.catalogue.options_field import LinesField
from services.catalogue.versions import publish


@admin.register(Department)
class DepartmentAdmin(QuickAdmin):
    subject_kind = "department"
    subject_field = "slug"
    list_display = ("slug", in_this_language("title", _("title")))
    search_fields = ("slug", "title")
    actions = None


class FeeInline(admin.TabularInline[FeeRule, Service]):
    model = FeeRule
    extra = 0


class OfficerInline(admin.StackedInline[Officer, Service]):
    model = Officer
    extra = 0


class ServiceForm(forms.ModelForm[Service]):
    also_called = LinesField(
        required=False, label=_("Also called"), help_text=_("One name a line, in any script")
    )

    class Meta:
        model = Service
        fields = "__all__"  # noqa: DJ007  # the admin leaves out what is not editable


class PageInline(admin.TabularInline[QuestionPage, Service]):
    model = QuestionPage
    extra = 0
    show_change_link = True


@admin.register(Service)
class ServiceAdmin(QuickAdmin):
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
    autocomplete_fields = ("department",)
    form = ServiceForm
    inlines = (FeeInline, OfficerInline, PageInline)
    actions = None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        publish(form.instance)
