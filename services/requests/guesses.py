"""Limits guesses at number and four digits, in one way for all that is found by them."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from audit.journal.rate_limits import RateLimit

T = TypeVar("T")


class Guesses:
    """Four digits are ten thousand guesses: ten an hour for one number make a year's work of half."""

    def __init__(self, kind: str) -> None:
        self.per_address = RateLimit(f"{kind}-address", 20, timedelta(minutes=15))
        self.per_number = RateLimit(f"{kind}-number", 10, timedelta(hours=1))

    def limited(self, number: str, address: str, look: Callable[[], T | None]) -> T | None:
        """What `look` finds. Spent first, so that none runs ahead of the count; success costs none.

        Raises TooManyTries once the address or the number has had its failures.
        """
        self.per_address.spend(address)
        self.per_number.spend(number)
        found = look()
        if found is not None:
            self.per_address.give_back(address)
            self.per_number.give_back(number)
        return found
