"""The outbox through the stand-in of the gateway: how many leave in a second, and whether each once.

`python -m bench.outbox [MESSAGES]`: with one worker, then with two, each of four threads; a worker is
killed (SIGKILL) every few seconds and another started. The stand-in runs in a process of its own,
and its count is what is believed. Fails when any message was accepted twice, or not at all.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

from bench import machine
from bench.outbox_workers import Workers
from bench.scratch_database import scratch_database

MESSAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
KILL_EVERY_SECONDS = 5.0
PORT = 8093
ACCOUNT = {
    "BSK_SMS_URL": f"http://127.0.0.1:{PORT}/esms/sendsmsrequestDLT",
    "BSK_SMS_REPORTS_URL": f"http://127.0.0.1:{PORT}/reports",
    "BSK_SMS_USERNAME": "bench",
    "BSK_SMS_PASSWORD": "bench",
    "BSK_SMS_SENDER": "BSKPMU",
    "BSK_SMS_SECURE_KEY": "bench",
    "BSK_SMS_ENTITY_ID": "1101000000000000001",
    # A worker must outlive twice this and the time to connect, or nothing is ever settled.
    "BSK_SMS_ANSWER_SECONDS": "0.5",
    "BSK_SMS_DAILY_PARTS": "100000000",
}

FILL = """
INSERT INTO citizens_notice (about, channel, recipient, language, template, values, state, why,
    created_at, next_try_at, attempts, part_count, gateway_id, delivery_state)
SELECT 'request:bench', 'sms', '+91' || (9000000000 + n), 'bn', 'request.received',
    jsonb_build_object('number', 'B' || lpad(n::text, 9, '0'), 'due', '2026-12-15'),
    'waiting', '', now(), now(), 0, 0, '', ''
FROM generate_series(1, %s) n
"""


@contextmanager
def stand_in() -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "manage.py", "sms_stand_in", "--port", str(PORT)],
        stdout=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                counted()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def counted() -> dict[str, int]:
    with urlopen(f"http://127.0.0.1:{PORT}/counts", timeout=10) as answer:
        found: dict[str, int] = json.load(answer)
    return found


def measure(many: int) -> bool:
    """Whether each message was accepted once."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE citizens_notice, audit_ratewindow")
        cursor.execute(FILL, [MESSAGES])
        cursor.execute("ANALYZE citizens_notice")
    connection.close()
    with stand_in():
        began = time.monotonic()
        workers = Workers(many, KILL_EVERY_SECONDS, MESSAGES)
        workers.run()
        seconds = time.monotonic() - began
        told = counted()
    once = told == {"messages": MESSAGES, "more_than_once": 0}
    print(
        f"{many} worker{'s' * (many > 1)}: {MESSAGES} messages in {seconds:.0f} s,"
        f" {MESSAGES / seconds:.0f} a second; {workers.kills} kills;"
        f" the gateway counts {told['messages']}, {told['more_than_once']} more than once",
        flush=True,
    )
    return once


def main() -> int:
    with scratch_database():
        print(machine.facts(), flush=True)
        done = [measure(many) for many in (1, 2)]
    return 0 if all(done) else 1


if __name__ == "__main__":
    os.environ.update(ACCOUNT)
    sys.exit(main())
