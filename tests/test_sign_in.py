"""Staff come in by one door, which says the same to everybody it refuses."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from argon2 import extract_parameters
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session

from audit.models import Operator, Refusal, Visit
from tests.conftest import PASSWORD

SIGN_IN = "/operator/sign-in/"


def sign_in(client: Any, login_name: str = "mitali", password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(SIGN_IN, {"username": login_name, "password": password, **extra})


def refusals() -> list[tuple[str, str]]:
    return list(Refusal.objects.order_by("id").values_list("rule", "login_name"))


def test_operator_signs_in_at_the_desk_with_a_visit_in_her_name(client, operator):
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (302, "/desk/")
    visit = Visit.objects.get()
    assert (visit.login_name, visit.centre, visit.ip) == ("mitali", "NAD-001", "127.0.0.1")
    assert (visit.out_time, visit.ended) == (None, "")
    operator.refresh_from_db()
    assert (operator.visit_id, operator.visit_access_time) == (visit.id, visit.access_time)
    assert refusals() == []


def test_administrator_signs_in_at_the_admin_in_any_case_and_with_spaces(client, administrator):
    response = sign_in(client, "  ANINDITA ")
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_password_is_kept_as_argon2id_with_nineteen_mebibytes(operator):
    parameters = extract_parameters(operator.password.removeprefix("argon2"))
    assert operator.password.startswith("argon2$argon2id$")
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (19_456, 2, 1)


@pytest.fixture
def hashes(monkeypatch) -> list[str]:
    """Every password hash computed from here on."""
    import argon2.low_level

    made: list[str] = []
    real = argon2.low_level.hash_secret

    def counted(*args: Any, **kwargs: Any) -> bytes:
        made.append("hash")
        return real(*args, **kwargs)

    real_verify = argon2.low_level.verify_secret

    def counted_verify(*args: Any, **kwargs: Any) -> bool:
        made.append("hash")
        return real_verify(*args, **kwargs)

    monkeypatch.setattr(argon2.low_level, "hash_secret", counted)
    monkeypatch.setattr(argon2.low_level, "verify_secret", counted_verify)
    monkeypatch.setattr("argon2._password_hasher.verify_secret", counted_verify)
    return made


def test_unknown_wrong_inactive_and_locked_get_the_same_answer_for_the_same_work(
    client, operator, colleague, outsider, hashes
):
    Operator.objects.filter(pk=colleague.pk).update(is_active=False)
    for _ in range(5):
        sign_in(client, "sanjoy", "wrong")
    answers = []
    for login_name, password in (
        ("nobody-here", "wrong"),
        ("mitali", "wrong"),
        ("rafiq", PASSWORD),
        ("sanjoy", PASSWORD),
    ):
        hashes.clear()
        response = sign_in(client, login_name, password)
        page = response.content.decode().replace(login_name, "X")
        page = page.replace(str(response.context["csrf_token"]), "TOKEN")
        answers.append((response.status_code, len(hashes), page))
    assert answers[0][:2] == (200, 1)
    assert answers[1:] == answers[:1] * 3


def test_the_try_that_locks_does_no_more_work_than_others(client, operator, hashes):
    counts = []
    for _ in range(7):
        hashes.clear()
        sign_in(client, password="wrong")
        counts.append(len(hashes))
    assert counts == [1] * 7


@pytest.mark.parametrize(
    ("typed", "somebodys"),
    [
        ("x" * 300, False),
        ("mit%00ali", True),
        ("%ED%A0%80", False),
        ("%ff", False),
        (quote("MITALI "), True),
        (quote("মিতালি"), False),
        (quote(PASSWORD), False),
    ],
)
def test_odd_login_name_is_refused_and_counted(client, operator, typed, somebodys):
    for _ in range(5):
        response = client.post(
            SIGN_IN,
            f"username={typed}&password=wrong",
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code == 200
    counted_as = "mitali" if somebodys else refusals()[0][1]
    assert refusals() == [("sign_in", counted_as)] * 4 + [("lockout", counted_as)]
    assert somebodys or re.fullmatch("unknown-[0-9a-f]{10}", counted_as)


def test_password_typed_as_the_login_name_is_kept_nowhere(client, operator):
    sign_in(client, "সবুজ ধান ক্ষেত", "wrong")
    kept = [*refusals(), *AccessAttempt.objects.values_list("username", "post_data", "get_data")]
    assert kept
    assert "ধান" not in str(kept)


def test_empty_form_is_asked_for_again_and_is_no_refused_login(client, operator):
    response = client.post(SIGN_IN, {})
    assert sorted(response.context["form"].errors) == ["password", "username"]
    assert (response.status_code, refusals()) == (200, [])


def test_password_with_odd_characters_is_refused_and_counted(client, operator):
    response = sign_in(client, password="a\0b" + "অ" * 5_000)
    assert (response.status_code, refusals()) == (200, [("sign_in", "mitali")])


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example/",
        "http:///evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\x00//evil.example",
        "/" + "a" * 5_000,
        "",
    ],
)
def test_operator_lands_on_her_own_page_whatever_another_site_wants(client, operator, wanted):
    response = sign_in(client, next=wanted)
    assert (response.status_code, response["Location"]) == (302, "/desk/")


def test_operator_lands_on_the_page_she_wanted(client, operator):
    page = client.get(SIGN_IN, {"next": "/desk/?day=today"})
    assert page.context["next"] == "/desk/?day=today"
    assert sign_in(client, next="/desk/?day=today")["Location"] == "/desk/?day=today"


def test_planted_session_is_thrown_away_and_the_key_is_new(client, operator):
    planted = client.session
    planted["my_mobile"] = "9800000000"
    planted.save()
    key = planted.session_key
    client.cookies["bsk-session"] = key
    sign_in(client)
    assert client.session.session_key != key
    assert "my_mobile" not in client.session
    assert not Session.objects.filter(session_key=key).exists()


def test_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client, operator):
    cookie = sign_in(client).cookies["bsk-session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["domain"] == cookie["max-age"] == ""


def test_sign_in_page_is_in_bangla_and_is_not_kept_by_the_browser(client, db):
    page = client.get(SIGN_IN)
    assert page["Cache-Control"] == "no-store"
    assert "কর্মী" in page.content.decode()
