"""What a load of a data file changes, in words for the person who runs it and counts for the journal."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection

from audit.journal.actors import COMMAND
from audit.journal.recording import record


@dataclass
class Changes:
    """Rows of one kind by their natural key; `kept` are stored rows that the file does not name."""

    kind: str
    added: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything is written."""
        return bool(self.added or self.changed)

    def lines(self) -> Iterator[str]:
        """A line for each row that is added, changed or kept."""
        for key in self.added:
            yield f"  added    {key}"
        for key, fields in self.changed.items():
            yield f"  changed  {key}: {', '.join(fields)}"
        for key in self.kept:
            yield f"  kept     {key} (not in the file)"

    def summary(self) -> str:
        return (
            f"{self.kind}: {len(self.added)} added, {len(self.changed)} changed, "
            f"{len(self.unchanged)} unchanged, {len(self.kept)} kept though not in the file."
        )


def wait_for_other_loads() -> None:
    """Holds the one lock of data loads until the transaction ends, so that two never interleave."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('bsk.load'))")


def record_load(action: str, subject: str, *all_changes: Changes) -> None:
    """Writes one Event with the counts, or none if nothing changes; inside the load's transaction."""
    if any(all_changes):
        counts = {
            f"{changes.kind.lower()}_{what}": len(getattr(changes, what))
            for changes in all_changes
            for what in ("added", "changed", "unchanged", "kept")
        }
        record(action=action, subject=subject, by=COMMAND, **counts)
