"""The tracking page: status, dates and office of one request; no name, no document."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.journal.client_address import source_of
from audit.languages.reference_numbers import parse, shown
from audit.languages.switching import as_typed, is_switch
from audit.languages.text_fields import short_line
from services.requests.deciding import officers_for
from services.requests.models import ServiceRequest
from services.requests.standing import standing_of
from services.requests.tracking import find


class NumberField(forms.CharField):
    """An acknowledgement number in its stored form, typed in any case, spacing or digits."""

    default_error_messages = {
        "required": _("Write the acknowledgement number."),
        "invalid": _("Write the acknowledgement number as it stands on the slip."),
    }

    def to_python(self, value: Any) -> str:
        text = short_line(value, self.error_messages["invalid"])
        return parse(text) if text else ""


class DigitsField(forms.CharField):
    default_error_messages = {
        "required": _("Write the four digits."),
        "invalid": _("Write four digits."),
    }

    def to_python(self, value: Any) -> str:
        text = short_line(value, self.error_messages["invalid"]).replace(" ", "")
        if text and not (len(text) == 4 and text.isascii() and text.isdigit()):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return text


class TrackForm(forms.Form):
    number = NumberField(
        label=_("Acknowledgement number"), help_text=_("For example BSK-3C4D-7XYA-9KMNP.")
    )
    digits = DigitsField(
        label=_("Last four digits of the mobile number"),
        help_text=_("If you gave no mobile number, the four digits printed on your slip."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
    )


def track(request: HttpRequest, acknowledgement: str = "") -> HttpResponse:
    if request.method != "POST":
        form = TrackForm(initial={"number": readable(acknowledgement)})
        return render(request, "services/requests/track.html", {"form": form})
    if is_switch(request):
        form = as_typed(request.POST, TrackForm)
        return render(request, "services/requests/track.html", {"form": form})
    form = TrackForm(request.POST)
    if form.is_valid():
        found = find(**form.cleaned_data, address=source_of(request))
        if found:
            return render(request, "services/requests/tracked.html", tracked(found))
        form.add_error(
            None,
            gettext("We have no application with this number and these four digits. Check both."),
        )
    return render(request, "services/requests/track.html", {"form": form})


def tracked(found: ServiceRequest) -> dict[str, Any]:
    """What its page shows: how it stands, and who decides; of papers, only that some are wanted."""
    officer = officers_for(found.service, found.district_id).get("designated")
    return {"found": found, "standing": standing_of(found), "officer": officer}


def readable(number: str) -> str:
    """The number of the address as people read it; nothing where it is none of ours."""
    try:
        return shown(parse(number))
    except ValidationError:
        return ""
