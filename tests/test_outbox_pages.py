"""PMU's outbox and letters: what failed is seen and sent again, whom it is to is not shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import Event
from bsk_portal.readiness import CHECKS
from citizens.models import Notice
from tests.conftest import make_staff
from tests.gateway_fixtures import account, make_notice
from tests.test_sign_in import sign_in

pytestmark = pytest.mark.django_db
TOKEN = "a-token-for-tests-7391-4620"
ADDRESS = f"/gateway/reports/{TOKEN}/"


@pytest.fixture
def helpdesk(client: Client) -> Client:
    make_staff("pmu.help", "Rina Das", role="helpdesk")
    sign_in(client, "pmu.help")
    return client


def text(client: Client, path: str) -> str:
    return client.get(path, headers={"Accept-Language": "en"}).content.decode()


def test_help_desk_sees_what_failed_without_the_number_and_sends_it_again(helpdesk: Client) -> None:
    now = timezone.now()
    failed = make_notice(1234, state="failed", why="gateway_406", ended_at=now, attempts=4)
    unknown = make_notice(2, state="unknown", why="no_answer")
    emptied = make_notice(3, state="failed", recipient="", values={})
    page = text(helpdesk, "/pmu/outbox/")
    assert ("…1234" in page, "9800001234" in page, "406" in page) == (True, False, True)
    told = {"notice": failed.pk}
    assert helpdesk.post("/pmu/outbox/resending/", told).status_code == 302
    assert helpdesk.post("/pmu/outbox/resending/", told).status_code == 302  # pressed twice
    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.ended_at) == ("waiting", 0, None)
    helpdesk.post("/pmu/outbox/resending/", {"notice": "all"})
    states = Notice.objects.filter(pk__in=[unknown.pk, emptied.pk]).order_by("pk")
    assert list(states.values_list("state", flat=True)) == ["waiting", "failed"]
    events = Event.objects.filter(action="notice.resent").values_list("by", "details")
    assert list(events) == [("pmu.help", {"count": 1})] * 2


@pytest.mark.parametrize("told", ["", "x", "9" * 30, "-1", "²", "12345"])
def test_resending_what_is_none_does_nothing(helpdesk: Client, told: str) -> None:
    assert helpdesk.post("/pmu/outbox/resending/", {"notice": told}).status_code == 302
    assert Event.objects.filter(action="notice.resent").count() == 0
    assert helpdesk.get("/pmu/outbox/", {"before": told, "list": told}).status_code == 200


def test_outbox_goes_page_by_page_and_asks_as_much_for_many_as_for_one(
    helpdesk: Client, django_assert_max_num_queries: Any
) -> None:
    for last in range(52):
        make_notice(last, state="failed")
    with django_assert_max_num_queries(16):
        first = text(helpdesk, "/pmu/outbox/")
    rows = first.count("…00")
    oldest = Notice.objects.order_by("id")[1]
    assert (rows, f"before={Notice.objects.order_by('id')[2].pk}" in first) == (50, True)
    assert text(helpdesk, f"/pmu/outbox/?before={oldest.pk + 1}").count("…00") == 2


def test_letters_are_printed_once_and_only_those_that_stood_on_the_page(helpdesk: Client) -> None:
    told = {
        "channel": "letter",
        "template": "enquiry.reply",
        "language": "en",
        "values": {"number": "3C4D", "reply": "The camp is on Monday.\n\n<b>Bring</b> the card."},
    }
    first = make_notice(1, recipient="Fatema Khatun\nRasullapur\nNadia 741222", **told)
    page = text(helpdesk, "/pmu/letters/")
    assert "Fatema Khatun\nRasullapur" in page
    assert "&lt;b&gt;Bring&lt;/b&gt; the card." in page
    later = make_notice(2, recipient="Abdul Khatun\nNadia", **told)
    for _time in range(2):
        helpdesk.post("/pmu/letters/printing/", {"letter": [first.pk, "x"]})
    states = Notice.objects.order_by("pk").values_list("pk", "state")
    assert list(states) == [(first.pk, "sent"), (later.pk, "waiting")]
    assert Event.objects.get(action="notice.printed").details == {"count": 1}


def test_readyz_tells_of_messages_that_wait_and_letters_nobody_prints(settings: Any) -> None:
    old = make_notice(1)
    letter = make_notice(2, channel="letter", recipient="Fatema Khatun\nNadia")
    assert CHECKS["messages"]() == ""
    ago = timezone.now() - timedelta(hours=80)
    Notice.objects.filter(pk__in=[old.pk, letter.pk]).update(created_at=ago)
    assert CHECKS["messages"]() == "a letter is not printed for 80.0 hours."
    settings.SMS_GATEWAY = account(9)
    settings.SMS_DAILY_PARTS = 5
    make_notice(3, state="sent", sent_at=timezone.now(), part_count=4)
    make_notice(4, state="unknown", claimed_at=ago)
    assert CHECKS["messages"]() == (
        "the oldest waits for 80.0 hours. a letter is not printed for 80.0 hours."
        " of 1 nobody knows whether they were sent. 80 % of the day's SMS parts are used."
    )


def test_delivery_report_is_kept_once_whatever_comes_after_it(
    client: Client, settings: Any
) -> None:
    settings.SMS_REPORT_TOKEN = TOKEN
    notice = make_notice(1, state="sent", gateway_id="150620161466003974245msdgsms")
    told = {"msgid": notice.gateway_id, "mobileno": "919800000001"}
    steps = [("SUBMITTED", "2026-11-25 12:00:00"), ("DELIVERED", "2026-11-25 12:01:00")]
    steps += [steps[1], ("EXPIRED", "2026-11-26 12:00:00"), ("DELIVERED", "2027-01-01 00:00:00")]
    for status, at in steps:
        answer = client.post(ADDRESS, {**told, "status": status, "time": at})
        assert answer.status_code == 200
    notice.refresh_from_db()
    assert notice.delivery_state == "delivered"
    assert timezone.localtime(notice.delivered_at).isoformat() == "2026-11-25T12:01:00+05:30"


@pytest.mark.parametrize("at", ["0001-01-01 00:00:00", "9999-12-31 23:59:59-23:00"])
def test_report_of_a_time_that_cannot_be_leaves_the_message_readable(
    client: Client, settings: Any, at: str
) -> None:
    settings.SMS_REPORT_TOKEN = TOKEN
    notice = make_notice(1, state="sent", gateway_id="1msgsms")
    told = {"msgid": "1msgsms", "status": "DELIVERED", "time": at}
    assert client.post(ADDRESS, told).status_code == 200
    now = timezone.now()
    delivered = Notice.objects.filter(pk=notice.pk, delivered_at__year=now.year)
    assert delivered.count() == 1


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"msgid": "never-heard-of", "status": "DELIVERED"}, 200),
        ({"msgid": "x", "status": "DELIVERED", "time": "2026-99-99 99:99:99"}, 200),
        ({"msgid": "x", "status": "DELIVERED", "time": "9" * 5_000}, 200),
        ({}, 400),
        ({"msgid": "x" * 81, "status": "DELIVERED"}, 400),
        ({"msgid": "x\x00", "status": "DELIVERED"}, 400),
        ({"msgid": "x", "status": "চলে গেছে"}, 400),
    ],
    ids=str,
)
def test_report_of_an_unknown_message_or_of_none_breaks_nothing(
    client: Client, settings: Any, told: dict[str, str], status: int
) -> None:
    settings.SMS_REPORT_TOKEN = TOKEN
    assert client.post(ADDRESS, told).status_code == status


def test_report_without_the_token_finds_nothing(client: Client, settings: Any) -> None:
    told = {"msgid": "x", "status": "DELIVERED"}
    for token in ("", TOKEN):
        settings.SMS_REPORT_TOKEN = token
        assert client.post("/gateway/reports/another-token/", told).status_code == 404
