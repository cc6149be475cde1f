"""A whole submission against the bare inserts it makes: CPU of application and PostgreSQL, and time.

In turn, in blocks of ten: the page "check your answers" posted with every middleware, form, event,
message and draft; a bare view that makes the three rows of person, request and status by the ORM;
the six statements of the whole submission alone, by cursor; and the bare view once more, which
shows what noise is worth. Every one of them commits durably.
"""

import gc
import io
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bench import machine
from bench.scratch_database import scratch_database
from bench.visit_log import Browser, handler_with, turned

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 60
BLOCK = 10
SERVICE = "income-certificate"
PERSON = {
    "name": "সুচিত্রা মণ্ডল",
    "guardian_name": "হরিপদ মণ্ডল",
    "sex": "female",
    "birth_known_as": "year",
    "birth_date": None,
    "birth_year": 1987,
    "age": None,
    "language": "bn",
    "wants_written_answer": False,
    "email": "",
    "postal_address": "",
    "district": "320",
    "village_or_ward": "শিমুরালি",
    "house": "",
    "pin": "741248",
}
CSRF = "b" * 32


class Sender(Browser):
    """Posts the last page of one draft after another, each from a browser of its own."""

    def __init__(self, handler: Any) -> None:
        super().__init__(handler, f"/services/{SERVICE}/apply/check/")
        self.drafts: list[tuple[str, str]] = []

    def send(self) -> None:
        secret, token = self.drafts.pop()
        self.body = urlencode(
            {"csrfmiddlewaretoken": CSRF, "form_token": token, "consent": "on"}
        ).encode()
        self.jar = {"bsk-browser": secret, "bsk-csrf": CSRF}
        response = self.handler(self.environ(), self.start)
        response.close()
        if (
            not self.status.startswith("302")
            or "/acknowledgements/" not in dict(self.headers)["Location"]
        ):
            raise SystemExit(f"the submission answered {self.status}")

    def environ(self) -> dict[str, Any]:
        return {
            **super().environ(),
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(self.body)),
            "wsgi.input": io.BytesIO(self.body),
        }


def answers(version: Any) -> dict[str, Any]:
    """One valid answer to each question of the version, as a draft keeps it."""
    from audit.languages.kept import kept

    by_kind: dict[str, Any] = {
        "text": "ক", "long_text": "ক", "name": "ক", "number": 5, "money": "5000.00",
        "date": "2026-04-03", "yes_no": "yes", "mobile": "+919830012345", "statement": True,
    }  # fmt: skip
    found = {}
    for page in version.definition["pages"]:
        for question in page["questions"]:
            value = by_kind.get(question["kind"])
            if question["kind"] in {"choice", "choices"}:
                value = question["options"][0]["value"]
                value = [value] if question["kind"] == "choices" else value
            elif question["kind"] == "number":
                value = max(5, question.get("least") or 0)
            found[question["key"]] = kept(value)
    return found


def fill_drafts(sender: Sender, count: int) -> None:
    from citizens.people.browser import Browser as Secret
    from services.models import Draft, Service
    from services.requests.pages import pages_of

    service = Service.objects.select_related("current_version").get(slug=SERVICE)
    version = service.current_version
    assert version is not None
    given = answers(version)
    slugs = [page.slug for page in pages_of(version)]
    for _draft in range(count):
        number = uuid4().int
        draft = Draft.objects.create(
            service=service,
            version=version,
            browser=Secret(f"{number:064x}").digest,
            person={**PERSON, "mobile": f"+919{number % 10**9:09}", "block": "320-B-CHAKDAHA"},
            answers=given,
            pages_done=slugs,
        )
        sender.drafts.append((f"{number:064x}", str(draft.token)))


def rows_of_one_submission() -> list[Any]:
    """The last submission's rows, in the order they were written."""
    from audit.models import Event
    from citizens.models import Notice
    from services.models import ServiceRequest

    request = ServiceRequest.objects.latest("id")
    return [
        request.citizen,
        request,
        request.changes.get(),
        Event.objects.latest("id"),
        Notice.objects.latest("id"),
    ]


def again(rows: list[Any]) -> None:
    """Gives the rows numbers of their own, as if another person had sent them."""
    from audit.languages.reference_numbers import new_number

    citizen, request, _change, _event, notice = rows
    for row in rows:
        row.pk = None
        row._state.adding = True
    citizen.reference, citizen.mobile = new_number(), f"+919{uuid4().int % 10**9:09}"
    request.acknowledgement, request.form_token = new_number(), uuid4()
    notice.recipient = citizen.mobile


def insert(cursor: Any, row: Any) -> None:
    from django.db import connection

    fields = [field for field in row._meta.concrete_fields if field.column != "id"]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    places = ", ".join("%s" for _field in fields)
    cursor.execute(
        f'INSERT INTO "{row._meta.db_table}" ({columns}) VALUES ({places}) RETURNING id', values
    )
    row.pk = cursor.fetchone()[0]


def statements(rows: list[Any]) -> None:
    """What the whole submission writes and nothing it reads: five inserts and the draft's end."""
    from django.db import connection, transaction

    again(rows)
    citizen, request, change, event, notice = rows
    with transaction.atomic(), connection.cursor() as cursor:
        insert(cursor, citizen)
        request.citizen = citizen
        insert(cursor, request)
        change.request = request
        insert(cursor, change)
        insert(cursor, event)
        notice.event = event
        insert(cursor, notice)
        cursor.execute("DELETE FROM services_draft WHERE id = %s", [str(uuid4())])


def three_by_the_orm(rows: list[Any]) -> None:
    from django.db import transaction

    again(rows)
    citizen, request, change, _event, _notice = rows
    with transaction.atomic():
        citizen.save(force_insert=True)
        request.citizen = citizen
        request.save(force_insert=True)
        change.request = request
        change.save(force_insert=True)


class BareView(Browser):
    def __init__(self, rows: list[Any]) -> None:
        super().__init__(handler_with([]), "/three-rows/")
        self.rows = rows

    def send(self) -> None:
        from bench import urls

        urls.THREE_ROWS[:] = [lambda: three_by_the_orm(self.rows)]
        self.get()


def measure() -> None:
    from django.conf import settings

    sender = Sender(handler_with(list(settings.MIDDLEWARE)))
    fill_drafts(sender, 1)
    sender.send()
    rows = rows_of_one_submission()
    bare = BareView(rows)
    ways: dict[str, Callable[[], None]] = {
        "bare view": bare.send,
        "whole": sender.send,
        "statements": lambda: statements(rows),
        "bare view again": bare.send,
    }
    cpu: dict[str, list[float]] = {name: [] for name in ways}
    clock: dict[str, list[float]] = {name: [] for name in ways}
    pid = machine.backend()
    for number in range(ROUNDS + 3):
        fill_drafts(sender, BLOCK)
        for name in turned(list(ways), number):
            gc.collect()
            before, start = machine.cpu_seconds(pid), time.perf_counter()
            for _one in range(BLOCK):
                ways[name]()
            cpu[name].append(machine.cpu_seconds(pid) - before)
            clock[name].append(time.perf_counter() - start)
    report({n: v[3:] for n, v in cpu.items()}, {n: v[3:] for n, v in clock.items()})


def report(cpu: dict[str, list[float]], clock: dict[str, list[float]]) -> None:
    for name, blocks in cpu.items():
        each = timedelta(seconds=statistics.median(blocks) / BLOCK) / timedelta(milliseconds=1)
        print(f"  {name:16} {each:6.2f} ms of CPU each")
    for against, goal in (("bare view", "goal 0.45"), ("statements", "goal 0.10")):
        for what, spent in (("CPU", cpu), ("clock", clock)):
            ratios = [
                base / mine for base, mine in zip(spent[against], spent["whole"], strict=True)
            ]
            print(
                f"  whole submissions for one of `{against}`, by {what}: {middle(ratios)}  ({goal})"
            )
    nulls = [b / a for a, b in zip(cpu["bare view"], cpu["bare view again"], strict=True)]
    print(f"  bare view again for one bare view, by CPU: {middle(nulls)}  (the null case)")


def middle(ratios: list[float]) -> str:
    """The median, and how far it may be off: 1.25 standard errors of the mean, twice."""
    error = 2 * 1.25 * statistics.stdev(ratios) / len(ratios) ** 0.5
    return f"{statistics.median(ratios):.3f} +-{error:.3f}"


def main() -> None:
    with scratch_database():
        from django.conf import settings
        from django.core.management import call_command

        from audit.visits import partitions

        partitions.make_ahead(1)
        call_command("load_places", stdout=io.StringIO())
        call_command("load_catalogue", stdout=io.StringIO())
        settings.ROOT_URLCONF = "bench.urls"
        print(machine.facts())
        measure()


if __name__ == "__main__":
    main()
