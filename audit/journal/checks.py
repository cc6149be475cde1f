"""A system check: a proxy that is no address would make every request fail, so it stops the start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from audit.journal.client_address import LOCAL_SOCKET, network_of


@register
def proxies_are_addresses(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"BSK_TRUSTED_PROXIES names {proxy!r}, which is no address or network.",
            hint=f"For example 10.1.2.3, 10.1.2.0/24 or {LOCAL_SOCKET}.",
            id="journal.E001",
        )
        for proxy in settings.TRUSTED_PROXIES
        if proxy != LOCAL_SOCKET and network_of(proxy) is None
    ]
