"""Lodges an appeal, once: the same form gives the same appeal. Refuses what is not appealable now."""

from uuid import UUID

from django.db import transaction

from audit.journal.actors import Actor
from audit.journal.models import Event
from audit.journal.recording import record
from citizens.notices.telling import tell
from citizens.people.contact import contact_of
from services.appeals.models import Appeal
from services.appeals.standing import standing_of
from services.requests.models import ServiceRequest
from services.requests.noting import subject_of, tracking_address


class NotAppealable(Exception):
    """The step that the form was about can no longer, or not yet, be taken; nothing was stored."""


def lodge(
    found: ServiceRequest, *, step: str, ground: str, late_reason: str, token: UUID, by: Actor
) -> Appeal:
    """Stores the appeal with who hears it and until when, its event and the message about it.

    `step` is the one that the person saw ("appellate-rejected"). Raises NotAppealable.
    """
    with transaction.atomic():
        row = (
            ServiceRequest.objects.select_for_update(of=("self",))
            .select_related("citizen", "service")
            .get(pk=found.pk)
        )
        before = Appeal.objects.filter(form_token=token).first()
        if before is not None and before.request_id == row.pk:
            return before
        standing = standing_of(row)
        taken, officer, due_on = standing.step, standing.officer, standing.due_on
        if before or not standing.is_open or str(taken) != step:
            raise NotAppealable
        if taken is None or officer is None or due_on is None:
            raise NotAppealable
        appeal = Appeal.objects.create(
            request=row,
            level=taken.level,
            because=taken.because,
            ground=ground,
            late_reason=late_reason,
            officer=officer.title,
            days=officer.days,
            lodged_by=by.name,
            due_on=due_on,
            form_token=token,
        )
        event = note(appeal, "lodged", by=by)
        tell_of(appeal, event, "received", due=due_on.isoformat())
    return appeal


def note(appeal: Appeal, act: str, *, by: Actor) -> Event:
    """The event of a change; inside its transaction."""
    return record(
        action=f"appeal.{act}",
        subject=f"appeal:{appeal.number}",
        by=by,
        request=appeal.request.acknowledgement,
        level=appeal.level,
        because=appeal.because,
        revision=appeal.revision,
    )


def tell_of(appeal: Appeal, event: Event, act: str, **values: str) -> None:
    """The message to the citizen, who finds the appeal again where she tracks her request."""
    request = appeal.request
    tell(
        event=event,
        about=subject_of(request),
        contact=contact_of(request.citizen),
        template=f"appeal.{act}",
        values={"number": appeal.shown_number, "link": tracking_address(request), **values},
    )
