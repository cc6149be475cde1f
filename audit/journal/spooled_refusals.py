"""Refusals that PostgreSQL could not take when they happened, as lines of the spool and back."""

from datetime import datetime

from audit.journal.models import Refusal
from audit.journal.spool import Line

KIND = "refusal"
FIELDS = ("rule", "reference", "ip", "login_name", "centre", "method", "path")


def to_line(refusal: Refusal) -> Line:
    return {
        "k": KIND,
        "at": refusal.at.isoformat(),
        **{field: getattr(refusal, field) for field in FIELDS},
    }


def from_line(line: Line) -> Refusal:
    """Raises KeyError, TypeError or ValueError where the line is not one of a refusal."""
    at = datetime.fromisoformat(line["at"])
    return Refusal(at=at, **{field: line[field] for field in FIELDS})


def store(lines: list[Line]) -> None:
    """Stores each once: its time and reference tell whether it came before."""
    if not lines:
        return
    refusals = {(row.at, row.reference): row for row in map(from_line, lines)}
    times = [at for at, _reference in refusals]
    stored = set(Refusal.objects.filter(at__in=times).values_list("at", "reference"))
    Refusal.objects.bulk_create([row for key, row in refusals.items() if key not in stored])
