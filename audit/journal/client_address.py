"""The visitor's address: the peer's, or what our own named proxies say of it; never a stranger's word."""

from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LOCAL_SOCKET = (
    "unix"  # the name of a proxy that reaches us through a socket file, without an address
)


def network_of(proxy: str) -> Network | None:
    """The network that a setting names, None where it names none."""
    try:
        return ip_network(proxy, strict=False)
    except ValueError:
        return None


@lru_cache(maxsize=1)
def trusted_networks(proxies: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(network for proxy in proxies if (network := network_of(proxy)))


def is_trusted(address: Address | None) -> bool:
    if address is None:
        return LOCAL_SOCKET in settings.TRUSTED_PROXIES
    return any(address in network for network in trusted_networks(tuple(settings.TRUSTED_PROXIES)))


def parse(text: str) -> Address | None:
    """The address in `10.1.2.3`, `10.1.2.3:80`, `[::1]:80` or `::1`; None where there is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address


@lru_cache(maxsize=1024)
def as_text(peer: str) -> str | None:
    address = parse(peer)
    return str(address) if address else None


def client_address(request: HttpRequest) -> str | None:
    """The address as text, or None where the server was reached without one (a local socket).

    X-Forwarded-For is read from the right, past our own proxies, and only when the peer is one;
    a value that is no address ends the walk at the last proxy that was believed.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return as_text(peer)
    believed = parse(peer)
    if is_trusted(believed):
        for part in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
            address = parse(part)
            if address is None:
                break
            believed = address
            if not is_trusted(address):
                break
    return str(believed) if believed else None


def source_of(request: HttpRequest) -> str:
    """By what tries of a visitor are counted (rate_limits); "local" where there is no address."""
    return network_part(client_address(request)) or "local"


def network_part(address: str | None) -> str:
    """Whose the address is: of IPv6 the first half, since a household has all of the rest."""
    parsed = parse(address or "")
    if isinstance(parsed, IPv6Address):
        return parsed.exploded[:19]
    return str(parsed or "")
