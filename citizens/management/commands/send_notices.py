"""`manage.py send_notices`: sends what waits in the outbox, as `manage.py work` does by itself."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from citizens.notices.sending import send_once, sending


class Command(BaseCommand):
    help = "Send what waits in the outbox; any number of these may run at once, on any hosts."

    def add_arguments(self, parser: CommandParser) -> None:
        how = parser.add_mutually_exclusive_group(required=True)
        how.add_argument("--once", action="store_true", help="Send what is due now, and end.")
        how.add_argument("--loop", action="store_true", help="Go on until asked to stop.")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            self.stdout.write(f"{send_once()} sent or tried.")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_told: stop.set())
        with sending(stop):
            stop.wait()
