"""West Bengal's public holidays as the `holidays` package has them, before the PMU's corrections."""

from datetime import date
from functools import lru_cache

import holidays

SUNDAY = 6


@lru_cache(maxsize=16)
def public_holidays(year: int) -> frozenset[date]:
    """Of one year; those that hang on the moon may move by a day, and local ones are not in it."""
    return frozenset(holidays.country_holidays("IN", subdiv="WB", years=year))
