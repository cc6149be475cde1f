"""One enquiry at the help desk: what was written, and what can be done now."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audit.calendar.working_days import calendar_of
from audit.centres.guard import staff_view
from audit.centres.models import Operator
from audit.journal.recording import record
from audit.languages.switching import as_typed, is_switch
from audit.languages.texts import Translated
from citizens.enquiries import answering, rows
from citizens.enquiries.forms import ClosingForm, ReplyForm
from citizens.enquiries.models import Enquiry, ReplyTemplate
from citizens.enquiries.queue import ANSWER

Move = Callable[..., Enquiry]


@require_safe
@staff_view(ANSWER)
def show(request: HttpRequest, person: Operator, number: str) -> HttpResponse:
    """Each opening is written down, as that of a document is."""
    found = rows.enquiry_of(person, number)
    with transaction.atomic():
        record(action="enquiry.opened", subject=found.subject, by=person.actor)
    return page(request, found)


@require_POST
@staff_view(ANSWER)
def taking(request: HttpRequest, person: Operator, number: str) -> HttpResponse:
    return moved(request, person, rows.enquiry_of(person, number), answering.take)


@require_POST
@staff_view(ANSWER)
def listing(request: HttpRequest, person: Operator, number: str) -> HttpResponse:
    found = rows.enquiry_of(person, number)
    return moved(request, person, found, answering.list_with_the_others)


@require_POST
@staff_view(ANSWER)
def reopening(request: HttpRequest, person: Operator, number: str) -> HttpResponse:
    return moved(request, person, rows.enquiry_of(person, number), answering.reopen)


@require_POST
@staff_view(ANSWER)
def reply(request: HttpRequest, person: Operator, number: str) -> HttpResponse:
    found = rows.enquiry_of(person, number)
    if is_switch(request):
        return page(request, found, form=as_typed(request.POST, ReplyForm))
    if "use_words" in request.POST:
        return page(request, found, form=with_words(request, found))
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return page(request, found, form=form)
    move = partial(answering.reply, text=form.cleaned_data["reply"])
    return moved(request, person, found, move, form=form)


@require_POST
@staff_view(ANSWER)
def closing(request: HttpRequest, person: Operator, number: str) -> HttpResponse:
    found = rows.enquiry_of(person, number)
    if is_switch(request):
        form = as_typed(request.POST, ClosingForm, auto_id="closing_%s")
        return page(request, found, form=form, closing_form=form, page_form="closing")
    form = ClosingForm(request.POST, auto_id="closing_%s")
    if not form.is_valid():
        return page(request, found, form=form, closing_form=form, page_form="closing")
    move = partial(answering.close, reason=form.cleaned_data["reason"])
    told = {"form": form, "closing_form": form, "page_form": "closing"}
    return moved(request, person, found, move, **told)


def with_words(request: HttpRequest, found: Enquiry) -> ReplyForm:
    """The kept words in the box, in the enquiry's language; else what was typed, unchanged."""
    typed = request.POST.get("words", "")
    form = as_typed(request.POST, ReplyForm)
    key = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1
    words = ReplyTemplate.objects.filter(pk=key, is_offered=True).first()
    if words is not None:
        texts: Translated = words.text
        form.initial["reply"] = texts.get(found.language) or texts.get("bn") or ""
    return form


def moved(
    request: HttpRequest, person: Operator, found: Enquiry, move: Move, **told: Any
) -> HttpResponse:
    """The page after the move; where somebody was quicker, the page as it is now (409)."""
    typed = request.POST.get("revision", "")
    seen = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1
    try:
        move(found, revision=seen, by=person.actor)
    except answering.ChangedMeanwhile as changed:
        return page(request, changed.enquiry, status=409, changed=True, **told)
    except answering.MoveRefused:
        return page(request, found, status=409, refused=True, **told)
    messages.success(request, _("Stored."))
    return redirect("enquiry", found.number)


def page(
    request: HttpRequest,
    found: Enquiry,
    *,
    form: Any = None,
    closing_form: ClosingForm | None = None,
    page_form: str = "reply",
    status: int = 200,
    **told: bool,
) -> HttpResponse:
    reply_form = form if isinstance(form, ReplyForm) else ReplyForm()
    context = {
        "found": found,
        "form": form if form is not None else reply_form,
        "reply_form": reply_form,
        "closing_form": closing_form or ClosingForm(auto_id="closing_%s"),
        "page_form": page_form,
        "formless": not found.is_waiting,
        "steps": found.steps.all(),
        "times": found.sendings.count(),
        "age": rows.age_of(found, calendar_of()),
        "may_reopen": not found.is_waiting
        and (found.answer_by == Enquiry.Way.NONE or bool(found.reached_at)),
        **told,
    }
    return render(request, "citizens/enquiries/enquiry.html", context, status=status)
