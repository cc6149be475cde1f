"""The PMU's wordings and the registration of each text with the operators' platform."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.journal.admin_lists import QuickAdmin
from citizens.notices.message_texts import MessageText
from citizens.notices.registration import fault_of
from citizens.notices.templates import templates


def keys() -> list[tuple[str, str]]:
    return [(template.key, template.key) for template in templates().values() if template.sms]


class MessageTextForm(forms.ModelForm[MessageText]):
    template = forms.ChoiceField(label=_("Message"), choices=keys)
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)

    class Meta:
        model = MessageText
        fields = ("template", "language", "wording", "registered_text", "dlt_template_id")


@admin.register(MessageText)
class MessageTextAdmin(QuickAdmin):
    subject_kind = "message-text"
    list_display = ("template", "language", "registered", "dlt_template_id")
    list_filter = ("language",)
    ordering = ("template", "language")
    form = MessageTextForm
    actions = None

    @admin.display(description=_("Registration"))
    def registered(self, row: MessageText) -> str:
        if not row.is_registered:
            return str(_("Not registered"))
        return fault_of(row) or str(_("Registered"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
