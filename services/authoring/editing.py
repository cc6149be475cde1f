"""Changes a proposal one part at a time; each change is an event, and none overwrites another unseen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.journal.actors import Actor
from audit.journal.models import Event
from audit.journal.recording import record
from services.authoring.content import Content
from services.authoring.models import Proposal

PARTS = {
    "facts": _("what the service is"),
    "fees": _("fees"),
    "officers": _("officers"),
    "page": _("pages of questions"),
    "question": _("question"),
    "condition": _("condition"),
    "eligibility": _("rules of eligibility"),
}


class Closed(Exception):
    """The proposal is with the reviewer, published or given up: nothing of it is changed now."""


class Stale(Exception):
    """Somebody saved after this page was drawn; `meanwhile` says who changed which part."""

    def __init__(self, meanwhile: "list[Meanwhile]") -> None:
        super().__init__()
        self.meanwhile = meanwhile


@dataclass(frozen=True)
class Meanwhile:
    by: str
    at: datetime
    part: str

    @property
    def part_in_words(self) -> str:
        """As "question:father_name" is told to people: the kind of part and the question's key."""
        kind, _colon, key = self.part.partition(":")
        said = str(PARTS.get(kind, kind))
        return f"{said} {key}".strip()


def edit(
    proposal: Proposal,
    change: Callable[[Content], None],
    *,
    part: str,
    revision: int,
    by: Actor,
) -> None:
    """Lets `change` work on the content as it stands, and saves it; `part` names it in the journal.

    Raises Closed or Stale, and has then written nothing.
    """
    with transaction.atomic():
        row = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if not row.is_editable:
            raise Closed
        if row.revision != revision:
            raise Stale(since(row, revision))
        change(row.content)
        row.revision += 1
        if by.name not in row.editors:
            row.editors.append(by.name)
        row.save()
        record(
            action="proposal.changed",
            subject=row.subject,
            by=by,
            part=part,
            proposal=row.pk,
            revision=row.revision,
        )
    proposal.refresh_from_db()


def since(proposal: Proposal, revision: int) -> list[Meanwhile]:
    """The changes after that revision, the first one first."""
    events = Event.objects.filter(
        subject=proposal.subject,
        action="proposal.changed",
        details__proposal=proposal.pk,
        details__revision__gt=revision,
    ).order_by("id")
    return [Meanwhile(event.by, event.at, str(event.details["part"])) for event in events]
