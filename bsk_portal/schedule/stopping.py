"""Ends `manage.py work` soon after it is asked to: at the end of its round, or by breaking that off."""

import os
import signal
import threading
import time
from contextlib import suppress
from types import FrameType
from typing import Any

import psycopg2
from django.db import connections

ASKING = {signal.SIGTERM, signal.SIGINT}
# A round that lasts longer is given up: PostgreSQL undoes its batch, and the next run does it again.
ROUND_MAY_LAST_SECONDS = 1.5


def stop_when_asked() -> threading.Event:
    """The event that SIGTERM and SIGINT set. Called in the main thread, which does the work.

    Another thread waits for them: the main one hears nothing while a statement of its own waits.
    """
    stop = threading.Event()
    signal.pthread_sigmask(signal.SIG_BLOCK, ASKING)
    signal.signal(signal.SIGALRM, give_up)
    # The main thread's connection: the other thread would be given one of its own.
    threading.Thread(target=watch, args=[stop, connections["default"]], daemon=True).start()
    return stop


def watch(stop: threading.Event, database: Any) -> None:
    signal.sigwait(ASKING)
    stop.set()
    time.sleep(ROUND_MAY_LAST_SECONDS)
    os.kill(os.getpid(), signal.SIGALRM)
    if database.connection is not None:
        with suppress(psycopg2.Error):
            database.connection.cancel()


def give_up(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def do_not_give_up() -> None:
    """From here on the end is near, and is waited for."""
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
