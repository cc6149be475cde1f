"""A page with the visit log against the same page without: CPU of application and PostgreSQL.

Blocks of a visit of ten pages, forty seconds apart, in turn: without the log, with it, with it
while nothing is due, and without it once more, which shows what noise is worth.
What the shipper spends later is counted to the pages that caused it.
"""

import gc
import io
import random
import statistics
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

from bench import machine
from bench.scratch_database import scratch_database

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 300
PAGES, SECONDS_APART = 10, 40
SHIP_EVERY = 60  # rounds: some 600 pages, about a second of a busy core

Handler = Callable[[dict[str, Any], Callable[..., Any]], Any]


class Browser:
    """Asks for one page again and again; keeps its cookies in a jar, as browsers do."""

    def __init__(self, handler: Handler, address: str) -> None:
        self.handler, self.address = handler, address
        self.jar: dict[str, str] = {}

    def get(self) -> None:
        self.status = ""
        self.headers: list[tuple[str, str]] = []
        response = self.handler(self.environ(), self.start)
        body = b"".join(response)
        response.close()
        if self.status != "200 OK" or not body:
            raise SystemExit(f"{self.address} answered {self.status}")
        for name, value in self.headers:
            if name == "Set-Cookie":
                key, _, rest = value.partition("=")
                self.jar[key] = rest.partition(";")[0]

    def start(self, status: str, headers: list[tuple[str, str]], *rest: Any) -> None:
        self.status, self.headers = status, headers

    def environ(self) -> dict[str, Any]:
        return {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": self.address,
            "QUERY_STRING": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "203.0.113.7",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.jar.items()),
            "HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/131.0",
            "HTTP_ACCEPT": "text/html",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "wsgi.version": (1, 0),
        }


def handler_with(middleware: list[str]) -> Handler:
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import override_settings

    with override_settings(MIDDLEWARE=middleware):
        return WSGIHandler()


def measure(address: str) -> None:
    from django.conf import settings

    from audit.visits import middleware, shipping

    names = list(settings.MIDDLEWARE)
    without = [name for name in names if "VisitMiddleware" not in name]
    clock = SimpleNamespace(now=noon())
    vars(middleware)["time"] = SimpleNamespace(time=lambda: clock.now)
    handlers = {
        "without": handler_with(without),
        "with": handler_with(names),
        "nothing due": handler_with(names),
        "without again": handler_with(without),
    }
    spent: dict[str, list[float]] = {name: [] for name in handlers}
    shipped = 0.0
    pid = machine.backend()
    steady = Browser(handlers["nothing due"], address)
    steady.get()
    gc.disable()
    for number in range(ROUNDS + 10):
        for name in turned(list(handlers), number):
            browser = steady if name == "nothing due" else Browser(handlers[name], address)
            clock.now = noon()
            before = machine.cpu_seconds(pid)
            for _page in range(PAGES):
                browser.get()
                if browser is not steady:
                    clock.now += SECONDS_APART
            spent[name].append(machine.cpu_seconds(pid) - before)
        if number % 10 == 0:
            gc.collect()  # between blocks, so that no block pays for another's waste
        if number % SHIP_EVERY == 0:
            before = machine.cpu_seconds(pid)
            shipping.ship()
            shipped += machine.cpu_seconds(pid) - before
    gc.enable()
    report(address, {name: blocks[10:] for name, blocks in spent.items()}, shipped / (ROUNDS + 10))


def noon() -> int:
    from datetime import datetime, time

    from audit.journal.retention import INDIA

    return int(datetime.combine(datetime.now(INDIA), time(12), INDIA).timestamp())


def turned(names: list[str], number: int) -> Iterator[str]:
    """Another one begins each round, so that none always runs on a warm or a cold cache."""
    start = number % len(names)
    yield from names[start:] + names[:start]


def report(address: str, spent: dict[str, list[float]], shipped: float) -> None:
    each = quiet(spent["without"]) / PAGES
    print(f"\n{address}: {each * 1000:.2f} ms of CPU a page without the log, {ROUNDS} rounds")
    for name, extra, told in (
        ("with", 0.0, "in the request alone"),
        ("with", shipped, "shipping included; goal 1.05"),
        ("nothing due", 0.0, "goal 1.03"),
        ("without again", 0.0, "the null case"),
    ):
        mine = [blocks + extra for blocks in spent[name]]
        low, high = range_of(mine, spent["without"])
        ratio = quiet(mine) / quiet(spent["without"])
        print(f"  {name:14} {ratio:.3f}  ({low:.3f} to {high:.3f})  {told}", flush=True)


def quiet(blocks: list[float]) -> float:
    """The mean of the quietest quarter: others on the machine can only add to a block's CPU."""
    return statistics.fmean(sorted(blocks)[: max(1, len(blocks) // 4)])


def range_of(mine: list[float], base: list[float]) -> tuple[float, float]:
    """Where nine in ten ratios lie when the rounds are drawn again at random."""
    draw = random.Random(1).choices
    ratios = sorted(
        quiet(draw(mine, k=len(mine))) / quiet(draw(base, k=len(base))) for _draw in range(400)
    )
    return ratios[20], ratios[-21]


def main() -> None:
    with scratch_database():
        from django.conf import settings
        from django.core.management import call_command

        from audit.models import District
        from audit.visits import partitions

        settings.ROOT_URLCONF = "bench.urls"
        partitions.make_ahead(1)
        call_command("load_catalogue", stdout=io.StringIO())
        District.objects.get_or_create(code="320", defaults={"name": {"bn": "নদিয়া", "en": "Nadia"}})
        print(machine.facts())
        measure("/bare/")
        measure("/services/income-certificate/")


if __name__ == "__main__":
    main()
