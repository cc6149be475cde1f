"""`manage.py work`: ships the spool, sends messages, does what the schedule says, purges at night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bsk_portal.checks import database_faults
from bsk_portal.schedule.loop import work, work_once
from bsk_portal.schedule.stopping import do_not_give_up, stop_when_asked
from bsk_portal.starting.orphans import end_with_parent
from citizens.notices.sending import send_once, sending

NOT_WELL = "Not all that was due went well: see the lines above, and /readyz."


class Command(BaseCommand):
    help = "Run the schedule; on any number of hosts, each job is done by one of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what is due now, and end.")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            if faults := database_faults():
                raise CommandError(" ".join(faults))
            well = work_once(timezone.now())
            send_once()
            if not well:
                raise CommandError(NOT_WELL)
            return
        end_with_parent()
        stop = stop_when_asked()
        with sending(stop):
            try:
                work(stop)
            finally:
                do_not_give_up()  # a message in hand is waited for
