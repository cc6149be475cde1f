"""The address in the log is the peer's, or what our own proxies say; never a stranger's word."""

from typing import Any

import pytest
from django.test import RequestFactory

from audit.journal.checks import proxies_are_addresses
from audit.journal.client_address import client_address, network_part

PROXY = "10.9.0.1"


def address(peer: str, forwarded: str | None = None) -> str | None:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers))


def test_stranger_cannot_choose_an_address_by_a_header() -> None:
    assert address("203.0.113.7", "198.51.100.1") == "203.0.113.7"


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("198.51.100.66, 203.0.113.7", "203.0.113.7"),
        ("198.51.100.66, 203.0.113.7, 10.9.3.4", "203.0.113.7"),
        ("203.0.113.7:4711", "203.0.113.7"),
        ("10.1.2.3:80", "10.1.2.3"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("2001:db8::7", "2001:db8::7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::1"),
        ("203.0.113.7, nobody", PROXY),
        ("1' OR 1=1 --", PROXY),
        ("203.0.113.7,", PROXY),
        ("", PROXY),
        (None, PROXY),
    ],
)
def test_proxy_of_ours_is_believed_from_the_right(
    settings: Any, forwarded: str | None, expected: str
) -> None:
    settings.TRUSTED_PROXIES = ["10.9.0.0/16"]
    assert address(PROXY, forwarded) == expected


def test_proxy_on_a_local_socket_is_believed_only_when_named(settings: Any) -> None:
    assert address("", "203.0.113.7") is None
    settings.TRUSTED_PROXIES = ["unix"]
    assert address("", "203.0.113.7") == "203.0.113.7"
    assert address("", "nobody") is None
    assert address("198.51.100.9", "203.0.113.7") == "198.51.100.9"


def test_setting_that_names_no_address_is_found_by_the_check(settings: Any) -> None:
    settings.TRUSTED_PROXIES = ["10.9.0.0/16", "unix", "2001:db8::/32", "nginx.local"]
    assert [error.id for error in proxies_are_addresses(None)] == ["journal.E001"]


def test_a_household_is_one_source_whichever_of_its_ipv6_addresses_it_uses() -> None:
    addresses = ["2001:db8:1:2::7", "2001:db8:1:2:9::8", "2001:db8:1:3::7", "203.0.113.7", None]
    assert [network_part(each) for each in addresses] == [
        "2001:0db8:0001:0002",
        "2001:0db8:0001:0002",
        "2001:0db8:0001:0003",
        "203.0.113.7",
        "",
    ]
