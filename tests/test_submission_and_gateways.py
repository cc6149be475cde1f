"""Applying is not touched by gateways that are down or slow: what is told waits its turn."""

from typing import Any

import pytest
from django.test import Client

from citizens.models import Notice
from services.models import ServiceRequest
from tests.errand_fixtures import apply, caste_certificate
from tests.gateway_fixtures import account, gateway_up, one_round
from tests.operation_fixtures import free_port
from tests.test_email_sending import account as mail_account

pytestmark = pytest.mark.django_db
__all__ = ["caste_certificate"]


@pytest.mark.parametrize("mode", ["unset", "down", "slow", "error"])
def test_application_is_taken_at_once_whatever_the_gateways_do(
    client: Client, caste_certificate: Any, settings: Any, mode: str
) -> None:
    settings.MAIL_SERVER = mail_account(free_port())
    with gateway_up() as server:
        server.gateway.mode, server.gateway.seconds = mode, 0.8
        settings.SMS_GATEWAY = {
            "unset": None,
            "down": account(free_port()),
        }.get(mode, server.gateway.account)
        taken = apply(client)
        # No page spoke to the gateway, so none can have waited for it.
        assert (server.gateway.messages, server.gateway.refused.total()) == ([], 0)
        assert ServiceRequest.objects.get() == taken
        assert list(Notice.objects.values_list("state", "attempts")) == [("waiting", 0)]
        if mode == "unset":
            return
        one_round()
        assert Notice.objects.get().state == ("unknown" if mode == "slow" else "waiting")
