"""Pages of questions: added, renamed, moved and deleted."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from audit.centres.models import Operator
from services.authoring import rows
from services.authoring.content import Content, move, page_at
from services.authoring.fields import Part, TextsField
from services.authoring.guard import WRITE, staff_view
from services.authoring.moving import refuse_break
from services.authoring.outline import outline
from services.authoring.saving import Page, change_at_once
from services.authoring.subjects import named_by
from services.catalogue.definition import questions_on

MOST_PAGES = 40


class PageForm(Part):
    texts = ("title",)

    title = TextsField(label=gettext_lazy("Title of the page"))


@staff_view(WRITE)
def pages(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    """A new page, at the end."""
    proposal = rows.proposal_of(slug)
    count = len(proposal.content["pages"])
    if count >= MOST_PAGES:
        messages.warning(request, _("A service has at most 40 pages."))
        return redirect("authoring-service", slug)

    def add(form: PageForm, content: Content) -> None:
        page: dict[str, Any] = {"title": {}, "questions": []}
        form.write_texts(page)
        content["pages"].append(page)

    shown = Page(
        template="new_page",
        part="page",
        form_class=PageForm,
        initial={},
        write=add,
        back=reverse("authoring-page", args=[slug, count + 1]),
    )
    return shown.answer(request, person, proposal)


@staff_view(WRITE)
def page(request: HttpRequest, person: Operator, slug: str, number: int) -> HttpResponse:
    """Its title, and its questions as a list."""
    proposal = rows.proposal_of(slug)
    here = page_at(proposal.content, number)

    def write(form: PageForm, content: Content) -> None:
        form.write_texts(page_at(content, number))

    shown = Page(
        template="page",
        part="page",
        form_class=PageForm,
        initial=here,
        write=write,
        back=reverse("authoring-page", args=[slug, number]),
        context={"page": outline(proposal.content)[number - 1]},
    )
    return shown.answer(request, person, proposal)


@require_POST
@staff_view(WRITE)
def page_moving(request: HttpRequest, person: Operator, slug: str, number: int) -> HttpResponse:
    proposal = rows.proposal_of(slug)
    page_at(proposal.content, number)

    def change(content: Content) -> None:
        move(content["pages"], number - 1, up="up" in request.POST)

    if not refuse_break(request, proposal, change):
        change_at_once(request, person, proposal, change, part="page")
    return redirect("authoring-service", slug)


@require_POST
@staff_view(WRITE)
def page_deletion(request: HttpRequest, person: Operator, slug: str, number: int) -> HttpResponse:
    """With its questions; refused while a condition elsewhere names one of them."""
    proposal = rows.proposal_of(slug)
    naming = named_by_others(proposal.content, number)
    if naming:
        messages.warning(
            request,
            _("This page stays: its answers are named by the condition of %(where)s.")
            % {"where": ", ".join(naming)},
        )
        return redirect("authoring-service", slug)

    def change(content: Content) -> None:
        del content["pages"][number - 1]

    if change_at_once(request, person, proposal, change, part="page"):
        messages.success(request, _("The page is deleted."))
    return redirect("authoring-service", slug)


def named_by_others(content: Content, number: int) -> list[str]:
    """Where conditions of other pages name a question of this one."""
    keys = {question["key"] for question in questions_on(page_at(content, number))}
    without: dict[str, Any] = {"title": {}, "questions": []}
    pages = [*content["pages"]]
    pages[number - 1] = without
    return named_by({**content, "pages": pages}, keys)
