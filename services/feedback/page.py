"""How did it go: three faces and a word, by a link that works once and that looking does not use up."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from audit.journal.actors import CITIZEN
from audit.languages.fields import ChoiceField, TextField
from audit.languages.switching import as_typed, is_switch
from citizens.people.citizens_only import citizens_only
from services.feedback.models import Score
from services.feedback.scoring import Spent, open_invitation, score

# The mouth of each face, best first as one reads; the words beside it say the same. Drawn and not
# written: the fonts of many telephones have no faces.
MOUTHS = {
    Score.Face.GOOD: "M11 19q5 6 10 0",
    Score.Face.FAIR: "M11 21h10",
    Score.Face.POOR: "M11 23q5-6 10 0",
}


def faces() -> list[tuple[str, str]]:
    return [
        (
            str(face.value),
            format_html(
                '<svg width="40" height="40" viewBox="0 0 32 32" aria-hidden="true" fill="none"'
                ' stroke="currentColor" stroke-width="2" stroke-linecap="round">'
                '<circle cx="16" cy="16" r="14"/><path d="M12 11v2M20 11v2{}"/></svg> {}',
                mouth,
                face.label,
            ),
        )
        for face, mouth in MOUTHS.items()
    ]


class FeedbackForm(forms.Form):
    face = ChoiceField(label=_("How did it go?"), choices=faces)
    words = TextField(
        limit=200,
        required=False,
        label=_("In a few words, why"),
        help_text=_("Do not write your name, a number or anything about another person."),
    )


@citizens_only
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    try:
        invitation = open_invitation(token)
        if request.method != "POST":
            form = FeedbackForm()
        elif is_switch(request):
            form = as_typed(request.POST, FeedbackForm)
        else:
            form = FeedbackForm(request.POST)
            if form.is_valid():
                face = int(form.cleaned_data["face"])
                score(invitation, face=face, words=form.cleaned_data["words"], by=CITIZEN)
                return HttpResponseRedirect(
                    reverse("feedback-sorry" if face == Score.Face.POOR else "feedback-thanks")
                )
    except Spent:
        return render(request, "services/feedback/spent.html", status=410)
    context = {"form": form, "token": token, "service": invitation.request.service}
    return render(request, "services/feedback/feedback.html", context)


@require_safe
@citizens_only
def thanks(request: HttpRequest, *, poor: bool = False) -> HttpResponse:
    """After a bad mark a complaint is offered: the score itself is answered by nobody."""
    return render(request, "services/feedback/thanks.html", {"poor": poor})
