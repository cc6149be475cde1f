"""Pages that say who can have what by facts told on them; nothing is stored or put into an address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from audit.languages.switching import as_typed, is_switch
from services.catalogue.eligibility import decide, keys_named
from services.catalogue.listing import offered, rules_of_version
from services.eligibility.asking import FactsForm, form_of, labels_of, questions_of
from services.eligibility.finding import find, keys_most_named, services_with_rules

# Sent by a page that shows an answer: in another language it is to show the answer again.
ANSWERED = "answered"


def told_on(
    request: HttpRequest, form_class: type[FactsForm]
) -> tuple[FactsForm, dict[str, Any] | None]:
    """The form to draw, and the facts where it was sent to be answered and holds no mistake."""
    if request.method != "POST":
        return form_class(), None
    if is_switch(request) and ANSWERED not in request.POST:
        return as_typed(request.POST, form_class), None
    form = form_class(request.POST)
    return form, form.facts() if form.is_valid() else None


def eligibility(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks only what this service's rules name; without rules it says in words who can have it."""
    service = get_object_or_404(
        offered().select_related("department").annotate(rules=rules_of_version()), slug=slug
    )
    rules = vars(service)["rules"] or []
    context: dict[str, Any] = {"service": service, "page_updated_on": service.updated_on}
    if rules:
        questions = questions_of(keys_named(rules))
        form, facts = told_on(request, form_of(questions))
        context["form"] = form
        if facts is not None:
            result = decide(rules, facts, today=timezone.localdate())
            context["result"] = result
            context["depends_on"] = labels_of(result.depends_on, questions)
    return render(request, "services/eligibility/eligibility.html", context)


def which_services(request: HttpRequest) -> HttpResponse:
    """Asks the few facts that most services turn on, and lists the services that suit them."""
    rules_of = services_with_rules()
    context: dict[str, Any] = {}
    if rules_of:
        questions = questions_of(keys_most_named(rules_of.values()))
        form, facts = told_on(request, form_of(questions))
        context["form"] = form
        if facts is not None:
            context["found"] = find(facts, rules_of)
    return render(request, "services/eligibility/which_services.html", context)
