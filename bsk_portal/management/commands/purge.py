"""`manage.py purge`: deletes what is past its period, as the schedule does every night."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from audit.journal.actors import COMMAND
from audit.journal.retention import INDIA
from bsk_portal.schedule import runs
from bsk_portal.schedule.clock import ClockAheadError, check_clock
from bsk_portal.schedule.jobs import NIGHT, PURGE
from bsk_portal.schedule.locks import held
from bsk_portal.schedule.purge import Purged, purge, what_is_due

BUSY = "Another purge is at work; this one leaves it to that one."


class Command(BaseCommand):
    help = "Delete everything that is past its retention period."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Count, and delete nothing.")
        parser.add_argument(
            "--as-of",
            type=moment,
            metavar="TIME",
            help="Purge as it would have been at this past moment, as 2026-11-25T02:10 in India.",
        )

    def handle(self, *args: Any, dry_run: bool, as_of: datetime | None, **options: Any) -> None:
        now = timezone.now()
        if as_of is not None and as_of > now:
            raise CommandError("--as-of must lie in the past: what is not yet old is not deleted.")
        if dry_run:
            self.tell(what_is_due(as_of or now))
            self.stdout.write("Dry run: nothing was deleted.")
            return
        with held(PURGE.name) as mine:
            if not mine:
                self.stdout.write(BUSY)
            elif as_of is None:
                self.purge_as_the_schedule_does(now)
            else:
                self.tell(purge(as_of=as_of, by=COMMAND))
                if NIGHT.slot(now) <= as_of:
                    runs.succeeded(PURGE, now, "By hand.")

    def purge_as_the_schedule_does(self, now: datetime) -> None:
        """Recorded as a run of the nightly job, so that the portal knows it is done."""
        try:
            check_clock(now)
        except ClockAheadError as ahead:
            raise CommandError(f"{ahead} If it is right, give --as-of the time.") from ahead
        ran = runs.run(PURGE, now, by=COMMAND)
        if not ran.well:
            raise CommandError(ran.outcome)
        self.stdout.write(ran.outcome)

    def tell(self, done: list[Purged]) -> None:
        for purged in done:
            self.stdout.write(str(purged))
        if any(purged.fault for purged in done):
            raise CommandError("Some rows were not purged.")


def moment(text: str) -> datetime:
    """A time with its zone, or of the Indian clock."""
    found = parse_datetime(text)
    if found is None:
        raise ValueError(text)
    return found if found.tzinfo else found.replace(tzinfo=INDIA)
