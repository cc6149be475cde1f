"""The reviewer's words: a reason for returning, and when an approved proposal becomes public."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.journal.retention import INDIA
from audit.languages.conditions import mark_needed_sometimes
from audit.languages.fields import ChoiceField, DateField, LongTextField
from audit.languages.text import to_ascii_digits

FARTHEST = timedelta(days=366)


class ReasonForm(forms.Form):
    reason = LongTextField(
        label=_("What is to be put right"),
        limit=1_000,
        error_messages={"required": _("Say what the author is to put right.")},
    )


class ClockField(forms.CharField):
    """A time of day as 09:30 or 9.30, in any digits; None where nothing is given."""

    default_error_messages = {"invalid": _("Write the time as 14:30.")}

    def to_python(self, value: Any) -> Any:
        text = to_ascii_digits(str(value or "")).strip().replace(".", ":")
        if not text:
            return None
        hours, _colon, minutes = text.partition(":")
        if len(text) > 5 or not (hours.isdecimal() and (minutes or "00").isdecimal()):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        if int(hours) > 23 or int(minutes or 0) > 59:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return time(int(hours), int(minutes or 0))


class ApproveForm(forms.Form):
    when = ChoiceField(
        label=_("Publish"),
        choices=[("now", _("At once")), ("later", _("At the time given below"))],
    )
    day = DateField(
        label=_("Day"), required=False, help_text=_("Day/month/year, for example 03/04/2001.")
    )
    clock = ClockField(
        label=_("Time, by the Indian clock"),
        required=False,
        help_text=_("For example 10:30."),
        widget=forms.TextInput(attrs={"class": "short"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_needed_sometimes(self, "day", "clock")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("when") != "later" or self.errors:
            return cleaned
        if cleaned.get("day") is None:
            self.add_error("day", ValidationError(_("Write the day."), "required"))
            return cleaned
        at = self.publish_at
        if at is not None and at <= timezone.now():
            self.add_error("day", _("This time is past. Publish at once, or choose a later one."))
        elif at is not None and at > timezone.now() + FARTHEST:
            self.add_error("day", _("Choose a time within a year."))
        return cleaned

    @property
    def publish_at(self) -> datetime | None:
        """None for at once."""
        data = self.cleaned_data
        if data.get("when") != "later":
            return None
        return datetime.combine(data["day"], data.get("clock") or time(0), INDIA)
