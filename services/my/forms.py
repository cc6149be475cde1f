"""The two forms of signing in: the number, then the code that it was told."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.languages.contact_fields import MobileField
from audit.languages.text_fields import short_line


class NumberForm(forms.Form):
    mobile = MobileField(
        label=_("Mobile number"),
        help_text=_("The number that you gave on your application."),
    )


class CodeField(forms.CharField):
    """Six digits, in whatever digits and spacing they are typed."""

    default_error_messages = {
        "required": _("Write the six digits of the message."),
        "invalid": _("Write the six digits of the message."),
    }

    def to_python(self, value: Any) -> str:
        text = short_line(value, self.error_messages["invalid"]).replace(" ", "")
        if text and not re.fullmatch(r"[0-9]{6}", text):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return text


class CodeForm(forms.Form):
    code = CodeField(
        label=_("Code"),
        help_text=_("Six digits. It works for ten minutes, once, and in this browser only."),
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "short"}
        ),
    )
