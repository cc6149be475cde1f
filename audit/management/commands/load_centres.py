"""`manage.py load_centres [--dry-run] [--demonstration] PATH`: centres and camps from a CSV file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from audit.centres.loading import DEMONSTRATION_CENTRES, load_centres
from audit.journal.load_command import LoadCommand


class Command(LoadCommand):
    help = "Adds and changes centres as a CSV file says; those it does not name are kept."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--demonstration",
            action="store_true",
            help="The centres are invented; without PATH, those that come with the portal.",
        )
        parser.add_argument("path", nargs="?", type=Path, metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:
        demonstration = options["demonstration"]
        path = options["path"] or (DEMONSTRATION_CENTRES if demonstration else None)
        if path is None:
            raise CommandError("Name the CSV file of centres.")
        self.tell(
            lambda: load_centres(path, demonstration=demonstration, dry_run=options["dry_run"]),
            options,
        )
