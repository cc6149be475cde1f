"""`manage.py work`: ships the spool, closes idle visits, makes partitions, purges at night."""

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bsk_portal.checks import database_faults
from bsk_portal.schedule.loop import work, work_once
from bsk_portal.starting.orphans import end_with_parent

# A round that lasts longer than this is given up: its transaction is undone, and done again later.
ROUND_MAY_LAST_SECONDS = 1.5


class Command(BaseCommand):
    help = "Run the schedule; on any number of hosts, each job is done by one of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what is due now, and end.")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            if faults := database_faults():
                raise CommandError(" ".join(faults))
            if not work_once(timezone.now()):
                raise CommandError(
                    "Not all that was due went well: see the lines above, and /readyz."
                )
            return
        end_with_parent()
        stop = threading.Event()

        def ask_to_stop(number: int, frame: FrameType | None) -> None:
            stop.set()
            signal.signal(signal.SIGALRM, give_up)
            signal.setitimer(signal.ITIMER_REAL, ROUND_MAY_LAST_SECONDS)

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, ask_to_stop)
        work(stop)


def give_up(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
