"""The first accounts: made once, with passwords that are shown and cannot be found again."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from audit.models import Event, Operator

LINE = re.compile(r"login name (\S+), password (\S+)")


def made() -> list[tuple[str, str]]:
    out = StringIO()
    call_command("first_accounts", stdout=out)
    return LINE.findall(out.getvalue())


def test_first_accounts_are_shown_once_with_passwords_that_open(centre: Any) -> None:
    accounts = made()
    assert [name for name, _ in accounts] == ["administrator", "operator"]
    for name, password in accounts:
        operator = Operator.objects.get(login_name=name)
        assert operator.check_password(password)
        assert len(set(password)) > 8
    assert Operator.objects.get(login_name="operator").centre == centre
    assert made() == []
    assert Operator.objects.count() == 2


def test_passwords_of_two_installations_differ(centre: Any) -> None:
    first = dict(made())
    Operator.objects.all().delete()
    second = dict(made())
    assert len({*first.values(), *second.values()}) == 4


def test_password_is_in_no_event(centre: Any) -> None:
    accounts = made()
    events = list(Event.objects.order_by("id").values_list("action", "subject", "details"))
    assert events == [
        ("operator.created", "operator:administrator", {"role": "administrator"}),
        ("operator.created", "operator:operator", {"role": "operator"}),
    ]
    assert all(password not in str(events) for _, password in accounts)


def test_without_a_centre_only_the_administrator_is_made(db: None) -> None:
    assert [name for name, _ in made()] == ["administrator"]


def test_nobody_is_made_where_somebody_is(operator: Any) -> None:
    assert made() == []
    assert list(Operator.objects.all()) == [operator]


def test_production_shows_passwords_to_a_terminal_only(centre: Any, settings: Any) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="at a terminal"):
        made()
    assert Operator.objects.count() == 0


def test_first_operator_signs_in_with_the_password_shown(client: Client, centre: Any) -> None:
    password = dict(made())["operator"]
    told = {"username": "operator", "password": password}
    assert client.post("/operator/sign-in/", told).status_code == 302
