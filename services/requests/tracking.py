"""Finds a request by its number and four digits; wrong and unknown look alike and are limited."""

from hmac import compare_digest

from services.requests.guesses import Guesses
from services.requests.models import ServiceRequest

GUESSES = Guesses("track")
NOBODYS_DIGITS = "----"


def find(number: str, digits: str, *, address: str) -> ServiceRequest | None:
    """The request, or None where there is no such number or the digits are not its own.

    Raises TooManyTries once the address or the number has had its failures; success costs none.
    """

    def look() -> ServiceRequest | None:
        rows = ServiceRequest.objects.filter(acknowledgement=number)
        own = rows.values_list("tracking_digits", flat=True).first() or NOBODYS_DIGITS
        if not compare_digest(own, digits):
            return None
        whole = rows.select_related("service__department", "centre")
        told = ("changes", "papers_asked", "service__officers", "appeals")
        return whole.prefetch_related(*told).get()

    return GUESSES.limited(number, address, look)
