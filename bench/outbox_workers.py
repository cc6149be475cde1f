"""Keeps workers sending and kills them at random, as the worst of hosts would; for bench and tests.

`python -m bench.outbox_workers HOW_MANY EVERY_SECONDS MOST_KILLS` works until nothing waits, and
prints the kills. Each worker is a process of its own, forked, so that its end takes its locks and
its connections with it.
"""

import os
import random
import signal
import sys
import threading
import time
from dataclasses import dataclass, field

import django

# A worker that lived less could not end even one message.
SHORTEST = 0.4


@dataclass
class Workers:
    """`every` is the mean number of seconds between two kills, of which there are `most` at most."""

    many: int
    every: float
    most: int
    running: list[int] = field(default_factory=list)
    kills: int = 0

    def run(self) -> None:
        next_kill = time.monotonic() + self._pause()
        while self._left():
            while len(self.running) < self.many:
                self.running.append(fork_worker())
            time.sleep(0.1)
            if self.kills < self.most and time.monotonic() > next_kill:
                self.kill(random.choice(self.running))
                self.kills += 1
                next_kill = time.monotonic() + self._pause()
        for pid in list(self.running):
            self.kill(pid)

    def kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        self.running.remove(pid)

    def _pause(self) -> float:
        return SHORTEST + random.random() * 2 * max(0.0, self.every - SHORTEST)

    def _left(self) -> bool:
        """Whether anything is still to be sent; on a connection that no child inherits."""
        from django.db import connection

        from citizens.models import Notice

        left = Notice.objects.filter(state__in=["waiting", "sending", "unknown"]).exists()
        connection.close()
        return left


def fork_worker() -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        from citizens.notices.sending import sending

        with sending(threading.Event()):
            while True:
                time.sleep(60)
    finally:
        os._exit(0)


def main() -> None:
    django.setup()
    workers = Workers(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
    workers.run()
    print(workers.kills)


if __name__ == "__main__":
    main()
