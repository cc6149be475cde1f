"""Takes in an enquiry: once for a form's token, and once for the same words of the same person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.journal.actors import Actor
from audit.journal.models import Event
from audit.journal.recording import record
from audit.languages.text import comparison_key
from citizens.enquiries import flooding
from citizens.enquiries.models import Enquiry, EnquirySending
from citizens.notices.telling import Contact, tell

SAME_WITHIN = timedelta(days=1)
TOLD = ("topic", "text", "name", "answer_by", "email", "postal_address", "mobile")


@dataclass(frozen=True)
class Sender:
    """`browser` is the digest of its cookie, "" for staff; `address` the visitor's, None unknown.

    `proven`: signed in with a mobile. `trapped`: filled in what no person sees.
    """

    browser: str = ""
    address: str | None = None
    language: str = "bn"
    proven: bool = False
    trapped: bool = False


@dataclass(frozen=True)
class Place:
    """Where a mistake stands: page, service and the login name of its author, each "" if none."""

    page: str = ""
    service: str = ""
    responsible: str = ""


NOWHERE = Place()


def receive(
    told: Mapping[str, Any],
    *,
    form_token: UUID,
    sender: Sender,
    place: Place = NOWHERE,
    by: Actor,
) -> Enquiry:
    """Stores the cleaned data of an enquiry's form, and says so to the contact that was given.

    The same token gives the same enquiry. So do the same words with the same contact within a day
    while they wait for an answer: the row then counts one sending more. Raises TooManyTries.
    """
    if sent := EnquirySending.objects.filter(form_token=form_token).first():
        return sent.enquiry
    facts = {name: told.get(name) or "" for name in TOLD}
    contact = facts["email"] or facts["postal_address"] or facts["mobile"]
    source = flooding.source_of(sender.address)
    flooding.spend(source, contact)
    try:
        return _store(facts, form_token=form_token, sender=sender, place=place, by=by)
    except IntegrityError:
        return EnquirySending.objects.get(form_token=form_token).enquiry


@transaction.atomic
def _store(
    facts: dict[str, str], *, form_token: UUID, sender: Sender, place: Place, by: Actor
) -> Enquiry:
    words = comparison_key(facts["text"])
    contact = [facts[name] for name in ("name", "email", "postal_address", "mobile")]
    sameness = flooding.keyed("same", facts["topic"], place.page, words, *contact)
    with connection.cursor() as cursor:  # two of the same at once are one after the other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [sameness])
    enquiry = Enquiry.objects.filter(
        sameness=sameness,
        received_at__gt=timezone.now() - SAME_WITHIN,
        state=Enquiry.State.WAITING,
    ).first()
    again = enquiry is not None
    if enquiry is None:
        enquiry = Enquiry.objects.create(
            **facts,
            page=place.page,
            service=place.service,
            responsible=place.responsible,
            language=sender.language,
            notice_version=settings.PRIVACY_NOTICE_VERSION,
            held=Enquiry.Held.TRAP if sender.trapped else Enquiry.Held.NOT,
            sameness=sameness,
            source=source_digest(sender.address),
        )
    EnquirySending.objects.create(enquiry=enquiry, form_token=form_token, browser=sender.browser)
    if again:
        record(action="enquiry.repeated", subject=enquiry.subject, by=by)
        return enquiry
    if not enquiry.held:
        flooding.hold_in_a_flood(enquiry, proven=sender.proven)
    event = record(
        action="enquiry.received",
        subject=enquiry.subject,
        by=by,
        topic=enquiry.topic,
        answer_by=enquiry.answer_by,
        held=enquiry.held,
    )
    if not enquiry.held:
        _say_so(enquiry, event)
    return enquiry


def source_digest(address: str | None) -> str:
    source = flooding.source_of(address)
    return flooding.keyed("source", source)[:32] if source else ""


def _say_so(enquiry: Enquiry, event: Event) -> None:
    """By SMS or e-mail; a letter that says no more than "it came" would cost more than it tells."""
    tell(
        event=event,
        about=enquiry.subject,
        contact=Contact(mobile=enquiry.mobile, email=enquiry.email, language=enquiry.language),
        template="enquiry.received",
        values={"number": str(enquiry)},
    )
