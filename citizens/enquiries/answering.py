"""What the help desk does with an enquiry; refuses what went stale, and closing without a word."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit.journal.actors import Actor
from audit.journal.models import Event
from audit.journal.recording import record
from citizens.enquiries.models import Enquiry, EnquiryStep
from citizens.notices.telling import Contact, tell

State = Enquiry.State
Kind = EnquiryStep.Kind


class MoveRefused(Exception):
    """The enquiry is not where this can be done to it, or a text is missing."""


class ChangedMeanwhile(Exception):
    """Somebody else did something to the enquiry after it was read; nothing was done.

    `enquiry` is the row as it stands now.
    """

    def __init__(self, enquiry: Enquiry) -> None:
        super().__init__(enquiry.number)
        self.enquiry = enquiry


@transaction.atomic
def take(enquiry: Enquiry, *, revision: int, by: Actor) -> Enquiry:
    """Says to the others that `by` sees to it, also where somebody else had taken it before."""
    row = _waiting(enquiry, revision)
    row.taken_by = by.name
    return _moved(row, "taken", by)[0]


@transaction.atomic
def list_with_the_others(enquiry: Enquiry, *, revision: int, by: Actor) -> Enquiry:
    """It was held apart and is an honest enquiry."""
    row = _waiting(enquiry, revision)
    row.held = Enquiry.Held.NOT
    return _moved(row, "listed", by)[0]


@transaction.atomic
def reply(enquiry: Enquiry, *, text: str, revision: int, by: Actor) -> Enquiry:
    """Sends the answer by the way that the person gave, keeps it, and closes the enquiry."""
    row = _waiting(enquiry, revision)
    _keep(row, Kind.REPLY, text, by)
    row, event = _moved(row, "answered", by, state=State.ANSWERED)
    _send(row, text, event)
    return row


@transaction.atomic
def close(enquiry: Enquiry, *, reason: str, revision: int, by: Actor) -> Enquiry:
    """Closes it without an answer; the reason is kept, and sent to nobody."""
    row = _waiting(enquiry, revision)
    _keep(row, Kind.CLOSING, reason, by)
    return _moved(row, "closed", by, state=State.CLOSED)[0]


@transaction.atomic
def reopen(enquiry: Enquiry, *, revision: int, by: Actor) -> Enquiry:
    """As long as it is known where an answer would go; afterwards the person asks anew."""
    row = _locked(enquiry, revision)
    if row.is_waiting or (row.answer_by != Enquiry.Way.NONE and not row.reached_at):
        raise MoveRefused
    EnquiryStep.objects.create(enquiry=row, kind=Kind.REOPENING, by=by.name)
    row.taken_by = by.name
    return _moved(row, "reopened", by, state=State.WAITING)[0]


def _locked(enquiry: Enquiry, revision: int) -> Enquiry:
    row = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if row.revision != revision:
        raise ChangedMeanwhile(row)
    return row


def _waiting(enquiry: Enquiry, revision: int) -> Enquiry:
    row = _locked(enquiry, revision)
    if not row.is_waiting:
        raise MoveRefused
    return row


def _keep(row: Enquiry, kind: EnquiryStep.Kind, text: str, by: Actor) -> None:
    if not text.strip():
        raise MoveRefused
    EnquiryStep.objects.create(enquiry=row, kind=kind, text=text, by=by.name)
    row.taken_by = by.name


def _moved(row: Enquiry, verb: str, by: Actor, *, state: str = "") -> tuple[Enquiry, Event]:
    if state:
        row.state = state
        row.closed_at = None if state == State.WAITING else timezone.now()
    row.revision += 1
    row.save(update_fields=["state", "closed_at", "held", "taken_by", "revision"])
    event = record(action=f"enquiry.{verb}", subject=row.subject, by=by, answer_by=row.answer_by)
    return row, event


def _send(row: Enquiry, text: str, event: Event) -> None:
    """By e-mail or letter the answer itself; to a mobile a link, for no SMS holds an answer."""
    number = str(row)
    if row.answer_by == Enquiry.Way.MOBILE:
        link = settings.PUBLIC_URL + reverse("enquiry-sent", args=[row.number])
        template, values = "enquiry.answered", {"number": number, "link": link}
    else:
        template, values = "enquiry.reply", {"number": number, "reply": text}
    postal = f"{row.name}\n{row.postal_address}".strip() if row.postal_address else ""
    contact = Contact(mobile=row.mobile, email=row.email, postal=postal, language=row.language)
    tell(event=event, about=row.subject, contact=contact, template=template, values=values)
