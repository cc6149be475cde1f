"""Keeps the queue from floods without a puzzle: limits by address and by contact, kept as digests."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from audit.journal.rate_limits import RateLimit

# A centre and its citizens share one address.
PER_ADDRESS = RateLimit("grievance-lodged-address", 20, timedelta(hours=1))
PER_CONTACT = RateLimit("grievance-lodged-contact", 5, timedelta(days=1))


def spend(told: Mapping[str, Any], *, source: str) -> None:
    """Counts one complaint. Raises TooManyTries for one too many from here or with this contact."""
    PER_ADDRESS.spend(source)
    for name in ("mobile", "email"):
        if told.get(name):
            PER_CONTACT.spend(told[name].casefold())  # of an e-mail, case is no other address
