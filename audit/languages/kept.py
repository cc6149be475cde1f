"""Cleaned answers as JSON that fills the same form again and is checked again before it counts."""

from datetime import date
from decimal import Decimal
from typing import Any


def kept(value: Any) -> Any:
    """Dates as yyyy-mm-dd, rupees as text; text, numbers, lists and ticks as they are."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value
