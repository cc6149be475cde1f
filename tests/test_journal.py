"""The journal is written with the change it tells of, and PostgreSQL itself keeps it as it was."""

from contextlib import suppress
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from audit.journal.actors import COMMAND, Actor
from audit.journal.recording import record
from audit.models import Event

pytestmark = pytest.mark.django_db


def tell(subject: str = "test:1", days_ago: int = 0) -> int:
    """An event of so many days ago, written as nobody but a restored backup could."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_event (at, by, centre, action, subject, details)"
            " VALUES (now() - make_interval(days => %s), 'mitali', '', 'test.told', %s, '{}')"
            " RETURNING id",
            [days_ago, subject],
        )
        return int(cursor.fetchone()[0])


def refused(sql: str, *parameters: Any) -> bool:
    """Whether PostgreSQL refuses the statement in the journal's words."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
    except DatabaseError as error:
        return "audit_event is append-only" in str(error)
    return False


def test_event_holds_who_what_and_codes_and_its_time_is_the_databases():
    event = record(action="test.told", subject="test:1", by=Actor("mitali", "NAD-001"), count=3)
    event.refresh_from_db()
    assert (event.by, event.centre, event.action) == ("mitali", "NAD-001", "test.told")
    assert (event.subject, event.details) == ("test:1", {"count": 3})
    with connection.cursor() as cursor:
        cursor.execute("SELECT now() <= %s AND %s <= clock_timestamp()", [event.at, event.at])
        assert cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_event_alone_is_refused():
    with pytest.raises(TransactionManagementError):
        record(action="test.told", subject="test:1", by=COMMAND)
    assert Event.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_event_falls_with_its_change():
    with suppress(ZeroDivisionError), transaction.atomic():
        record(action="test.told", subject="test:1", by=COMMAND)
        raise ZeroDivisionError
    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_event SET by = 'somebody else'",
        "UPDATE audit_event SET id = id",
        "DELETE FROM audit_event",
        "INSERT INTO audit_event SELECT * FROM audit_event"
        " ON CONFLICT (id) DO UPDATE SET by = 'somebody else'",
    ],
)
def test_event_is_never_altered_or_deleted(sql):
    tell(days_ago=500)
    assert refused(sql)
    assert list(Event.objects.values_list("by", flat=True)) == ["mitali"]


def test_journal_is_never_emptied():
    with connection.cursor() as cursor:
        # The tests turn this guard off for themselves, and on again here.
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER event_no_truncate")
    tell()
    assert refused("TRUNCATE audit_event")
    assert refused("TRUNCATE audit_event CASCADE")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL bsk.retention = 'on'")
    assert refused("TRUNCATE audit_event")
    assert Event.objects.count() == 1


@pytest.mark.parametrize(("days_ago", "goes"), [(179, False), (181, True), (500, True)])
def test_retention_deletes_what_is_older_than_the_law_asks(days_ago, goes):
    event = tell(days_ago=days_ago)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL bsk.retention = 'on'")
        assert refused("DELETE FROM audit_event WHERE id = %s", event) is not goes
        assert refused("UPDATE audit_event SET by = 'x' WHERE id = %s", event) is not goes
    assert Event.objects.filter(pk=event).exists() is not goes


@pytest.mark.parametrize("word", ["off", "", "true"])
def test_retention_must_be_named_in_so_many_words(word):
    event = tell(days_ago=500)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('bsk.retention', %s, true)", [word])
    assert refused("DELETE FROM audit_event WHERE id = %s", event)
