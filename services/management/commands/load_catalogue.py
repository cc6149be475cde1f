"""`manage.py load_catalogue [--dry-run] [PATH]`: departments and services from TOML files."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from audit.journal.load_command import LoadCommand
from services.catalogue.loading import DATA, load_catalogue


class Command(LoadCommand):
    help = "Adds and changes departments, services and their questions as TOML files say."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("path", nargs="?", type=Path, default=DATA, metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:
        self.tell(lambda: load_catalogue(options["path"], dry_run=options["dry_run"]), options)
