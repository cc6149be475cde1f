"""Five wrong passwords stop a login at an address for a quarter of an hour, and nobody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt
from django.db import connection
from django.test import Client
from django.utils import timezone

from audit.models import Refusal
from tests.conftest import PASSWORD
from tests.test_sign_in import SIGN_IN, sign_in


def fail(times: int, login_name: str = "mitali", **client: Any) -> None:
    """Wrong passwords, each from a browser without a session."""
    for _ in range(times):
        assert sign_in(Client(**client), login_name, "wrong").status_code == 200


def is_locked(login_name: str = "mitali", **client: Any) -> bool:
    return bool(sign_in(Client(**client), login_name).status_code == 200)


def rules() -> list[str]:
    return list(Refusal.objects.order_by("id").values_list("rule", flat=True))


def test_fourth_wrong_password_leaves_a_try(operator):
    fail(4)
    assert not is_locked()


def test_right_password_begins_the_count_anew(operator):
    fail(4)
    assert not is_locked()
    fail(4)
    assert not is_locked()


def test_fifth_wrong_password_locks_and_each_refusal_is_told_once(operator):
    fail(5)
    assert is_locked()
    assert rules() == ["sign_in"] * 4 + ["lockout"] * 2


def test_lock_ends_by_itself_after_a_quarter_of_an_hour(operator):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        fail(5)
    with time_machine.travel(start + timedelta(minutes=14, seconds=59), tick=False):
        assert is_locked()
    with time_machine.travel(start + timedelta(minutes=15, seconds=1), tick=False):
        assert not is_locked()


def test_lock_is_not_dodged_by_another_ipv6_address_of_the_same_household(operator):
    for number in range(5):
        fail(1, REMOTE_ADDR=f"2001:db8:1:2::{number}")
    assert is_locked(REMOTE_ADDR="2001:db8:1:2:3:4:5:6")
    assert not is_locked(REMOTE_ADDR="2001:db8:1:3::1")


@pytest.mark.parametrize(
    "disguise",
    [
        {"HTTP_X_FORWARDED_FOR": "6.6.6.6"},
        {"HTTP_USER_AGENT": "another browser"},
        {"HTTP_ACCEPT": "text/plain"},
    ],
)
def test_lock_is_not_dodged_by_a_header(operator, disguise):
    fail(3)
    for number in range(2):
        header, value = next(iter(disguise.items()))
        fail(1, **{header: f"{value}{number}"})
    assert is_locked(**disguise)


@pytest.mark.parametrize("spelling", ["MITALI", " mitali ", "mit\0ali", "Mitali\t"])
def test_lock_is_not_dodged_by_another_spelling(operator, spelling):
    fail(3)
    fail(2, spelling)
    assert is_locked()
    assert is_locked(spelling)


def test_attacker_does_not_lock_a_colleague_at_the_same_address(operator, colleague):
    fail(12)
    assert is_locked()
    assert not is_locked("rafiq")


def test_attacker_elsewhere_does_not_lock_the_operator_at_her_centre(operator):
    fail(5, REMOTE_ADDR="10.66.0.1")
    assert is_locked(REMOTE_ADDR="10.66.0.1")
    assert not is_locked(REMOTE_ADDR="10.20.0.5")


def test_tries_through_our_own_proxy_are_counted_by_the_visitors_address(settings, operator):
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    proxy = {"REMOTE_ADDR": "10.0.0.1"}
    for spoofed in range(5):
        fail(1, HTTP_X_FORWARDED_FOR=f"6.6.6.{spoofed}, 203.0.113.7", **proxy)
    assert is_locked(HTTP_X_FORWARDED_FOR="203.0.113.7", **proxy)
    assert not is_locked(HTTP_X_FORWARDED_FOR="203.0.113.8", **proxy)


def test_stored_tries_hold_nothing_that_was_typed(operator):
    for _ in range(2):
        Client().post(
            f"{SIGN_IN}?secret=in-the-address",
            {
                "username": "mitali",
                "password": "a-wrong-password",
                "aadhaar": "234123412346",
                "next": "/desk/",
            },
        )
    attempt = AccessAttempt.objects.get()
    assert (attempt.username, attempt.failures_since_start) == ("mitali", 2)
    assert attempt.get_data.strip("\n-") == attempt.post_data.strip("\n-") == ""


@pytest.mark.django_db(transaction=True)
def test_parallel_tries_get_no_more_than_five(operator, monkeypatch):
    """Twelve at once from one address, the last of them with the right password."""
    from audit.centres.models import Operator

    tried: list[str] = []
    real = Operator.check_password

    def counted(self: Any, raw_password: str) -> bool:
        tried.append(raw_password)
        return real(self, raw_password)

    monkeypatch.setattr(Operator, "check_password", counted)
    together = Barrier(12)

    def attempt(number: int) -> int:
        together.wait()
        try:
            return int(sign_in(Client(), password=f"wrong {number}").status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        assert list(pool.map(attempt, range(12))) == [200] * 12
    assert len(tried) == 5
    assert sorted(rules()) == ["lockout"] * 8 + ["sign_in"] * 4
    assert sign_in(Client(), password=PASSWORD).status_code == 200
