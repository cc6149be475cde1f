"""The page on which a citizen comes back to a draft with its reference, in whatever browser."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.journal.client_address import source_of
from audit.languages.switching import as_typed, is_switch
from citizens.people.browser import Browser
from citizens.people.citizens_only import citizens_only
from services.requests.models import Draft
from services.requests.resuming import find, own_instead
from services.requests.resuming import resume as give
from services.requests.track import DigitsField, NumberField


class ReferenceField(NumberField):
    """In the words of who wrote it down: there is no slip yet."""

    def to_python(self, value: Any) -> str:
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(self.error_messages["invalid"], "invalid") from None


class ResumeForm(forms.Form):
    number = ReferenceField(
        label=_("Reference of the saved application"),
        help_text=_("For example BSK-3C4D-7XYA-9KMNP."),
        error_messages={
            "required": _("Write the reference of the saved application."),
            "invalid": _("Write the reference as you wrote it down."),
        },
    )
    digits = DigitsField(
        label=_("Last four digits of the mobile number"),
        help_text=_("Only if a mobile number is filled in on the application."),
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
    )


@citizens_only
def resume(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return show(request, ResumeForm())
    if is_switch(request):
        return show(request, as_typed(request.POST, ResumeForm))
    form = ResumeForm(request.POST)
    if form.is_valid():
        found = find(**form.cleaned_data, address=source_of(request))
        if found:
            return go_on(request, form, found)
        form.add_error(
            None,
            gettext("No saved application has this reference and these four digits. Check both."),
        )
    return show(request, form)


def go_on(request: HttpRequest, form: ResumeForm, found: Draft) -> HttpResponse:
    """To the application; asks first where this browser has begun another one for the service."""
    browser = Browser.of_or_new(request)
    own = own_instead(found, browser=browser.digest)
    which = request.POST.get("which", "")
    if own and which not in {"saved", "own"}:
        context = {"found": found, "own": own, "digits": form.cleaned_data["digits"]}
        return render(request, "services/requests/resume_which.html", context)
    if which != "own" or own is None:
        give(found, browser=browser.digest)
    response = redirect("apply", found.service.slug)
    browser.keep(response)
    return response


def show(request: HttpRequest, form: ResumeForm) -> HttpResponse:
    return render(request, "services/requests/resume.html", {"form": form})
