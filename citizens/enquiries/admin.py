"""The words for answers that the PMU keeps, and that the help desk picks from."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.journal.admin_lists import QuickAdmin, in_this_language
from citizens.enquiries.models import ReplyTemplate


@admin.register(ReplyTemplate)
class ReplyTemplateAdmin(QuickAdmin):
    subject_kind = "reply-template"
    list_display = (in_this_language("title", _("title")), "is_offered")
    list_filter = ("is_offered",)
    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is not offered any more is in no list; it may have been sent."""
        return False
