"""What citizens will see, in both languages and at two widths, before anything of it is public."""

from typing import Any

from csp.constants import HEADER, SELF
from csp.utils import build_policy
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from audit.centres.models import Operator
from audit.languages.texts import Translated
from services.authoring import rows
from services.authoring.content import Content, as_fields, page_at
from services.authoring.guard import SEE, staff_view
from services.authoring.outline import outline
from services.catalogue.definition import Page as PageDefinition
from services.catalogue.definition import page as exact_page
from services.catalogue.fees import fees_on
from services.catalogue.models import Department, FeeRule, Officer, Service
from services.catalogue.officers import officers_by_area
from services.catalogue.stored import FIELDS
from services.requests.group_field import asks_for_rows, with_rows_changed
from services.requests.pages import QuestionsPage
from services.requests.question_form import QuestionsForm, fields_to_draw, form_class_of

WIDTHS = {"360": 360, "1366": 1366}  # pixels: a small telephone, and the usual screen of an office


@require_safe
@staff_view(SEE)
def preview(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    """Each page in a frame of the real width for each language; `?page=0` is the service's own."""
    proposal = rows.proposal_of(slug)
    pages = outline(proposal.content)
    asked = request.GET.get("page", "")
    numbers = {str(page.number): page.number for page in pages}
    number = numbers.get(asked, 0)
    context = {
        "proposal": proposal,
        "pages": pages,
        "number": number,
        "page": pages[number - 1] if number else None,
        "width": WIDTHS.get(request.GET.get("width", ""), WIDTHS["360"]),
        "widths": WIDTHS.values(),
        "languages_here": settings.FULL_LANGUAGES,
    }
    response = render(request, "services/authoring/preview.html", context)
    response.headers[HEADER] = str(build_policy(update={"frame-src": [SELF]}))
    return response


@staff_view(SEE)
def preview_page(
    request: HttpRequest, person: Operator, slug: str, language: str, number: int
) -> HttpResponse:
    """The citizen's own page, by the citizen's own templates; what is sent from it is checked, not kept."""
    proposal = rows.proposal_of(slug)
    if language not in dict(settings.FULL_LANGUAGES):
        raise Http404
    with translation.override(language):
        if number == 0:
            template, context = service_page(proposal.slug, proposal.content)
        else:
            template, context = question_page(request, proposal.slug, proposal.content, number)
        context |= {"has_session": False, "preview_url": request.path}
        response = render(request, f"services/{template}.html", context)
    response.headers[HEADER] = str(build_policy(replace={"frame-ancestors": [SELF]}))
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def question_page(
    request: HttpRequest, slug: str, content: Content, number: int
) -> tuple[str, dict[str, Any]]:
    definition = unconditional(page_at(content, number))
    title = Translated(definition["title"])
    page = QuestionsPage(
        f"questions-{number}",
        str(title),
        "answers",
        form_class_of(definition),
        title.language_here,
        definition,
    )
    form = form_of(request, definition)
    context = {
        "service": unsaved(slug, content),
        "page": page,
        "form": form,
        "fields": fields_to_draw(form),
        "place": number,
        "places": len(content["pages"]),
        "would_be_taken": form.is_bound and not asks_for_rows(request.POST) and form.is_valid(),
    }
    return "authoring/preview_page", context


def form_of(request: HttpRequest, definition: PageDefinition) -> QuestionsForm:
    """Empty, or with what was sent: a row more or less of a group, else all of it checked."""
    form_class = form_class_of(definition)
    if request.method != "POST":
        return form_class(kept={})
    if not asks_for_rows(request.POST):
        return form_class(request.POST, request.FILES, kept={})
    form = form_class(with_rows_changed(request.POST), request.FILES, kept={})
    form.without_errors()
    return form


def unconditional(page: PageDefinition) -> PageDefinition:
    """Every question of the page, whatever would have to be answered first."""
    questions = [
        {
            **question,
            "shown_when": None,
            "questions": [
                {**member, "shown_when": None} for member in question.get("questions", ())
            ],
        }
        for question in page["questions"]
    ]
    return exact_page({**page, "shown_when": None, "questions": questions})


def service_page(slug: str, content: Content) -> tuple[str, dict[str, Any]]:
    fields = as_fields(content)
    service = unsaved(slug, content)
    fees = [FeeRule(pk=place, **fee) for place, fee in enumerate(fields["fees"])]
    for fee in fees:
        fee.condition = Translated(fee.condition or {})
    officers = [
        Officer(**{**officer, "title": Translated(officer["title"])})
        for officer in fields["officers"]
    ]
    context = {
        "service": service,
        "fees": fees_on(timezone.localdate(), fees),
        "areas": officers_by_area(officers),
        "page_updated_on": fields["updated_on"],
    }
    return "catalogue/service", context


def unsaved(slug: str, content: Content) -> Service:
    """The service as a row that is never stored."""
    fields = {name: as_fields(content)[name] for name in FIELDS}
    texts = {name: Translated(text) for name, text in fields.items() if isinstance(text, dict)}
    titles = rows.departments()
    department = Department(
        slug=content["department"], title=Translated({"en": titles.get(content["department"], "")})
    )
    return Service(slug=slug, department=department, **{**fields, **texts})
