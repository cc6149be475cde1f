"""Conditions of pages and questions, built rule by rule from lists; those of eligibility stand beside."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from audit.centres.models import Operator
from audit.languages.switching import as_typed, is_switch
from audit.languages.texts import Translated
from audit.templatetags.languages import digits
from services.authoring import rows
from services.authoring.content import Content, page_at, place_of, question_at
from services.authoring.editing import Closed, Stale, edit
from services.authoring.guard import WRITE, staff_view
from services.authoring.models import Proposal
from services.authoring.rule_form import MatchForm, RuleForm, SubjectForm
from services.authoring.saving import change_at_once, revision_of, shut
from services.authoring.subjects import Subjects, before_page, before_question, label_of
from services.catalogue.condition_words import in_words

MOST_RULES = 20


@dataclass(frozen=True)
class Place:
    """Where a condition stands: `holder` finds the page, question or rule that has it in a content."""

    title: str
    member: str  # "shown_when", or "when" of a rule of eligibility
    part: str
    holder: Callable[[Content], dict[str, Any]]
    subjects: Subjects
    here: str
    back: str
    page: int = 0


@staff_view(WRITE)
def page_condition(request: HttpRequest, person: Operator, slug: str, number: int) -> HttpResponse:
    proposal = rows.proposal_of(slug)
    title = Translated(page_at(proposal.content, number)["title"])
    place = Place(
        title=str(title) or _("Page %(number)s") % {"number": digits(number)},
        member="shown_when",
        part="condition",
        holder=lambda content: page_at(content, number),
        subjects=before_page(proposal.content, number),
        here=request.path,
        back="authoring-page",
        page=number,
    )
    return condition(request, person, proposal, place)


@staff_view(WRITE)
def question_condition(request: HttpRequest, person: Operator, slug: str, key: str) -> HttpResponse:
    proposal = rows.proposal_of(slug)
    number, _questions, _place = place_of(proposal.content, key)
    place = Place(
        title=label_of(question_at(proposal.content, key)),
        member="shown_when",
        part=f"condition:{key}",
        holder=lambda content: question_at(content, key),
        subjects=before_question(proposal.content, key),
        here=request.path,
        back="authoring-page",
        page=number,
    )
    return condition(request, person, proposal, place)


def condition(
    request: HttpRequest, person: Operator, proposal: Proposal, place: Place, **more: Any
) -> HttpResponse:
    """The rules that are there, each to be taken out, and one to be added in two steps."""
    if not proposal.is_editable:
        return shut(request, proposal)
    now: dict[str, Any] = place.holder(proposal.content).get(place.member) or {}
    if request.method == "POST" and "take_out" in request.POST:
        return _take_out(request, person, proposal, place)
    if request.method == "POST" and "match" in request.POST and "is" not in request.POST:
        return _match(request, person, proposal, place)
    context: dict[str, Any] = {
        "proposal": proposal,
        "place": place,
        "rules": [
            (number, in_words({"rules": [rule]}, proposal.content, place.subjects))
            for number, rule in enumerate(now.get("rules", ()))
        ],
        "match_form": MatchForm(initial={"match": now.get("match", "all")}),
        "match": now.get("match", "all"),
        "subject_form": SubjectForm(subjects=place.subjects),
        "full": len(now.get("rules", ())) >= MOST_RULES,
        **more,
    }
    asked = request.GET.get("question", "")
    if asked in place.subjects:
        answer = _add(request, person, proposal, place, asked=asked, context=context)
        if answer is not None:
            return answer
    return render(request, "services/authoring/condition.html", context)


def _add(
    request: HttpRequest,
    person: Operator,
    proposal: Proposal,
    place: Place,
    *,
    asked: str,
    context: dict[str, Any],
) -> HttpResponse | None:
    """The second step: an answer where the rule is saved, else the form is put into the context."""
    subject = place.subjects[asked]
    if is_switch(request):
        form = as_typed(request.POST, RuleForm, subject=subject)
    elif request.method == "POST":
        form = RuleForm(request.POST, subject=subject)
    else:
        form = RuleForm(subject=subject)
    if form.is_bound and not is_switch(request) and form.is_valid():
        rule = form.rule()

        def change(content: Content) -> None:
            holder = place.holder(content)
            now = holder.get(place.member) or {"match": "all", "rules": []}
            now["rules"].append(rule)
            holder[place.member] = now

        try:
            edit(proposal, change, part=place.part, revision=revision_of(request), by=person.actor)
            return redirect(place.here)
        except Closed:
            return shut(request, proposal)
        except Stale as refused:
            proposal.refresh_from_db()
            context["meanwhile"] = refused.meanwhile
    context["form"] = form
    context["subject"] = label_of(subject)
    return None


def _match(
    request: HttpRequest, person: Operator, proposal: Proposal, place: Place
) -> HttpResponse:
    form = MatchForm(request.POST)

    def change(content: Content) -> None:
        holder = place.holder(content)
        if holder.get(place.member):
            holder[place.member]["match"] = form.cleaned_data["match"]

    if form.is_valid():
        change_at_once(request, person, proposal, change, part=place.part)
    return redirect(place.here)


def _take_out(
    request: HttpRequest, person: Operator, proposal: Proposal, place: Place
) -> HttpResponse:
    """The last rule goes with the condition itself."""
    typed = request.POST["take_out"]
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4):
        raise Http404

    def change(content: Content) -> None:
        holder = place.holder(content)
        now: list[Any] = (holder.get(place.member) or {}).get("rules", [])
        if int(typed) < len(now):
            del now[int(typed)]
        if not now:
            holder.pop(place.member, None)

    change_at_once(request, person, proposal, change, part=place.part)
    return redirect(place.here)
