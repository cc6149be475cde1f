"""`manage.py sms_stand_in`: a gateway of SMS on this machine, to see messages without sending any."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from citizens.notices.stand_in.gateway import MODES, Gateway
from citizens.notices.stand_in.pushing import Pusher
from citizens.notices.stand_in.server import Server


class Command(BaseCommand):
    help = "Stand in for the SMS gateway that BSK_SMS_* name; its page shows what it accepted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8025)
        parser.add_argument("--mode", choices=MODES, default=MODES[0])
        parser.add_argument("--seconds", type=float, default=30.0, help="How slow `slow` is.")

    def handle(self, *args: Any, port: int, mode: str, seconds: float, **options: Any) -> None:
        if settings.SMS_GATEWAY is None or not settings.DEMONSTRATION:
            raise CommandError("It is for a demonstration with BSK_SMS_* set: see README.md.")
        token = settings.SMS_REPORT_TOKEN
        pusher = Pusher(f"{settings.PUBLIC_URL}/gateway/reports/{token}/") if token else None
        gateway = Gateway(settings.SMS_GATEWAY, mode, seconds)
        server = Server(port, gateway, pusher)
        self.stdout.write(f"The stand-in is up: open http://localhost:{port}/  (Ctrl-C stops it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            server.server_close()
