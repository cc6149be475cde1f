"""What the holder of a number wants to be told of, and in which language."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.journal.actors import CITIZEN
from audit.languages.switching import as_typed, is_switch
from citizens.notices.choices import choices_of, choose
from citizens.people.citizens_only import citizens_only
from services.my.guard import signed_in_only


def languages() -> list[tuple[str, Any]]:
    return [("", _("The language of each application")), *settings.LANGUAGES]


class ChoicesForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of messages"),
        choices=languages,
        widget=forms.RadioSelect,
        required=False,
    )
    wants_status = forms.BooleanField(
        label=_("Tell me of each step of my applications"), required=False
    )
    wants_feedback = forms.BooleanField(label=_("Ask me how I was served"), required=False)


@citizens_only
@signed_in_only
def choices(request: HttpRequest, mobile: str) -> HttpResponse:
    if is_switch(request):
        form = as_typed(request.POST, ChoicesForm)
    elif request.method == "POST":
        form = ChoicesForm(request.POST)
        if form.is_valid():
            choose(mobile, **form.cleaned_data, by=CITIZEN)
            messages.success(request, gettext("Kept."))
            return redirect("my")
    else:
        kept = choices_of(mobile)
        form = ChoicesForm(
            initial={
                "language": kept.language,
                "wants_status": kept.wants_status,
                "wants_feedback": kept.wants_feedback,
            }
        )
    return render(request, "services/my/choices.html", {"form": form})
