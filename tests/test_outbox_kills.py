"""Two workers, killed again and again whatever they have in hand: each message is accepted once."""

import subprocess
import sys
from collections import Counter

import pytest
from django.conf import settings
from django.db import connection

from citizens.models import Notice
from tests.gateway_fixtures import gateway_up, make_notice
from tests.operation_fixtures import ROOT, environment

MESSAGES = 150
ANSWER_SECONDS = "0.25"


@pytest.mark.django_db(transaction=True)
def test_workers_killed_at_random_send_each_message_once() -> None:
    assert settings.BSK_EMBEDDED is not None
    for last in range(MESSAGES):
        make_notice(last, language="en")
    with gateway_up() as server:
        server.gateway.delay = 0.02
        account = server.gateway.account
        done = subprocess.run(
            [sys.executable, "-m", "bench.outbox_workers", "2", "0.5", "4"],
            cwd=ROOT,
            env=environment(
                DJANGO_SETTINGS_MODULE="bsk_portal.settings",
                DATABASE_URL=settings.BSK_EMBEDDED.url(connection.settings_dict["NAME"]),
                BSK_SMS_URL=account.url,
                BSK_SMS_REPORTS_URL=account.reports_url,
                BSK_SMS_USERNAME=account.username,
                BSK_SMS_PASSWORD=account.password,
                BSK_SMS_SENDER=account.sender,
                BSK_SMS_SECURE_KEY=account.secure_key,
                BSK_SMS_ENTITY_ID=account.entity_id,
                BSK_SMS_ANSWER_SECONDS=ANSWER_SECONDS,
            ),
            stdout=subprocess.PIPE,
            text=True,
            timeout=60,
            check=True,
        )
        counts = Counter(server.gateway.counts().values())
    states = Counter(Notice.objects.values_list("state", flat=True))
    assert (counts, states) == ({1: MESSAGES}, {"sent": MESSAGES})
    assert int(done.stdout) > 0
