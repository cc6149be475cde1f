"""Whole years of a person, also where only a year of birth or an age on a day is known."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from audit.languages.ages import years_between

Days = tuple[date, date]


def possible_days(value: Any) -> Days | None:
    """The first and the last day that a kept date or partial date may mean; None where it is none.

    A date is "2001-04-03"; a partial date is {"known": "date" | "year" | "age", …, "on"}, where
    the age was told on that day.
    """
    if isinstance(value, str):
        day = as_day(value)
        return (day, day) if day else None
    if not isinstance(value, Mapping):
        return None
    match value.get("known"):
        case "date":
            return possible_days(str(value.get("date") or ""))
        case "year":
            return _of_year(_whole(value.get("year")))
        case "age":
            return _of_age(_whole(value.get("age")), as_day(value.get("on")))
    return None


def ages_on(born: Days, day: date) -> tuple[int, int]:
    """The least and the greatest number of whole years on the day."""
    first, last = born
    return years_between(last, day), years_between(first, day)


def as_day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _of_year(year: int | None) -> Days | None:
    if year is None or not date.min.year <= year <= date.max.year:
        return None
    return date(year, 1, 1), date(year, 12, 31)


def _of_age(age: int | None, on: date | None) -> Days | None:
    """Born after the day on which one would be a year older, and at the latest as many years ago."""
    if age is None or on is None or not 0 <= age < on.year - 1:
        return None
    return _years_before(on, age + 1) + timedelta(days=1), _years_before(on, age)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return date(day.year - years, 2, 28)
