"""`manage.py up`: the whole portal in one terminal, pages and schedule, until Ctrl-C."""

import signal
import socket
import sys
import threading
from contextlib import closing
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connections

from bsk_portal.starting.answering import answers
from bsk_portal.starting.children import CannotStartError, Child, keep_running
from bsk_portal.starting.port import HOST, PortTakenError, listen
from bsk_portal.starting.preparation import NotFitError, prepare

EMBEDDED = (
    "PostgreSQL runs on {}. It is for development and demonstration, and goes on "
    "running: `.venv/bin/python manage.py db stop` stops it."
)
BROKEN_OFF = "Stopped before it was up. Nothing is half done: start it again at any time."


class Command(BaseCommand):
    help = "Prepare the database, then serve the pages and run the schedule until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stop, self.preparing = threading.Event(), True
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)
        if settings.BSK_EMBEDDED is not None:
            self.say(EMBEDDED.format(settings.BSK_EMBEDDED.data))
        try:
            with closing(listen(settings.PORT)) as listener:
                prepare(self.say)
                connections.close_all()
                self.preparing = False
                if self.stop.is_set():
                    raise KeyboardInterrupt
                self.serve(listener)
        except (PortTakenError, NotFitError, CannotStartError) as trouble:
            raise CommandError(str(trouble)) from trouble
        except OperationalError as error:
            words = str(error).partition("\n")[0]
            raise CommandError(f"PostgreSQL does not answer: {words}") from error
        except KeyboardInterrupt:
            raise CommandError(BROKEN_OFF, returncode=130) from None

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        """Noted and raised: Python swallows what is raised while it clears away some object."""
        self.stop.set()
        if self.preparing:
            raise KeyboardInterrupt

    def serve(self, listener: socket.socket) -> None:
        port = listener.getsockname()[1]
        self.is_told = False

        def tell_once() -> None:
            if not self.is_told and answers(HOST, port):
                self.is_told = True
                self.say(f"The portal is up: open http://localhost:{port}/  (Ctrl-C stops it)")

        keep_running([pages(listener), schedule()], self.stop.is_set, tell_once)
        self.say("Pages and schedule are stopped.")

    def say(self, sentence: str) -> None:
        if self.preparing and self.stop.is_set():
            raise KeyboardInterrupt
        self.stdout.write(sentence)
        self.stdout.flush()


def pages(listener: socket.socket) -> Child:
    descriptor = listener.fileno()
    # Loaded once and forked: a restart here is always of the whole.
    command = ["-m", "gunicorn", "-c", "bsk_portal/gunicorn_conf.py", "--preload"]
    command += ["-b", f"fd://{descriptor}", "bsk_portal.wsgi"]
    return Child("gunicorn", [sys.executable, *command], (descriptor,))


def schedule() -> Child:
    return Child("manage.py work", [sys.executable, "manage.py", "work"])
