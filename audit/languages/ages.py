"""Full years between two days."""

from datetime import date


def years_between(first: date, day: date) -> int:
    """Somebody born on 29 February is a year older on 1 March where there is no 29th."""
    return day.year - first.year - ((day.month, day.day) < (first.month, first.day))
