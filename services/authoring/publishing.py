"""Makes an approved proposal the service that the public sees, by the loader's own writing functions."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from audit.journal.actors import Actor
from audit.journal.loads import wait_for_other_loads
from audit.journal.recording import record
from services.authoring.content import as_fields
from services.authoring.models import Proposal
from services.catalogue.definition import questions_of
from services.catalogue.loading import write_service


class NotPublishable(Exception):
    """The proposal is no longer approved, or what it names is gone."""


@transaction.atomic
def publish(proposal: Proposal, *, by: Actor) -> None:
    """Service, fees, officers and version in one transaction; all of it, or nothing.

    Shared questions are published as they were approved, whatever the bank has come to say since:
    no author changes what the public sees alone. Raises KeyError for a department that has gone.
    """
    wait_for_other_loads()
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if row.stage != Proposal.Stage.APPROVED:
        raise NotPublishable
    fields = {**as_fields(row.content), "updated_on": timezone.localdate()}
    approved = {each["bank"]: each for each in questions_of(row.content) if "bank" in each}
    service = write_service(row.slug, fields, bank=approved)
    row.service, row.version = service, service.current_version
    row.stage, row.published_at = Proposal.Stage.PUBLISHED, timezone.now()
    row.save()
    record(
        action="proposal.published",
        subject=row.subject,
        by=by,
        proposal=row.pk,
        version=row.version.digest[:8] if row.version else "",
    )


def due(now: datetime) -> list[Proposal]:
    """Those whose time has come, the first to come first."""
    waiting = Proposal.objects.filter(stage=Proposal.Stage.APPROVED, publish_at__lte=now)
    return list(waiting.order_by("publish_at", "pk"))
