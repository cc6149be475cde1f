"""Centres and the people who sign in, kept by the PMU."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from audit.centres import staff
from audit.centres.models import Block, Centre, District, Operator, Subdivision
from audit.journal.admin_lists import QuickAdmin, ReadOnlyAdmin, acting, in_this_language


@admin.register(District)
class DistrictAdmin(ReadOnlyAdmin):
    list_display = ("code", in_this_language("name", _("name")))
    search_fields = ("code", "name")


@admin.register(Subdivision)
class SubdivisionAdmin(ReadOnlyAdmin):
    list_display = ("code", in_this_language("name", _("name")), "district")
    list_filter = ("district",)
    list_select_related = ("district",)
    search_fields = ("code", "name")


@admin.register(Block)
class BlockAdmin(ReadOnlyAdmin):
    list_display = ("code", in_this_language("name", _("name")), "kind", "district")
    list_filter = ("kind", "district")
    list_select_related = ("district",)
    search_fields = ("code", "name")


@admin.register(Centre)
class CentreAdmin(QuickAdmin):
    subject_kind = "centre"
    list_display = (
        "code",
        in_this_language("name", _("name")),
        "kind",
        "block",
        "is_open",
        "is_demonstration",
    )
    list_filter = ("kind", "is_open", "is_demonstration", "district")
    list_select_related = ("block",)
    search_fields = ("code", "name")
    autocomplete_fields = ("block",)
    exclude = ("district",)
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Centre | None = None) -> list[str]:
        return ["code"] if obj else []

    def save_model(self, request: HttpRequest, obj: Centre, form: Any, change: bool) -> None:
        obj.district_id = obj.block.district_id
        super().save_model(request, obj, form, change)


def department_choices() -> list[tuple[str, str]]:
    """(short name, title) of those there are, after the choice of none."""
    return [("", "---------"), *import_string(settings.OFFICER_DEPARTMENTS)()]


class OperatorForm(forms.ModelForm[Operator]):
    department = forms.ChoiceField(
        label=_("Department"), required=False, choices=department_choices
    )

    class Meta:
        model = Operator
        fields = (
            "login_name",
            "name",
            "role",
            "centre",
            "department",
            "post",
            "district",
            "is_active",
        )

    def clean_login_name(self) -> str:
        return str(self.cleaned_data["login_name"]).strip().lower()


@admin.register(Operator)
class OperatorAdmin(QuickAdmin):
    """A password is made by the portal and shown once; nobody types one for somebody else."""

    form = OperatorForm
    subject_kind = "operator"
    subject_field = "login_name"
    list_display = (
        "login_name",
        "name",
        "role",
        "centre",
        "department",
        "post",
        "is_active",
        "last_login",
    )
    list_filter = ("role", "post", "is_active")
    list_select_related = ("centre",)
    search_fields = ("login_name__startswith", "centre__code__exact", "department__exact")
    autocomplete_fields = ("centre",)
    change_form_template = "admin/audit/operator_change_form.html"
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Operator | None = None) -> list[str]:
        """The journal, and who wrote a proposal, name people by it: a new name would be a new person."""
        return ["login_name"] if obj else []

    def save_model(self, request: HttpRequest, obj: Operator, form: Any, change: bool) -> None:
        by = acting(request)
        if change:
            staff.change(obj, form.changed_data, by=by)
        else:
            request.bsk_first_password = staff.enrol(obj, by=by)  # type: ignore[attr-defined]  # shown by response_add

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The act has recorded its own event."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The act has recorded its own event."""

    def response_add(
        self, request: HttpRequest, obj: Operator, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self.show_password(request, obj, request.bsk_first_password)  # type: ignore[attr-defined]

    def show_password(
        self, request: HttpRequest, operator: Operator, password: str
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": operator.login_name,
            "opts": self.opts,
            "operator": operator,
            "password": password,
        }
        return TemplateResponse(request, "admin/audit/operator_password.html", context)

    def get_urls(self) -> list[URLPattern]:
        own = path(
            "<int:pk>/new-password/",
            self.admin_site.admin_view(require_POST(self.new_password)),
            name="audit_operator_new_password",
        )
        return [own, *super().get_urls()]

    def new_password(self, request: HttpRequest, pk: int) -> HttpResponse:
        operator = self.get_object(request, str(pk))
        if operator is None or not self.has_change_permission(request, operator):
            raise PermissionDenied
        password = staff.give_new_password(operator, by=acting(request))
        return self.show_password(request, operator, password)
