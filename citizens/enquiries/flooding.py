"""Keeps the queue usable in a flood without asking anybody to prove that she is human.

Nobody's enquiry is lost: what looks like a flood is held apart, and the help desk can look at it.
"""

import hmac
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import Count

from audit.journal.client_address import network_part
from audit.journal.rate_limits import RateLimit
from citizens.enquiries.models import Enquiry, EnquiryQuerySet

# Generous: behind one address may be a centre with its visitors, or a village's mobile tower.
PER_ADDRESS = RateLimit("enquiry-address", 60, timedelta(hours=1))
# Who writes a stranger's number shall not have her telephone ring all day.
PER_CONTACT = RateLimit("enquiry-contact", 5, timedelta(days=1))

HOUR = timedelta(hours=1)
# So many in an hour the state's help desk could not read: only then is anything held but by the trap.
FLOOD = 200
OF_ONE_SOURCE = 3
# Where even first comers are too many, a flood has an address for each of its enquiries.
FIRST_COMERS = 600


def keyed(*parts: str) -> str:
    """A digest that tells equal from unequal and gives nothing of it back without the portal's key."""
    return hmac.new(settings.SECRET_KEY.encode(), "\0".join(parts).encode(), sha256).hexdigest()


def source_of(address: str | None) -> str:
    return network_part(address)


def spend(source: str, contact: str) -> None:
    """Raises TooManyTries when this source or this contact has sent too many."""
    if source:
        PER_ADDRESS.spend(source)
    if contact:
        PER_CONTACT.spend(contact.casefold())  # of an e-mail, case is no other address


def hold_in_a_flood(enquiry: Enquiry, *, proven: bool) -> None:
    """Holds apart, in a flood, this row and the untaken ones of every source that sends many.

    `proven`: the sender signed in with a mobile number. Called in the transaction of the row, which
    is written; sets `held` of the object too.
    """
    recent = Enquiry.objects.filter(received_at__gt=enquiry.received_at - HOUR)
    if recent.count() <= FLOOD:
        return
    listed = recent.filter(held="")
    if listed.count() > FLOOD:
        _hold(listed.filter(source__in=_busy(recent)))
    own = recent.filter(source=enquiry.source).count() if enquiry.source else 0
    too_many = not proven and listed.count() > FIRST_COMERS
    if own > OF_ONE_SOURCE:
        _hold(listed.filter(source=enquiry.source))
    if own > OF_ONE_SOURCE or too_many:
        enquiry.held = Enquiry.Held.FLOOD
        enquiry.save(update_fields=["held"])


def _busy(recent: EnquiryQuerySet) -> list[str]:
    sources = recent.exclude(source="").order_by().values("source").annotate(rows=Count("pk"))
    return list(sources.filter(rows__gt=OF_ONE_SOURCE).values_list("source", flat=True))


def _hold(rows: EnquiryQuerySet) -> None:
    rows.filter(state=Enquiry.State.WAITING, taken_by="").update(held=Enquiry.Held.FLOOD)
