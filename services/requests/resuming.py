"""Finds a citizen's draft by its reference, and gives it to the browser that asks.

Wrong and unknown look alike and are limited, as in tracking. An operator's draft is never found here.
"""

import secrets
from datetime import timedelta
from hashlib import sha256
from hmac import compare_digest

from django.db import transaction
from django.utils import timezone

from audit.journal.actors import CITIZEN
from audit.journal.rate_limits import RateLimit
from audit.journal.recording import record
from audit.languages.reference_numbers import new_number
from services.catalogue.models import Service
from services.requests.drafts import oldest_kept
from services.requests.models import Draft

PER_ADDRESS = RateLimit("resume-address", 20, timedelta(minutes=15))
PER_NUMBER = RateLimit("resume-number", 10, timedelta(hours=1))


def find(number: str, digits: str, *, address: str) -> Draft | None:
    """The draft, where its mobile number ends in these digits or it has none; else None.

    Raises TooManyTries once the address or the number has had its failures; success costs none.
    """
    PER_ADDRESS.spend(address)
    PER_NUMBER.spend(number)
    found = (
        Draft.objects.select_related("service__department", "version")
        .exclude(browser="")
        .filter(
            reference=number,
            service__is_offered=True,
            service__kind=Service.Kind.TRANSACTION,
            touched_at__gte=oldest_kept(),
        )
        .first()
    )
    if found is None or not compare_digest(digits_of(found) or digits, digits):
        return None
    PER_ADDRESS.give_back(address)
    PER_NUMBER.give_back(number)
    return found


def digits_of(draft: Draft) -> str:
    """The last four digits of the mobile number that is kept in the draft; "" where there is none."""
    return str(draft.person.get("mobile") or "")[-4:]


def own_instead(found: Draft, *, browser: str) -> Draft | None:
    """Another draft of the same service that this browser has, so that it cannot have both."""
    own = Draft.objects.filter(
        browser=browser, service=found.service, touched_at__gte=oldest_kept()
    )
    return own.exclude(pk=found.pk).first()


@transaction.atomic
def resume(found: Draft, *, browser: str, anew: bool = False) -> None:
    """Gives the draft to this browser: the one that had it finds it no longer.

    With `anew` it gets another reference: somebody else may have begun it with this person's number,
    and what she goes on to type must not be read by the reference that he wrote down.

    What this browser had of the same service is not deleted: its own reference leads to it.
    """
    rows = Draft.objects.select_for_update().order_by("pk")
    for own in rows.filter(browser=browser, service=found.service_id).exclude(pk=found.pk):
        own.browser = nobodys_browser()
        own.save(update_fields=["browser"])
        record(action="draft.set_aside", subject=f"draft:{own.pk}", by=CITIZEN)
    reference = new_number() if anew else found.reference
    row = Draft.objects.filter(pk=found.pk)
    if row.update(browser=browser, touched_at=timezone.now(), reference=reference):
        record(action="draft.resumed", subject=f"draft:{found.pk}", by=CITIZEN)


def nobodys_browser() -> str:
    """The digest of a secret that no browser has."""
    return sha256(secrets.token_bytes(32)).hexdigest()
