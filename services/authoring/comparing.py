"""What a proposal changes, and what one published version changed of another, as a list to be read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.centres.models import Operator
from services.authoring import rows
from services.authoring.content import as_json
from services.authoring.guard import SEE, staff_view
from services.catalogue.differences import differences
from services.catalogue.models import ServiceVersion
from services.catalogue.stored import as_read


@require_safe
@staff_view(SEE)
def proposed(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    """The proposal beside what the public sees now; a new service is all new."""
    proposal, service = rows.proposal_of(slug), rows.service_of(slug)
    before = as_json(as_read(service)) if service else {}
    context = {
        "slug": slug,
        "proposal": proposal,
        "differences": differences(before, proposal.content),
        "is_new": service is None,
    }
    return render(request, "services/authoring/differences.html", context)


@require_safe
@staff_view(SEE)
def versions(request: HttpRequest, person: Operator, slug: str, digest: str) -> HttpResponse:
    """The questions of a version beside those of the one published before it."""
    version = rows.version_of(slug, digest)
    before = rows.versions_of(slug).filter(created_at__lt=version.created_at).first()
    context = {
        "slug": slug,
        "version": version,
        "before": before,
        "differences": differences(asked(before) if before else {}, asked(version)),
    }
    return render(request, "services/authoring/differences.html", context)


def asked(version: ServiceVersion) -> dict[str, object]:
    definition = version.definition
    return {
        "pages": definition["pages"],
        "eligibility_rules": definition.get("eligibility", []),
    }
