"""`manage.py demo --requests N --days D`: fills a demonstration's database; refused anywhere else."""

import time
from datetime import UTC, date, datetime
from datetime import time as clock
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from audit.journal.retention import INDIA
from bsk_portal.demonstration.filling import fill
from bsk_portal.demonstration.hours import LAST

MOST_DAYS = 3_660


class Command(BaseCommand):
    help = "Fills the database with invented citizens, requests, visits and refusals."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--requests", type=int, required=True, metavar="N")
        parser.add_argument("--days", type=int, required=True, metavar="D")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument(
            "--until",
            type=date.fromisoformat,
            metavar="DATE",
            help="The last day, until closing time; without it, this moment. As 2026-11-30.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("Invented people belong in a demonstration only, and this is none.")
        if options["requests"] < 1 or not 1 <= options["days"] <= MOST_DAYS:
            raise CommandError(f"Ask for at least one request and for 1 to {MOST_DAYS} days.")
        began = time.monotonic()
        until = _closing_time(options["until"]) if options["until"] else timezone.now()
        try:
            counts = fill(
                requests=options["requests"],
                days=options["days"],
                seed=options["seed"],
                until=until.astimezone(UTC),
            )
        except ValueError as error:
            raise CommandError(f"Nothing was written: {error}.") from error
        for kind, count in counts.items():
            self.stdout.write(f"  {count:>9,} {kind}")
        self.stdout.write(f"Filled in {time.monotonic() - began:.0f} s.")


def _closing_time(day: date) -> datetime:
    return datetime.combine(day, clock(LAST), INDIA)
