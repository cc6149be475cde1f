"""`manage.py db`: the embedded PostgreSQL by hand; a server named in DATABASE_URL is let alone."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bsk_portal.postgres import EmbeddedPostgres, PostgresRefused

NOT_RUNNING = 3  # as pg_ctl has it
NOT_OURS = (
    "DATABASE_URL names a server that is not the portal's own: start and stop it where it is."
)


class Command(BaseCommand):
    help = "Start, stop or look at the PostgreSQL for development and demonstration."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["start", "stop", "status", "url"])

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        server: EmbeddedPostgres | None = settings.BSK_EMBEDDED
        if server is None:
            if act != "url":
                raise CommandError(NOT_OURS)
            self.stdout.write(settings.DATABASE_URL)
            return
        try:
            getattr(self, f"_{act}")(server)
        except PostgresRefused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _start(self, server: EmbeddedPostgres) -> None:
        server.start()
        self.stdout.write(f"PostgreSQL runs on {server.data}, through its socket only.")
        self.stdout.write("It is for development and demonstration, not for production.")

    def _stop(self, server: EmbeddedPostgres) -> None:
        self.stdout.write("Stopped." if server.stop() else "It was not running.")

    def _status(self, server: EmbeddedPostgres) -> None:
        status = server.status()
        if not status.running:
            raise CommandError(f"Not running on {status.data_folder}.", returncode=NOT_RUNNING)
        self.stdout.write(
            f"PostgreSQL {status.version} runs as process {status.pid} on {status.data_folder}, "
            f"socket in {status.socket_folder}."
        )

    def _url(self, server: EmbeddedPostgres) -> None:
        self.stdout.write(server.url())
