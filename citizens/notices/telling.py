"""Tells a person of her own matter, by SMS, else by e-mail, else by letter; the one way to do it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from audit.journal.models import Event
from audit.journal.retention import INDIA
from citizens.notices.choices import choices_of
from citizens.notices.models import Notice
from citizens.notices.queueing import queue
from citizens.notices.templates import Template, template_of

DAY_BEGINS, DAY_ENDS = time(8), time(21)
# A code is of no use after the minutes for which it is valid (citizens/own_sign_in).
CODE_OF_USE = timedelta(minutes=10)


@dataclass(frozen=True)
class Contact:
    """`mobile` "+91…", `postal` name and address in lines; all blank is somebody whom nothing reaches."""

    mobile: str = ""
    email: str = ""
    postal: str = ""
    language: str = "bn"


def tell(
    *, event: Event, about: str, contact: Contact, template: str, values: dict[str, str]
) -> None:
    """Queues one message with the change it tells of; none where nothing reaches or it was declined.

    `about` names the matter ("request:3C4D…", see queueing). Values are written for machines:
    numbers as people read them, ISO dates, links below BSK_PUBLIC_URL; never what a citizen told,
    except in the answer to her own enquiry. Raises ValueError (an unknown template, a variable
    that is missing, empty or unknown, a link elsewhere, no matter), and TransactionManagementError
    outside a transaction.
    """
    told = template_of(template)
    check_values(told, values)
    choice = choices_of(contact.mobile) if contact.mobile else None
    if choice and choice.declines(told.declinable):
        return
    way = way_to(contact, told)
    if way is None:
        return
    channel, recipient = way
    now = timezone.now()
    queue(
        event=event,
        about=about,
        channel=channel,
        recipient=recipient,
        language=(choice and choice.language) or contact.language or settings.LANGUAGE_CODE,
        template=template,
        values=values,
        next_try_at=next_daytime(now) if told.daytime else now,
        not_after=now + CODE_OF_USE if about.startswith("code:") else None,
    )


def next_daytime(now: datetime) -> datetime:
    """`now` between 08:00 and 21:00 Indian time, else the next 08:00: no clock wakes anybody."""
    here = now.astimezone(INDIA)
    if DAY_BEGINS <= here.time() < DAY_ENDS:
        return now
    day = here.date() + timedelta(days=here.time() >= DAY_ENDS)
    return datetime.combine(day, DAY_BEGINS, INDIA)


def way_to(contact: Contact, template: Template) -> tuple[Notice.Channel, str] | None:
    """How this message reaches this person, and at which address; None where it does not."""
    if contact.mobile and template.sms:
        return Notice.Channel.SMS, contact.mobile
    if contact.email and template.body:
        return Notice.Channel.EMAIL, contact.email
    if contact.postal and template.letter:
        return Notice.Channel.LETTER, contact.postal
    return None


def check_values(template: Template, values: Mapping[str, str]) -> None:
    """Raises ValueError for what would leave a gap in the message or lead elsewhere."""
    if values.keys() != template.variables.keys() or not all(values.values()):
        told = ", ".join(template.variables)
        raise ValueError(f"{template.key} is told with a value for each of: {told}.")
    for name, kind in template.variables.items():
        if kind == "link" and not values[name].startswith(f"{settings.PUBLIC_URL}/"):
            raise ValueError(f"{template.key} leads to a page of the portal only.")
