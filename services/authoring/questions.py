"""Questions of a proposal: chosen from the kinds or the bank, changed, moved and deleted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from audit.centres.models import Operator
from services.authoring import rows
from services.authoring.content import (
    Content,
    move,
    page_at,
    place_of,
    question_at,
    question_keys,
)
from services.authoring.guard import WRITE, staff_view
from services.authoring.models import Proposal
from services.authoring.moving import refuse_break
from services.authoring.outline import line
from services.authoring.question_forms import QuestionForm, kinds_for
from services.authoring.saving import Page, change_at_once
from services.authoring.subjects import label_of, named_by
from services.catalogue.bank import from_bank, whole_bank
from services.catalogue.definition import Question
from services.catalogue.kinds import NOT_IN_A_GROUP, Kind

MOST_QUESTIONS = 200


@staff_view(WRITE)
def new_question(request: HttpRequest, person: Operator, slug: str, number: int) -> HttpResponse:
    """At the end of a page."""
    proposal = rows.proposal_of(slug)
    page_at(proposal.content, number)

    def add(content: Content, question: Question) -> None:
        page_at(content, number)["questions"].append(question)

    return _new(request, person, proposal, add, number)


@staff_view(WRITE)
def new_member(request: HttpRequest, person: Operator, slug: str, key: str) -> HttpResponse:
    """A question asked of each member of a group, at the end of it."""
    proposal = rows.proposal_of(slug)
    group = question_at(proposal.content, key)
    if group.get("kind") != Kind.GROUP or group.get("bank"):
        raise Http404
    number, _questions, _place = place_of(proposal.content, key)

    def add(content: Content, question: Question) -> None:
        question_at(content, key).setdefault("questions", []).append(question)

    return _new(request, person, proposal, add, number, group=group)


def _new(
    request: HttpRequest,
    person: Operator,
    proposal: Proposal,
    add: Any,
    number: int,
    *,
    group: Question | None = None,
) -> HttpResponse:
    """Three steps: a kind or a shared question, then its form, then where it now stands."""
    back = reverse("authoring-page", args=[proposal.slug, number])
    keys = frozenset(question_keys(proposal.content))
    context: dict[str, Any] = {"number": number, "group": group and line(group, proposal.content)}
    if len(keys) >= MOST_QUESTIONS:
        messages.warning(request, _("A service asks at most 200 questions."))
        return redirect(back)
    if request.method == "POST" and "bank" in request.POST:
        shared = whole_bank().get(request.POST["bank"])
        if shared and shared["key"] not in keys and not _unfit(shared, group):

            def take(content: Content) -> None:
                add(content, from_bank({"key": shared["key"], "bank": shared["key"]}, whole_bank()))

            change_at_once(request, person, proposal, take, part=f"question:{shared['key']}")
        return redirect(back)
    kind = request.GET.get("kind", "")
    if kind not in dict(kinds_for(in_a_group=group is not None)):
        bank = [
            shared
            for shared in whole_bank().values()
            if shared["key"] not in keys and not _unfit(shared, group)
        ]
        context["kinds"] = kinds_for(in_a_group=group is not None)
        context["bank"] = [line(shared, proposal.content) for shared in bank]
        context["proposal"] = proposal
        return render(request, "services/authoring/kinds.html", context)
    shown = Page(
        template="question",
        part="question",
        form_class=QuestionForm,
        initial=QuestionForm.initial_of({"required": True}),
        write=lambda form, content: add(content, form.written({})),
        back=back,
        kwargs={"kind": kind, "taken": keys, "is_new": True},
        context={**context, "kind": Kind(kind).label, "is_new": True},
    )
    return shown.answer(request, person, proposal)


def _unfit(shared: Question, group: Question | None) -> bool:
    return group is not None and shared["kind"] in NOT_IN_A_GROUP


@staff_view(WRITE)
def question(request: HttpRequest, person: Operator, slug: str, key: str) -> HttpResponse:
    proposal = rows.proposal_of(slug)
    number, questions, place = place_of(proposal.content, key)
    here = questions[place]
    back = reverse("authoring-page", args=[slug, number])
    context: dict[str, Any] = {
        "number": number,
        "question": line(here, proposal.content),
        "kind": Kind(here["kind"]).label if here["kind"] in Kind.values else "",
    }
    if here.get("bank"):
        return render(request, "services/authoring/shared.html", {"proposal": proposal, **context})

    def write(form: QuestionForm, content: Content) -> None:
        _number, all_here, at = place_of(content, key)
        all_here[at] = form.written(all_here[at])

    keys = frozenset(question_keys(proposal.content)) - {key}
    shown = Page(
        template="question",
        part=f"question:{key}",
        form_class=QuestionForm,
        initial=QuestionForm.initial_of(here),
        write=write,
        back=back,
        kwargs={"kind": here["kind"], "taken": keys},
        context=context,
    )
    return shown.answer(request, person, proposal)


@require_POST
@staff_view(WRITE)
def question_moving(request: HttpRequest, person: Operator, slug: str, key: str) -> HttpResponse:
    """One place up or down; past the end of its page it goes on to the next one."""
    proposal = rows.proposal_of(slug)
    number, _questions, _place = place_of(proposal.content, key)

    def change(content: Content) -> None:
        step(content, key, up="up" in request.POST)

    if not refuse_break(request, proposal, change):
        change_at_once(request, person, proposal, change, part=f"question:{key}")
        proposal.refresh_from_db()
        number, _questions, _place = place_of(proposal.content, key)
    return redirect("authoring-page", slug, number)


def step(content: Content, key: str, *, up: bool) -> None:
    number, questions, place = place_of(content, key)
    at_the_end = place == (0 if up else len(questions) - 1)
    pages = content["pages"]
    of_the_page = questions is pages[number - 1]["questions"]
    other = number - 1 + (-1 if up else 1)
    if not at_the_end or not of_the_page:
        move(questions, place, up=up)
    elif 0 <= other < len(pages):
        moved = questions.pop(place)
        pages[other]["questions"].insert(len(pages[other]["questions"]) if up else 0, moved)


@require_POST
@staff_view(WRITE)
def question_duty(request: HttpRequest, person: Operator, slug: str, key: str) -> HttpResponse:
    """Whether a shared question must be answered here: the one thing of it that the service says."""
    proposal = rows.proposal_of(slug)
    question_at(proposal.content, key)

    def change(content: Content) -> None:
        question_at(content, key)["required"] = "required" in request.POST

    change_at_once(request, person, proposal, change, part=f"question:{key}")
    return redirect("authoring-question", slug, key)


@require_POST
@staff_view(WRITE)
def question_deletion(request: HttpRequest, person: Operator, slug: str, key: str) -> HttpResponse:
    """Refused while a condition names it."""
    proposal = rows.proposal_of(slug)
    number, questions, place = place_of(proposal.content, key)
    here = questions[place]
    keys = {key, *(member["key"] for member in here.get("questions", ()))}
    if naming := named_by(proposal.content, keys):
        messages.warning(
            request,
            _("“%(question)s” stays: its answer is named by the condition of %(where)s.")
            % {"question": label_of(here), "where": ", ".join(naming)},
        )
        return redirect("authoring-page", slug, number)

    def change(content: Content) -> None:
        _number, all_here, at = place_of(content, key)
        del all_here[at]

    if change_at_once(request, person, proposal, change, part=f"question:{key}"):
        messages.success(request, _("The question is deleted."))
    return redirect("authoring-page", slug, number)
