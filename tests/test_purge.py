"""What a purge deletes, room by room, and what it spares whatever its age."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit.journal.actors import COMMAND
from audit.journal.recording import record
from audit.models import Event, JobRun, RateWindow, Refusal
from bsk_portal.inventory import inventory
from bsk_portal.schedule.purge import purge, what_is_due
from bsk_portal.schedule.retention import RULES
from citizens.models import Citizen, Notice
from services.models import Draft, ServiceRequest, StatusChange
from tests.retention_rows import (
    days_ago,
    make_citizen,
    make_draft,
    make_notice,
    make_request,
    make_version,
)

pytestmark = pytest.mark.django_db

# What goes with a row of another kind, by the rule of that kind.
GOES_WITH = {
    "services.ErasureTold": "request",
    "services.Appeal": "request",
    "services.PapersAsked": "request",
    "services.StatusChange": "request",
    "citizens.EnquirySending": "enquiry",
    "citizens.EnquiryStep": "enquiry",
    "services.Document": "draft",
    "services.GrievanceStep": "grievance",
    "axes.AccessAttemptExpiration": "access_attempt",
    "admin.LogEntry": None,  # nothing writes it: the journal is the record
}
OWN_KIND = {
    "citizens.NoticeChoice": "notice_choice",
    "services.Invitation": "invitation",
    "services.Score": "score",
    "audit.Event": "event",
    "audit.Refusal": "refusal",
    "audit.Visit": "visit",
    "audit.RateWindow": "rate_window",
    "citizens.Citizen": "citizen",
    "citizens.CitizenSession": "citizen_session",
    "citizens.Enquiry": "enquiry",
    "citizens.Notice": "notice",
    "citizens.OneTimeCode": "one_time_code",
    "services.Draft": "draft",
    "services.Grievance": "grievance",
    "services.ServiceRequest": "request",
    "axes.AccessAttempt": "access_attempt",
    "axes.AccessFailureLog": "access_failure",
    "axes.AccessLog": "access_log",
    "sessions.Session": "session",
}


def test_every_table_that_is_said_to_end_has_a_rule() -> None:
    ends = {label for label, entry in inventory().items() if entry["ends"] != "keep"}
    assert ends == {*OWN_KIND, *GOES_WITH}
    assert {rule.kind for rule in RULES} == {
        *OWN_KIND.values(),
        "enquiry_contact",
        "enquiry_source",
        "notice_body",
        "notice_letter",
        "notice_unsent",
        "answer",
    }


def make_event(days: float) -> Event:
    return Event.objects.create(at=days_ago(days), by="mitali", action="test", subject="test")


def run() -> dict[str, int]:
    """What went, by kind; kinds of which nothing went are left out."""
    done = purge(as_of=timezone.now(), by=COMMAND)
    assert [purged.fault for purged in done if purged.fault] == []
    return {purged.kind: purged.rows for purged in done if purged.rows}


def test_purge_takes_a_request_decided_long_ago_with_its_changes_and_its_person(
    nadia: Any,
) -> None:
    version = make_version()
    old, young = make_citizen(days_ago(900), nadia), make_citizen(days_ago(900), nadia, "Rina Das")
    make_request(old, version, days_ago(900), closed=days_ago(402))
    kept = make_request(young, version, days_ago(900), closed=days_ago(399))
    assert run() == {"request": 1, "citizen": 1}
    assert list(ServiceRequest.objects.all()) == [kept]
    assert list(Citizen.objects.all()) == [young]
    assert StatusChange.objects.count() == 1


def test_purge_spares_an_open_request_of_any_age_and_its_person(nadia: Any) -> None:
    citizen = make_citizen(days_ago(3000), nadia)
    make_request(citizen, make_version(), days_ago(3000), closed=None)
    assert run() == {}
    assert (ServiceRequest.objects.count(), Citizen.objects.count()) == (1, 1)


def test_purge_keeps_a_person_who_has_another_request(nadia: Any) -> None:
    citizen, version = make_citizen(days_ago(900), nadia), make_version()
    make_request(citizen, version, days_ago(900), closed=days_ago(402))
    make_request(citizen, version, days_ago(10), closed=None)
    assert run() == {"request": 1}
    assert list(Citizen.objects.all()) == [citizen]


def test_purge_takes_a_form_without_a_request_after_a_month_unless_a_draft_uses_it(
    nadia: Any,
) -> None:
    make_citizen(days_ago(32), nadia)
    kept = [make_citizen(days_ago(29), nadia), make_citizen(days_ago(32), nadia)]
    make_draft(days_ago(1), make_version(), kept[1])
    assert run() == {"citizen": 1}
    assert list(Citizen.objects.order_by("pk")) == kept


def test_purge_takes_a_draft_untouched_for_a_month(nadia: Any) -> None:
    version = make_version()
    make_draft(days_ago(31.5), version)
    kept = make_draft(days_ago(29), version)
    assert run() == {"draft": 1}
    assert list(Draft.objects.all()) == [kept]


def test_purge_empties_a_notice_a_week_after_it_was_sent_and_takes_it_with_the_log() -> None:
    make_notice(days_ago(402))
    two = [make_notice(days_ago(9)), make_notice(days_ago(9), recipient="+919830054321")]
    young = make_notice(days_ago(6))
    late = make_notice(days_ago(9))
    Notice.objects.filter(pk=late.pk).update(ended_at=days_ago(6))
    assert run() == {"notice_body": 3, "notice": 1}
    rows = Notice.objects.order_by("pk").values_list("pk", "recipient", "values", "state")
    assert list(rows) == [
        (two[0].pk, "", {}, "sent"),
        (two[1].pk, "", {}, "sent"),
        (young.pk, "+919830012345", {"number": "3C4D"}, "sent"),
        (late.pk, "+919830012345", {"number": "3C4D"}, "sent"),
    ]
    assert run() == {}


def test_purge_gives_up_what_waited_ten_days_and_a_letter_that_waited_thirty() -> None:
    letter = {"channel": "letter", "recipient": "Fatema Khatun\nRasullapur", "state": "waiting"}
    rows = [
        make_notice(days_ago(12), state="waiting"),
        make_notice(days_ago(12), state="unknown"),
        make_notice(days_ago(9), state="waiting"),
        make_notice(days_ago(12), **letter),
        make_notice(days_ago(32), **letter),
    ]
    assert run() == {"notice_unsent": 2, "notice_letter": 1}
    found = Notice.objects.order_by("pk").values_list("recipient", "state", "why")
    assert list(found) == [
        ("", "failed", "too_old"),
        ("", "failed", "too_old"),
        (rows[2].recipient, "waiting", ""),
        (rows[3].recipient, "waiting", ""),
        ("", "failed", "too_old"),
    ]


def test_two_recipients_of_one_event_can_both_be_forgotten() -> None:
    event = make_event(9)
    for recipient in ("+919830012345", "+919830054321"):
        make_notice(days_ago(9), event=event, recipient=recipient)
    assert run() == {"notice_body": 2}


@pytest.mark.django_db(transaction=True)
def test_purge_takes_events_though_nobody_else_may_delete_one() -> None:
    old, young = make_event(402), make_event(399)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        old.delete()
    assert run() == {"event": 1}
    assert list(Event.objects.filter(action="test")) == [young]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        young.delete()


def test_journal_refuses_a_purge_below_the_floor_whatever_the_setting(settings: Any) -> None:
    settings.RETENTION_DAYS = 100
    make_event(150)
    done = {purged.kind: purged for purged in purge(as_of=timezone.now(), by=COMMAND)}
    assert done["event"].fault == "ProgrammingError"
    assert Event.objects.filter(action="test").count() == 1


def test_purge_takes_old_sign_in_rows_rate_windows_and_expired_sessions() -> None:
    for days in (32, 29):
        attempt = AccessAttempt.objects.create(username=f"u{days}", failures_since_start=1)
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=days_ago(days))
    for age in (3.5, 1):
        RateWindow.objects.create(source=b"0" * 16, opened_at=days_ago(age))
    for age in (1.5, -1):
        Session.objects.create(session_key=f"k{age}", expire_date=days_ago(age))
    assert run() == {"session": 1, "access_attempt": 1, "rate_window": 1}
    assert list(Session.objects.values_list("session_key", flat=True)) == ["k-1"]


def test_purge_writes_one_event_with_counts_and_cut_offs() -> None:
    Refusal.objects.create(
        at=days_ago(500), rule="csrf", reference="ABCDEFGH", method="POST", path="/"
    )
    run()
    event = Event.objects.get(action="retention.purged")
    assert event.by == "command"
    assert event.details["refusal"] == 1
    assert event.details["refusal_before"].endswith("T00:00:00+05:30")
    assert [kind for kind in event.details if not kind.endswith("_before")] == sorted(
        (rule.kind for rule in RULES), key=list(event.details).index
    )


def test_dry_run_counts_and_deletes_nothing(nadia: Any) -> None:
    make_citizen(days_ago(32), nadia)
    make_notice(days_ago(402))
    make_event(402)
    due = {purged.kind: purged.rows for purged in what_is_due(timezone.now()) if purged.rows}
    assert due == {"citizen": 1, "notice_body": 1, "notice": 1, "event": 1}
    call_command("purge", "--dry-run")
    assert (Citizen.objects.count(), Notice.objects.count(), Event.objects.count()) == (1, 1, 1)


def test_every_rule_knows_its_oldest_row(nadia: Any) -> None:
    make_draft(days_ago(40), make_version())
    make_citizen(days_ago(50), nadia)
    make_notice(days_ago(60), recipient="", values={})
    oldest = {rule.kind: rule.oldest() for rule in RULES}
    ages = {kind: (timezone.now() - at).days for kind, at in oldest.items() if at}
    assert ages == {"draft": 40, "citizen": 50, "notice": 60}


def test_purge_writes_as_many_queries_for_many_rows_as_for_one(nadia: Any) -> None:
    counts = []
    for rows in (1, 30):
        for _ in range(rows):
            make_citizen(days_ago(32), nadia)
        with connection.execute_wrapper(counter := QueryCounter()):
            run()
        counts.append(counter.queries)
    assert counts[0] == counts[1]


class QueryCounter:
    queries = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.queries += 1
        return execute(sql, params, many, context)


def test_record_of_a_purge_belongs_to_the_nightly_job_of_the_same_name() -> None:
    record_of = JobRun.objects.filter(name="purge")
    with transaction.atomic():
        record(action="test", subject="test", by=COMMAND)
    call_command("purge")
    run_of = record_of.get()
    assert run_of.outcome == "Nothing was past its period."
    assert run_of.succeeded_at is not None
    assert timezone.now() - run_of.succeeded_at < timedelta(seconds=10)
