"""A message leaves once, whatever the gateway does; what cannot leave waits, and is seen."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from audit.journal.retention import INDIA
from citizens.models import Notice
from citizens.notices import caps, workers
from citizens.notices.backoff import PAUSES
from citizens.notices.minding import end_the_late, mend_times
from citizens.notices.settling import Settler
from citizens.notices.stand_in.server import Server
from tests.gateway_fixtures import account, gateway_up, make_notice, one_round
from tests.operation_fixtures import free_port

pytestmark = pytest.mark.django_db
TRIED = ("state", "why", "attempts")


@pytest.fixture
def gateway(settings: Any) -> Iterator[Server]:
    with gateway_up() as server:
        settings.SMS_GATEWAY = server.gateway.account
        yield server


def settle() -> None:
    from django.conf import settings

    assert settings.SMS_GATEWAY is not None
    Settler(settings.SMS_GATEWAY, wait_seconds=0).settle(timezone.now())


def tried(notice: Notice) -> Any:
    return Notice.objects.values_list(*TRIED).get(pk=notice.pk)


@pytest.fixture(autouse=True)
def known(settings: Any) -> None:
    """Every number here is somebody's."""
    settings.KNOWN_NUMBERS = ["builtins.bool"]


def test_message_in_bangla_arrives_whole_and_is_kept_with_the_gateways_number(
    gateway: Server,
) -> None:
    notice = make_notice(1)
    one_round()
    (message,) = gateway.gateway.messages
    told = "".join(chr(int(entity)) for entity in message.content[2:-1].split(";&#"))
    assert message.mobile == "919800000001"
    assert told == (
        "আপনার আবেদন জমা হয়েছে। প্রাপ্তি নম্বর 3C4D-5E6F-00001। 15/12/2026 তারিখের মধ্যে কাজ হওয়ার কথা।"
    )
    notice.refresh_from_db()
    assert tried(notice) == ("sent", "", 1)
    assert (notice.gateway_id, notice.part_count) == (message.gateway_id, 2)
    assert notice.sent_at == notice.ended_at


def test_message_in_english_is_sent_as_plain_text(gateway: Server) -> None:
    make_notice(1, language="en")
    one_round()
    assert gateway.gateway.messages[0].content.startswith("Your application is received.")


def test_codes_go_before_all_others_and_are_forgotten_when_sent(gateway: Server) -> None:
    make_notice(1)
    code = make_notice(
        2,
        template="code.sign_in",
        values={"code": "123456"},
        about="code:1",
        not_after=timezone.now() + timedelta(minutes=10),
        language="en",
    )
    one_round()
    assert [message.mobile[-1] for message in gateway.gateway.messages] == ["2", "1"]
    code.refresh_from_db()
    assert (code.state, code.values) == ("sent", {})


def test_code_that_ran_out_is_dropped_unsent_and_forgotten(gateway: Server) -> None:
    late = timezone.now() - timedelta(seconds=1)
    told = {"template": "code.sign_in", "values": {"code": "123456"}, "not_after": late}
    codes = [make_notice(1, **told), make_notice(2, **told, state="unknown")]
    one_round()
    end_the_late(timezone.now())
    assert gateway.gateway.messages == []
    for code in codes:
        code.refresh_from_db()
        assert (code.state, code.why, code.values) == ("dropped", "too_late", {})


def test_gateway_that_is_down_leaves_the_message_waiting_and_it_goes_later(
    gateway: Server, settings: Any
) -> None:
    notice = make_notice(1)
    settings.SMS_GATEWAY = account(free_port())
    one_round()
    assert tried(notice) == ("waiting", "unreachable", 1)
    settings.SMS_GATEWAY = gateway.gateway.account
    Notice.objects.update(next_try_at=timezone.now())
    one_round()
    assert tried(notice) == ("sent", "", 2)


@pytest.mark.parametrize(
    ("mode", "why"), [("refuses", "http_503"), ("error", "gateway_404")], ids=str
)
def test_gateway_that_refuses_is_asked_again_and_the_message_goes_once(
    gateway: Server, mode: str, why: str
) -> None:
    notice = make_notice(1)
    gateway.gateway.mode = mode
    one_round()
    assert tried(notice) == ("waiting", why, 1)
    gateway.gateway.mode = "well"
    Notice.objects.update(next_try_at=timezone.now())
    one_round()
    assert tried(notice) == ("sent", "", 2)
    assert list(gateway.gateway.counts().values()) == [1]


@pytest.mark.parametrize("mode", ["breaks", "slow", "down"])
def test_message_whose_answer_nobody_saw_is_settled_by_the_report_and_goes_once(
    gateway: Server, mode: str
) -> None:
    gateway.gateway.mode, gateway.gateway.seconds = mode, 0.8
    notice = make_notice(1)
    one_round()
    assert tried(notice) == ("unknown", "no_answer", 1)
    if mode == "slow":
        time_passes(0.6)
    settle()
    if mode == "down":  # nor does it answer about its reports
        assert tried(notice)[0] == "unknown"
        gateway.gateway.mode = "well"
        settle()
        assert tried(notice)[:2] == ("waiting", "not_accepted")
        Notice.objects.update(next_try_at=timezone.now())
        one_round()
    assert tried(notice)[0] == "sent"
    assert list(gateway.gateway.counts().values()) == [1]


def time_passes(seconds: float) -> None:
    import time

    time.sleep(seconds)


def test_unknown_message_waits_for_a_person_where_the_gateway_has_no_report(
    gateway: Server, settings: Any
) -> None:
    settings.SMS_GATEWAY = account(gateway.server_port, reports_url="")
    gateway.gateway.mode = "breaks"
    notice = make_notice(1)
    one_round()
    settle()
    assert tried(notice) == ("unknown", "no_answer", 1)


def test_report_of_another_message_to_the_number_settles_nothing(gateway: Server) -> None:
    sent = make_notice(1)
    one_round()
    lost = make_notice(1, state="unknown", claimed_at=timezone.now(), why="worker_died")
    settle()
    assert (tried(sent)[0], tried(lost)[0]) == ("sent", "waiting")


def test_unknown_message_is_not_settled_while_another_to_the_number_is_in_hand(
    gateway: Server,
) -> None:
    lost = make_notice(1, state="unknown", claimed_at=timezone.now())
    make_notice(1, state="sending", claimed_by=7)
    settle()
    assert tried(lost)[0] == "unknown"


def test_what_a_dead_worker_had_in_hand_is_unknown_and_a_living_ones_is_not() -> None:
    number = workers.begin()
    mine = make_notice(1, state="sending", claimed_by=number)
    dead = make_notice(2, state="sending", claimed_by=number + 1 if number < 2**31 - 1 else 1)
    assert workers.give_up_claims_of_the_dead(timezone.now()) == 1
    assert (tried(mine)[0], tried(dead)[:2]) == ("sending", ("unknown", "worker_died"))
    workers.end(number)


def test_number_that_the_gateway_will_never_take_fails_at_once_and_the_rest_goes(
    gateway: Server,
) -> None:
    bad = make_notice(1, recipient="+91123")
    garbled = make_notice(2, values={"number": "3C4D"})
    unheard = make_notice(3, template="no.such")
    good = make_notice(4)
    one_round()
    assert tried(bad)[:2] == ("failed", "gateway_406")
    assert [tried(notice)[:2] for notice in (garbled, unheard)] == [("failed", "template")] * 2
    assert tried(good)[0] == "sent"


def test_message_that_fails_for_three_days_is_given_up_and_seen() -> None:
    assert sum(PAUSES, timedelta()) == timedelta(hours=72)
    notice = make_notice(1)
    from citizens.notices.backoff import next_try

    now = timezone.now()
    notice.attempts = len(PAUSES)
    assert next_try(notice, now) == now + timedelta(hours=12)
    notice.attempts += 1
    assert next_try(notice, now) is None
    notice.attempts, notice.created_at = 3, now - timedelta(hours=72)
    assert next_try(notice, now) is None


def test_clock_that_ran_ahead_leaves_no_message_waiting_for_its_time() -> None:
    now = timezone.now()
    ahead = make_notice(1, next_try_at=now + timedelta(days=300))
    soon = make_notice(2, next_try_at=now + timedelta(hours=11))
    mend_times(now)
    due = Notice.objects.filter(next_try_at__lte=now)
    assert list(due) == [ahead]
    assert tried(soon)[0] == "waiting"


def test_message_of_a_change_that_was_undone_is_never_sent(gateway: Server) -> None:
    with transaction.atomic():
        make_notice(1)
        transaction.set_rollback(True)
    one_round()
    assert gateway.gateway.messages == []


def test_message_that_the_clock_made_waits_for_the_day(gateway: Server) -> None:
    night = datetime(2026, 11, 25, 22, 30, tzinfo=INDIA)
    with time_machine.travel(night, tick=False):
        notice = make_notice(
            1, template="draft.expiring", values={"number": "3C4D", "day": "2026-12-01"}
        )
        one_round()
        notice.refresh_from_db()
        assert (notice.state, notice.why) == ("waiting", "night")
        assert notice.next_try_at == datetime(2026, 11, 26, 8, 0, tzinfo=INDIA)


def test_text_without_its_registration_waits_in_production(gateway: Server, settings: Any) -> None:
    settings.DEMONSTRATION = False
    notice = make_notice(1)
    one_round()
    assert tried(notice) == ("waiting", "unregistered", 0)


def test_number_over_its_cap_waits_and_still_gets_a_code(gateway: Server) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 12, 1, tzinfo=INDIA)):
        for _time in range(13):
            make_notice(1)
        code = {"template": "code.sign_in", "values": {"code": "123456"}}
        one_round()
        kept = make_notice(1, **code, not_after=timezone.now() + timedelta(minutes=10))
        one_round()
        assert tried(kept)[0] == "sent"
        assert Notice.objects.filter(state="sent").count() == 13
        assert Notice.objects.get(state="waiting").why == "cap_number"


def test_days_budget_keeps_its_last_tenth_for_codes(gateway: Server, settings: Any) -> None:
    settings.SMS_DAILY_PARTS = 4
    notices = [make_notice(number) for number in (1, 2, 3)]
    budget = caps.Budget()
    now = timezone.now()
    assert budget.left(now, for_codes=False)
    Notice.objects.filter(pk=notices[0].pk).update(state="sent", sent_at=now, part_count=4)
    fresh = caps.Budget()
    assert not fresh.left(now, for_codes=True)
    Notice.objects.filter(pk=notices[0].pk).update(part_count=3)
    settings.SMS_DAILY_PARTS = 3.2
    fresh = caps.Budget()
    assert (fresh.left(now, for_codes=False), fresh.left(now, for_codes=True)) == (False, True)
