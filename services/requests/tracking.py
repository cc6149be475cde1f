"""Finds a request by its number and four digits; wrong and unknown look alike and are limited."""

from datetime import timedelta
from hmac import compare_digest

from audit.journal.rate_limits import RateLimit
from services.requests.models import ServiceRequest

# Four digits are ten thousand guesses: ten an hour for one number make a year's work of half of them.
PER_ADDRESS = RateLimit("track-address", 20, timedelta(minutes=15))
PER_NUMBER = RateLimit("track-number", 10, timedelta(hours=1))

NOBODYS_DIGITS = "----"


def find(number: str, digits: str, *, address: str) -> ServiceRequest | None:
    """The request, or None where there is no such number or the digits are not its own.

    Raises TooManyTries once the address or the number has had its failures; success costs none.
    """
    PER_ADDRESS.spend(address)
    PER_NUMBER.spend(number)
    rows = ServiceRequest.objects.filter(acknowledgement=number)
    own = rows.values_list("tracking_digits", flat=True).first() or NOBODYS_DIGITS
    if not compare_digest(own, digits):
        return None
    PER_ADDRESS.give_back(address)
    PER_NUMBER.give_back(number)
    return rows.select_related("service__department", "centre").prefetch_related("changes").get()
