"""What the commands that load data files have in common: say what changes, or every fault."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.journal.loads import Changes
from audit.languages.data_files import FaultyData


class LoadCommand(BaseCommand):
    """Says row by row what a load changes (only the counts at verbosity 0)."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would change and write nothing."
        )

    def tell(self, load: Callable[[], Sequence[Changes]], options: dict[str, Any]) -> None:
        """Runs the load. Raises CommandError after naming every fault."""
        try:
            all_changes = load()
        except FaultyData as faulty:
            for fault in faulty.faults:
                self.stderr.write(str(fault))
            raise CommandError(
                f"{len(faulty.faults)} faults. Nothing was written."
                if len(faulty.faults) > 1
                else "One fault. Nothing was written."
            ) from faulty
        if options["verbosity"] > 0:
            for changes in all_changes:
                for line in changes.lines():
                    self.stdout.write(line)
        for changes in all_changes:
            self.stdout.write(changes.summary())
        if not any(all_changes):
            self.stdout.write("Nothing changes.")
        elif options["dry_run"]:
            self.stdout.write("Dry run: nothing was written.")
