"""One grievance for who sent it, and what she may do with the answer: rate, reopen, appeal."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from audit.journal.actors import CITIZEN
from audit.journal.client_address import source_of
from audit.journal.refusals import OutOfScope
from audit.languages.fields import ChoiceField, LongTextField
from audit.languages.reference_numbers import parse, shown
from audit.languages.switching import as_typed, is_switch
from services.grievances import moves
from services.grievances.models import Grievance
from services.grievances.own import find, grievances_of
from services.grievances.units import unit_title
from services.requests.track import DigitsField, NumberField

# The four digits are shown to the browser that sent it for as long as a slow line may need.
DIGITS_SHOWN = timedelta(hours=1)


class TrackForm(forms.Form):
    number = NumberField(
        label=_("Number of the complaint"), help_text=_("For example BSK-3C4D-7XYA-9KMNP.")
    )
    digits = DigitsField(
        label=_("Last four digits of the mobile number"),
        help_text=_("If you gave no mobile number, the four digits shown when you complained."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
    )


class RatingForm(forms.Form):
    rating = ChoiceField(label=_("How was the answer?"), choices=Grievance.Rating.choices)


class WhyForm(forms.Form):
    why = LongTextField(label=_("What is still wrong?"), limit=2000, least=5)


def track(request: HttpRequest, number: str = "") -> HttpResponse:
    if request.method != "POST":
        form = TrackForm(initial={"number": readable(number)})
    elif is_switch(request):
        form = as_typed(request.POST, TrackForm)
    else:
        form = TrackForm(request.POST)
        if form.is_valid():
            found = find(**form.cleaned_data, address=source_of(request))
            if found:
                return show(request, found, digits=form.cleaned_data["digits"])
            form.add_error(
                None,
                gettext("We have no complaint with this number and these four digits. Check both."),
            )
    return render(request, "services/grievances/track.html", {"form": form})


def readable(number: str) -> str:
    try:
        return shown(parse(number))
    except ValidationError:
        return ""


@require_safe
def grievance(request: HttpRequest, number: str) -> HttpResponse:
    """The confirmation, and later its state, for who sent it."""
    return show(request, own(request, number))


def own(request: HttpRequest, number: str) -> Grievance:
    """By browser or proved mobile; by the digits that came along from tracking; else 404."""
    try:
        stored = parse(number)
    except ValidationError:
        raise Http404 from None
    found = grievances_of(request).filter(number=stored).first()
    digits = digits_of(request)
    if found is None and digits:
        found = find(stored, digits, address=source_of(request))
    if found is None:
        raise OutOfScope if Grievance.objects.filter(number=stored).exists() else Http404
    return found


def digits_of(request: HttpRequest) -> str:
    """The four digits that came along, as tracking takes them; empty where they are not four."""
    try:
        return str(DigitsField(required=False).clean(request.POST.get("digits", "")))
    except ValidationError:
        return ""


def show(
    request: HttpRequest, found: Grievance, *, digits: str = "", status: int = 200, **more: Any
) -> HttpResponse:
    new = timezone.now() - found.lodged_at < DIGITS_SHOWN
    context = {
        "found": found,
        "steps": found.steps.all(),
        "unit": unit_title(found.unit),
        "digits": digits,
        "tracking_digits": found.tracking_digits if new and not digits else "",
        "may_rate": moves.may_rate(found),
        "may_reopen": moves.may_reopen(found),
        "may_appeal": moves.may_appeal(found),
        "rating_form": RatingForm(),
        "why_form": WhyForm(),
        **more,
    }
    return render(request, "services/grievances/grievance.html", context, status=status)


def act(
    request: HttpRequest,
    number: str,
    form_class: type[forms.Form],
    name: str,
    move: Callable[..., Grievance],
) -> HttpResponse:
    """`name` is the form's on the page; read in another language, nothing is done."""
    found = own(request, number)
    digits = digits_of(request)
    switch = is_switch(request)
    form = as_typed(request.POST, form_class) if switch else form_class(request.POST)
    kept: dict[str, Any] = {name: form}
    if switch or not form.is_valid():
        return show(request, found, digits=digits, **kept, form=form, page_form=name)
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
    try:
        done = move(found, **form.cleaned_data, revision=revision, by=CITIZEN)
    except (moves.ChangedMeanwhile, moves.MoveRefused):
        found.refresh_from_db()
        kept["typed"] = form.cleaned_data.get("why", "")
        return show(request, found, digits=digits, status=409, meanwhile=True, **kept)
    return show(request, done, digits=digits) if digits else redirect("grievance", done.number)


@require_POST
def rating(request: HttpRequest, number: str) -> HttpResponse:
    return act(request, number, RatingForm, "rating_form", moves.rate)


@require_POST
def reopening(request: HttpRequest, number: str) -> HttpResponse:
    return act(request, number, WhyForm, "why_form", moves.reopen)


@require_POST
def appeal(request: HttpRequest, number: str) -> HttpResponse:
    return act(request, number, WhyForm, "why_form", moves.appeal)
