"""One service: the table of contents of its proposal with all that is lacking, or what is published."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.centres.models import Operator
from audit.languages.texts import Translated
from services.authoring import rows
from services.authoring.content import as_json
from services.authoring.deciding_form import ApproveForm, ReasonForm
from services.authoring.guard import APPROVE, SEE, WRITE, staff_view
from services.authoring.models import Proposal
from services.authoring.outline import outline, outline_of_rules
from services.authoring.workflow import still_lacking
from services.catalogue.stored import as_read


@require_safe
@staff_view(SEE)
def service(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    return show(request, person, slug)


def show(request: HttpRequest, person: Operator, slug: str, **more: Any) -> HttpResponse:
    """`more` are forms that were refused, or what a sending was refused for."""
    found, proposal = rows.service_of(slug), rows.open_proposal(slug)
    if found is None and proposal is None:
        raise Http404
    content = proposal.content if proposal else as_json(as_read(found)) if found else {}
    context = {
        "slug": slug,
        "service": found,
        "proposal": proposal,
        "content": content,
        "title": Translated(content["title"]),
        "departments": rows.departments(),
        "department": rows.departments().get(content["department"], ""),
        "pages": outline(content),
        "rules": outline_of_rules(content),
        "versions": rows.versions_of(slug),
        "past": rows.past_proposals(slug),
        "lacks": still_lacking(content) if proposal else [],
        **rights(person, proposal),
        **more,
    }
    return render(request, "services/authoring/service.html", context)


def rights(person: Operator, proposal: Proposal | None) -> dict[str, Any]:
    """What she may do here and now, and the forms with which she does it."""
    may_write, may_approve = person.has_perm(WRITE), person.has_perm(APPROVE)
    stage = proposal.stage if proposal else ""
    wrote = proposal is not None and person.login_name in proposal.editors
    in_review = stage == Proposal.Stage.REVIEW
    decides = (
        may_approve and not wrote and stage in {Proposal.Stage.REVIEW, Proposal.Stage.APPROVED}
    )
    return {
        "may_write": may_write,
        "may_approve": may_approve,
        "edits": bool(proposal and may_write and proposal.is_editable),
        "may_give_up": bool(may_write and proposal and (proposal.is_editable or in_review)),
        "approves": decides and in_review,
        "gives_back": decides,
        "own_work": may_approve and wrote and in_review,
        "approve_form": ApproveForm(auto_id="approve_%s"),
        "reason_form": ReasonForm(auto_id="reason_%s"),
    }
