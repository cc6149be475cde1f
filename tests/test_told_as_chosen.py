"""Each person is told by the way that reaches her, as she chose; what the law has told is always told."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from audit.journal.actors import CITIZEN, SCHEDULE
from audit.journal.recording import record
from audit.journal.retention import cutoff
from citizens.models import Notice, NoticeChoice
from citizens.notices.choices import choose
from citizens.notices.telling import Contact, next_daytime, tell
from citizens.people.retention import RULES as OF_PEOPLE
from services.requests.erasing import tell_of_erasure
from services.requests.retention import RULES
from tests.admin_rows import make_citizen, make_request
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db
MOBILE, DAY, HOUR = "+919830012345", timedelta(days=1), timedelta(hours=1)
NUMBER = {"number": "BSK-3C4D-7XYA-9KMNP"}


def told(template: str = "request.taken", values: Any = NUMBER, **contact: str) -> list[Any]:
    """What one telling put into the outbox: channel, recipient and language."""
    with transaction.atomic():
        event = record(action="request.taken", subject="request:X", by=CITIZEN)
        tell(
            event=event,
            about="request:X",
            contact=Contact(**contact),
            template=template,
            values=values,
        )
    rows = Notice.objects.filter(event=event)
    return list(rows.values_list("channel", "recipient", "language"))


def link() -> dict[str, str]:
    return {**NUMBER, "link": "http://localhost:8000/track/X/"}


def test_mobile_goes_before_mail_and_mail_before_a_letter(settings: Any) -> None:
    settings.PUBLIC_URL = "http://localhost:8000"
    every = {"mobile": MOBILE, "email": "a@example.in", "postal": "Rina\nKalyani"}
    assert told(**every) == [("sms", MOBILE, "bn")]
    every.pop("mobile")
    assert told(**every, language="hi") == [("email", "a@example.in", "hi")]
    every.pop("email")
    assert told(**every) == []  # each step is not worth a letter; what the law has told is
    assert told("request.papers", link(), **every) == [("letter", "Rina\nKalyani", "bn")]
    assert told() == []


@pytest.mark.parametrize(
    ("template", "values"),
    [
        ("request.unheard_of", NUMBER),
        ("request.taken", {}),
        ("request.taken", {"number": ""}),
        ("request.taken", {**NUMBER, "name": "Rina"}),
        ("request.papers", {**NUMBER, "link": "https://example.com/track/"}),
    ],
)
def test_what_would_leave_a_gap_or_lead_elsewhere_is_refused(template: str, values: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        told(template, values, mobile=MOBILE)
    assert Notice.objects.count() == 0


def test_choices_hold_for_steps_and_never_for_what_the_law_has_told(settings: Any) -> None:
    settings.PUBLIC_URL = "http://localhost:8000"
    choose(MOBILE, language="ur", wants_status=False, wants_feedback=True, by=CITIZEN)
    assert told(mobile=MOBILE, email="a@example.in") == []
    assert told("request.rejected", link(), mobile=MOBILE) == [("sms", MOBILE, "ur")]


@pytest.mark.parametrize(
    ("now", "sent"),
    [
        ("2026-11-25T07:59:59+05:30", "2026-11-25T08:00:00+05:30"),
        ("2026-11-25T08:00:00+05:30", "2026-11-25T08:00:00+05:30"),
        ("2026-11-25T20:59:59+05:30", "2026-11-25T20:59:59+05:30"),
        ("2026-11-25T21:00:00+05:30", "2026-11-26T08:00:00+05:30"),
    ],
)
def test_what_the_clock_says_waits_for_the_day(now: str, sent: str) -> None:
    moment = datetime.fromisoformat
    assert next_daytime(moment(now)) == moment(sent)


def test_choices_go_when_nobody_has_the_number(nadia: Any) -> None:
    for mobile in (MOBILE, "+919830099999"):
        choose(mobile, language="", wants_status=False, wants_feedback=True, by=CITIZEN)
    make_citizen(mobile=MOBILE)
    rule = next(rule for rule in OF_PEOPLE if rule.kind == "notice_choice")
    assert rule.delete(timezone.now() + DAY) == 1
    assert list(NoticeChoice.objects.values_list("mobile", flat=True)) == [MOBILE]


def test_citizen_is_told_once_at_least_48_hours_before_her_request_goes(
    caste_certificate: Any,
) -> None:
    now = timezone.now()
    citizen = make_citizen(mobile=MOBILE)
    make_request(caste_certificate, citizen=citizen, status="rejected", closed_at=now)
    end = now + 401 * DAY
    assert tell_of_erasure(end - 4 * DAY, by=SCHEDULE) == 0
    with time_machine.travel(end - 3 * DAY):
        assert [tell_of_erasure(timezone.now(), by=SCHEDULE) for _each in range(2)] == [1, 0]
    said = Notice.objects.get(template="data.erased_soon")
    day = timezone.localdate(end)
    assert said.values["day"] == day.isoformat()
    night = datetime.combine(day, time.min, said.created_at.tzinfo)
    assert night - said.next_try_at >= 2 * DAY - 6 * HOUR
    rule = next(rule for rule in RULES if rule.kind == "request")
    assert [rule.delete(cutoff(at, rule.days())) for at in (end - DAY, end)] == [0, 1]
