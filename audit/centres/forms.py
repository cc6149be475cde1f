"""The sign-in form; says the same words whatever was wrong."""

from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.centres.models import Operator
from audit.centres.sign_in import check


class OwnPasswordForm(PasswordChangeForm):
    """Django's form in the portal's words: the rules are the validators' of the settings."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": _("This is not the password you have now. Write it again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The error summary takes the focus, and only one element may.
        del self.fields["old_password"].widget.attrs["autofocus"]
        self.fields["old_password"].label = _("Password you have now")
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password1"].help_text = _(
            "At least 15 characters: four or five words that come to mind together are good."
        )
        self.fields["new_password2"].label = _("New password, once more")


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Login name"),
        widget=forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    operator: Operator

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Whatever is typed is tried and counted: no odd character is a way around the count.
            field.validators = []

    def clean(self) -> None:
        if self.errors:
            return
        operator = check(self.request, self.cleaned_data["username"], self.cleaned_data["password"])
        if operator is None:
            raise forms.ValidationError(
                _(
                    "The login name or the password is not right. After five refusals in a row, "
                    "wait fifteen minutes before you try again."
                ),
                code="refused",
            )
        self.operator = operator
