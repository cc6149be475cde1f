"""The sign-in form; says the same words whatever was wrong."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.centres.models import Operator
from audit.centres.sign_in import check


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
