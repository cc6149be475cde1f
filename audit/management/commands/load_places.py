"""`manage.py load_places [--dry-run] [FOLDER]`: districts, subdivisions, blocks from CSV files."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from audit.centres.loading import DATA, load_places
from audit.journal.load_command import LoadCommand


class Command(LoadCommand):
    help = "Adds and changes districts, subdivisions and blocks as three CSV files say."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("folder", nargs="?", type=Path, default=DATA, metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        self.tell(lambda: load_places(options["folder"], dry_run=options["dry_run"]), options)
