"""Rules of eligibility: when somebody cannot have the service or must ask the office, and why."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from audit.centres.models import Operator
from audit.languages.fields import ChoiceField
from audit.templatetags.languages import digits
from services.authoring import rows
from services.authoring.conditions import Place, condition
from services.authoring.content import Content, move
from services.authoring.fields import Part, TextsField
from services.authoring.guard import WRITE, staff_view
from services.authoring.saving import Page, change_at_once
from services.authoring.subjects import of_eligibility
from services.catalogue.bank import whole_bank

MOST_RULES = 40


class ReasonedForm(Part):
    """What the rule comes to, and what the citizen is told."""

    texts = ("reason",)

    then = ChoiceField(
        label=gettext_lazy("Who fits the condition"),
        choices=[
            ("no", gettext_lazy("cannot have the service")),
            ("ask", gettext_lazy("is told to ask the office")),
        ],
    )
    reason = TextsField(label=gettext_lazy("What the citizen is told"))

    def written(self, rule: dict[str, Any]) -> None:
        rule["then"] = self.cleaned_data["then"]
        self.write_texts(rule)


def rule_at(content: Content, number: int) -> dict[str, Any]:
    """404 where there is none of that number, from 1."""
    found: list[dict[str, Any]] = content["eligibility_rules"]
    if not 1 <= number <= len(found):
        raise Http404
    return found[number - 1]


@staff_view(WRITE)
def rules(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    """A new rule, at the end; its condition is built on the next page."""
    proposal = rows.proposal_of(slug)
    count = len(proposal.content["eligibility_rules"])
    if count >= MOST_RULES:
        messages.warning(request, _("A service has at most 40 rules of eligibility."))
        return redirect("authoring-service", slug)

    def add(form: ReasonedForm, content: Content) -> None:
        rule: dict[str, Any] = {}
        form.written(rule)
        content["eligibility_rules"].append(rule)

    shown = Page(
        template="rule",
        part="eligibility",
        form_class=ReasonedForm,
        initial={},
        write=add,
        back=reverse("authoring-rule-condition", args=[slug, count + 1]),
        context={"is_new": True},
    )
    return shown.answer(request, person, proposal)


@staff_view(WRITE)
def rule(request: HttpRequest, person: Operator, slug: str, number: int) -> HttpResponse:
    proposal = rows.proposal_of(slug)

    def write(form: ReasonedForm, content: Content) -> None:
        form.written(rule_at(content, number))

    shown = Page(
        template="rule",
        part="eligibility",
        form_class=ReasonedForm,
        initial=rule_at(proposal.content, number),
        write=write,
        back=reverse("authoring-service", args=[slug]),
        context={"number": number},
    )
    return shown.answer(request, person, proposal)


@staff_view(WRITE)
def rule_condition(request: HttpRequest, person: Operator, slug: str, number: int) -> HttpResponse:
    proposal = rows.proposal_of(slug)
    rule_at(proposal.content, number)
    place = Place(
        title=_("Rule %(number)s of eligibility") % {"number": digits(number)},
        member="when",
        part="eligibility",
        holder=lambda content: rule_at(content, number),
        subjects=of_eligibility(whole_bank()),
        here=request.path,
        back="authoring-service",
    )
    return condition(request, person, proposal, place)


@require_POST
@staff_view(WRITE)
def rule_moving(request: HttpRequest, person: Operator, slug: str, number: int) -> HttpResponse:
    proposal = rows.proposal_of(slug)
    rule_at(proposal.content, number)

    def change(content: Content) -> None:
        move(content["eligibility_rules"], number - 1, up="up" in request.POST)

    change_at_once(request, person, proposal, change, part="eligibility")
    return redirect("authoring-service", slug)


@require_POST
@staff_view(WRITE)
def rule_deletion(request: HttpRequest, person: Operator, slug: str, number: int) -> HttpResponse:
    proposal = rows.proposal_of(slug)
    rule_at(proposal.content, number)

    def change(content: Content) -> None:
        del content["eligibility_rules"][number - 1]

    change_at_once(request, person, proposal, change, part="eligibility")
    return redirect("authoring-service", slug)
