"""The visitor's address: the peer's, or what our own named proxies say of it; never a stranger's word."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


@lru_cache(maxsize=1)
def trusted_networks(proxies: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(proxy, strict=False) for proxy in proxies)


def is_trusted(address: IPv4Address | IPv6Address) -> bool:
    return any(address in network for network in trusted_networks(tuple(settings.TRUSTED_PROXIES)))


def parse(text: str) -> IPv4Address | IPv6Address | None:
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


def client_address(request: HttpRequest) -> str | None:
    """The address as text, or None where the server was reached without one (a local socket).

    X-Forwarded-For is read from the right, past our own proxies, and only when the peer is one;
    a value that is no address ends the walk at the last proxy that was believed.
    """
    peer = parse(str(request.META.get("REMOTE_ADDR", "")))
    if peer is None or not settings.TRUSTED_PROXIES or not is_trusted(peer):
        return str(peer) if peer else None
    believed = peer
    for part in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        address = parse(part)
        if address is None:
            break
        believed = address
        if not is_trusted(address):
            break
    return str(believed)
