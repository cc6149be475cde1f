"""Departments, services and their questions, kept by the PMU; each save publishes a version."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.journal.admin_lists import QuickAdmin
from services.catalogue.models import (
    Department,
    FeeRule,
    Officer,
    Question,
    QuestionPage,
    Service,
)
from services.catalogue.options_field import OptionsField
from services.catalogue.versions import publish

WITH_OPTIONS = {Question.Kind.CHOICE.value, Question.Kind.CHOICES.value}


@admin.register(Department)
class DepartmentAdmin(QuickAdmin):
    subject_kind = "department"
    subject_field = "slug"
    list_display = ("slug", "title")
    search_fields = ("slug", "title")
    actions = None


class FeeInline(admin.TabularInline[FeeRule, Service]):
    model = FeeRule
    extra = 0


class OfficerInline(admin.StackedInline[Officer, Service]):
    model = Officer
    extra = 0


class PageInline(admin.TabularInline[QuestionPage, Service]):
    model = QuestionPage
    extra = 0
    show_change_link = True


@admin.register(Service)
class ServiceAdmin(QuickAdmin):
    subject_kind = "service"
    subject_field = "slug"
    list_display = ("slug", "title", "department", "kind", "is_offered", "updated_on")
    list_filter = ("kind", "is_offered", "department")
    list_select_related = ("department",)
    search_fields = ("slug", "title")
    autocomplete_fields = ("department",)
    inlines = (FeeInline, OfficerInline, PageInline)
    actions = None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        publish(form.instance)


class QuestionForm(forms.ModelForm[Question]):
    options = OptionsField(
        required=False, label=_("Options"), help_text=_("One a line: value | বাংলা | English")
    )

    class Meta:
        model = Question
        fields = ("order", "key", "kind", "required", "label", "hint", "options", "least", "most")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        options, kind = cleaned.get("options"), cleaned.get("kind")
        if kind in WITH_OPTIONS and options == []:
            self.add_error("options", _("A list to choose from needs its options."))
        if kind not in WITH_OPTIONS and options:
            self.add_error("options", _("Only a list to choose from has options."))
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("The most is less than the least."))
        return cleaned


class QuestionInline(admin.StackedInline[Question, QuestionPage]):
    model = Question
    form = QuestionForm
    extra = 0


@admin.register(QuestionPage)
class QuestionPageAdmin(QuickAdmin):
    subject_kind = "page"
    list_display = ("service", "number", "title")
    list_filter = ("service",)
    list_select_related = ("service",)
    search_fields = ("service__slug", "title")
    autocomplete_fields = ("service",)
    inlines = (QuestionInline,)
    actions = None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        publish(form.instance.service)
