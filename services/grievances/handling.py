"""Pages on which staff handle grievances, for PMU and departments; found through the person only."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.centres.models import Operator
from audit.journal.refusals import OutOfScope
from audit.languages.fields import DateField, LongTextField, SelectField
from audit.languages.switching import as_typed, is_switch
from services.grievances import limits, moves
from services.grievances.assignment import may_have
from services.grievances.models import Grievance
from services.grievances.units import others_with_officers, unit_title, unit_titles

PER_PAGE = 50


@dataclass(frozen=True)
class Rooms:
    """Whose pages these are: the template they stand in and the names of their routes."""

    base: str
    route: str


class ActForm(forms.Form):
    """A form about one grievance, `found`."""

    def __init__(self, *args: Any, found: Grievance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found


class AnswerForm(ActForm):
    text = LongTextField(label=_("Answer to the citizen"), limit=4000, least=10)


class InterimForm(ActForm):
    text = LongTextField(label=_("Interim reply to the citizen"), limit=4000, least=10)
    due_on = DateField(
        label=_("New date"),
        help_text=_("Day/month/year, at most 21 days from today. Once only."),
    )

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if not self.found.due_on < day <= limits.days_from_today(limits.INTERIM_DAYS):
            raise forms.ValidationError(
                _("Give a date after the present one, at most 21 days from today."), "range"
            )
        return day


class TransferForm(ActForm):
    unit = SelectField(label=_("Who answers for it"), empty=_("Choose from the list"), choices=[])
    reason = LongTextField(label=_("Reason, for the citizen"), limit=1000, least=5)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        if isinstance(field, SelectField):
            field.choices = [("", field.empty), *others_with_officers(self.found)]


@dataclass(frozen=True)
class Act:
    """A move with the form it needs and that form's name on the page."""

    move: Callable[..., Grievance]
    key: str
    form: type[ActForm]

    @property
    def auto_id(self) -> str:
        return f"id_{self.key}_%s"


ACTS = {
    "answer": Act(moves.answer, "answer_form", AnswerForm),
    "interim-reply": Act(moves.reply_meanwhile, "interim_form", InterimForm),
    "transfer": Act(moves.transfer, "transfer_form", TransferForm),
}


def listed(request: HttpRequest, person: Operator, rooms: Rooms, **more: Any) -> HttpResponse:
    """Open ones by due date with their age, then nothing: what is answered is counted, not listed."""
    rows = Grievance.objects.visible_to(person).open().select_related("handler", "centre")
    page = Paginator(rows.order_by("due_on", "id"), PER_PAGE).get_page(request.GET.get("page"))
    today, titles = timezone.localdate(), unit_titles()
    lines = [
        {
            "row": row,
            "age": (today - timezone.localdate(row.lodged_at)).days,
            "late": row.due_on < today,
            "unit": titles.get(row.unit, row.unit),
        }
        for row in page
    ]
    context = {"lines": lines, "page": page, "rooms": rooms, **more}
    return render(request, "services/grievances/handled.html", context)


def found_for(person: Operator, number: str) -> Grievance:
    rows = Grievance.objects.select_related("handler", "centre", "department", "service", "request")
    found = rows.visible_to(person).filter(number=number).first()
    if found is None:
        raise OutOfScope if Grievance.objects.filter(number=number).exists() else Http404
    return found


def show(
    request: HttpRequest,
    person: Operator,
    number: str,
    rooms: Rooms,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Contact details stand here only while it is open and this person's."""
    found = found_for(person, number)
    theirs = found.is_open and found.handler_id == person.pk
    context = {
        "found": found,
        "steps": found.steps.all(),
        "unit": unit_title(found.unit),
        "theirs": theirs,
        "may_take": may_take(found, person),
        "rooms": rooms,
        **{act.key: act.form(found=found, auto_id=act.auto_id) for act in ACTS.values()},
        **more,
    }
    return render(request, "services/grievances/handle.html", context, status=status)


def may_take(found: Grievance, person: Operator) -> bool:
    own = found.handler_id == person.pk
    fits = may_have(found, person)
    return found.is_open and fits and (found.state == Grievance.State.RECEIVED or not own)


def typed_words(request: HttpRequest) -> str:
    """What was written for the citizen, to be read off the page where its form is gone."""
    return request.POST.get("text", "") or request.POST.get("reason", "")


def act(
    request: HttpRequest,
    person: Operator,
    number: str,
    rooms: Rooms,
    name: str,
) -> HttpResponse:
    """One of taking, answer, interim-reply, transfer; 409 with how it stands where it went stale."""
    found = found_for(person, number)
    move: Callable[..., Grievance] = moves.take
    told: dict[str, Any] = {"handler": person}
    kept: dict[str, Any] = {}
    if name == "taking":
        allowed = may_take(found, person)
    elif (one := ACTS.get(name)) is None:
        raise Http404
    else:
        allowed = found.is_open and found.handler_id == person.pk
        switch = is_switch(request)
        options: dict[str, Any] = {"found": found, "auto_id": one.auto_id}
        form = (
            as_typed(request.POST, one.form, **options)
            if switch
            else one.form(request.POST, **options)
        )
        kept = {one.key: form}
        if allowed and (switch or not form.is_valid()):
            return show(request, person, number, rooms, **kept, form=form, page_form=one.key)
        move, told = one.move, form.cleaned_data if allowed else {}
        kept["typed"] = typed_words(request)
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
    try:
        moves.allow(allowed)
        move(found, **told, revision=revision, by=person.actor)
    except (moves.ChangedMeanwhile, moves.MoveRefused):
        return show(request, person, number, rooms, status=409, meanwhile=True, **kept)
    still = Grievance.objects.visible_to(person).filter(pk=found.pk).exists()
    return redirect(f"{rooms.route}-one", number) if still else redirect(rooms.route)
