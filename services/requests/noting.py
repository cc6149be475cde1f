"""What follows from each change of a request: the line of its history, the event, the message."""

from django.conf import settings
from django.urls import reverse

from audit.journal.actors import Actor
from audit.journal.models import Event
from audit.journal.recording import record
from citizens.notices.telling import tell
from citizens.people.contact import contact_of
from services.requests.models import ServiceRequest, StatusChange

Status = ServiceRequest.Status

# Which of its facts a message says; a status that is not here is told by its number alone.
WITH_LINK = frozenset(
    {"request.papers", "request.delivered", "request.rejected", "request.delayed"}
)
WITH_DUE_DATE = frozenset(
    {"request.received", "request.papers_received", "request.reopened", "request.due_changed"}
)
# The law sets no limit for some services: their messages promise no day.
WITHOUT_DUE_DATE = {
    "request.received": "request.received_without_limit",
    "request.papers_received": "request.taken",
    "request.reopened": "request.taken",
}


def note_status(request: ServiceRequest, *, from_status: str, reason: str = "", by: Actor) -> None:
    """The change, its event and the message about it; inside the transaction of the change."""
    StatusChange.objects.create(
        request=request,
        from_status=from_status,
        to_status=request.status,
        by=by.name,
        centre=by.centre,
        reason=reason,
    )
    event = record(
        action=f"request.{request.status}",
        subject=subject_of(request),
        by=by,
        service=request.service.slug,
        revision=request.revision,
    )
    tell_of(request, event, template_of_change(from_status, request.status))


def template_of_change(before: str, after: str) -> str:
    if after == Status.TAKEN and before == Status.PAPERS:
        return "request.papers_received"
    if after == Status.TAKEN and before == Status.REJECTED:
        return "request.reopened"
    return f"request.{after}"


def tell_of(request: ServiceRequest, event: Event, template: str) -> None:
    """Queues the message about `event`, with what its template says of the request."""
    values = {"number": request.number}
    if template in WITH_DUE_DATE:
        if request.due_on is None:
            template = WITHOUT_DUE_DATE[template]
        else:
            values["due"] = request.due_on.isoformat()
    if template in WITH_LINK:
        values["link"] = tracking_address(request)
    tell(
        event=event,
        about=subject_of(request),
        contact=contact_of(request.citizen),
        template=template,
        values=values,
    )


def subject_of(request: ServiceRequest) -> str:
    return f"request:{request.acknowledgement}"


def tracking_address(found: ServiceRequest) -> str:
    """Where anybody who has its number and digits sees how far it is; nothing of a person in it."""
    return settings.PUBLIC_URL + reverse("track-request", args=[found.acknowledgement])
