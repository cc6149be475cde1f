"""How many grievances came, were answered and are late, by unit: counts alone, of nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.utils import timezone

from audit.journal.retention import INDIA
from services.grievances.models import Grievance, GrievanceStep
from services.grievances.units import unit_titles

DAYS_SHOWN = 30


@dataclass
class Figures:
    """Of one unit; `received` and `answered` in the period, `open` and `overdue` now."""

    title: str
    received: int = 0
    answered: int = 0
    open: int = 0
    overdue: int = 0


def period_of(asked: Mapping[str, str]) -> tuple[date, date]:
    """First and last Indian day asked for; the last thirty where that is no period."""
    today = timezone.localdate()
    try:
        first, last = sorted(date.fromisoformat(asked.get(name, "")) for name in ("first", "last"))
    except ValueError:
        first, last = date.max, date.max
    if last == date.max:  # the day after it, where the period ends, cannot be
        return today - timedelta(days=DAYS_SHOWN - 1), today
    return first, last


def by_unit(first: date, last: date) -> list[Figures]:
    """Units with a figure, in the order of their titles."""
    begin = datetime.combine(first, time.min, INDIA)
    end = datetime.combine(last + timedelta(days=1), time.min, INDIA)
    steps = GrievanceStep.objects.filter(at__gte=begin, at__lt=end)
    unended = Grievance.objects.open()
    counted = {
        "received": steps.filter(kind="received"),
        "answered": steps.filter(kind="answered"),
        "open": unended,
        "overdue": unended.filter(due_on__lt=timezone.localdate()),
    }
    titles = unit_titles()
    found: dict[str, Figures] = {}
    for name, rows in counted.items():
        for unit, count in rows.order_by().values_list("unit").annotate(Count("pk")):
            figures = found.setdefault(unit, Figures(titles.get(unit, unit)))
            setattr(figures, name, count)
    return sorted(found.values(), key=lambda figures: figures.title)
