"""Every proposal and service that the pages of authoring show: the only module here that asks for rows."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from services.authoring.models import Proposal
from services.catalogue.models import Department, Service, ServiceVersion


def open_proposals() -> QuerySet[Proposal]:
    """Those on their way, the last touched first."""
    return Proposal.objects.filter(stage__in=Proposal.OPEN)


def open_proposal(slug: str) -> Proposal | None:
    return open_proposals().filter(slug=slug).first()


def proposal_of(slug: str) -> Proposal:
    """The open proposal of the service; 404 where there is none."""
    return get_object_or_404(open_proposals(), slug=slug)


def past_proposals(slug: str) -> QuerySet[Proposal]:
    """Published and given up, the last one first."""
    return Proposal.objects.filter(slug=slug).exclude(stage__in=Proposal.OPEN)


def services() -> QuerySet[Service]:
    return Service.objects.select_related("department").order_by("slug")


def service_of(slug: str) -> Service | None:
    """With all that `as_read` needs."""
    found = Service.objects.select_related("department", "current_version")
    return found.prefetch_related("fees", "officers").filter(slug=slug).first()


def versions_of(slug: str) -> QuerySet[ServiceVersion]:
    """The published versions of a service, the last one first."""
    versions = ServiceVersion.objects.filter(service__slug=slug).select_related("service")
    return versions.order_by("-created_at", "-pk")


def version_of(slug: str, digest: str) -> ServiceVersion:
    """The version whose digest begins so; 404 where there is none."""
    found = versions_of(slug).filter(digest__startswith=digest).first() if digest else None
    if found is None:
        raise Http404
    return found


def departments() -> dict[str, str]:
    """Titles in the reader's language, by slug."""
    return {row.slug: str(row.title) for row in Department.objects.all()}


def is_known(slug: str) -> bool:
    """Whether a service or an open proposal has the short name already."""
    return Service.objects.filter(slug=slug).exists() or open_proposals().filter(slug=slug).exists()
