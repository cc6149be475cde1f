"""The living page of components shows staff all that a page can be made of, in each full language."""

import re

import pytest
from django.conf import settings

from bsk_portal.design import QUESTIONS
from services.catalogue.kinds import Kind
from tests.test_sign_in import sign_in

STATES = ("empty", "filled", "wrong", "disabled")


def test_fields_of_every_kind_that_a_service_can_ask_are_shown():
    assert {question["kind"] for question in QUESTIONS} == set(Kind.values)


@pytest.mark.django_db
def test_each_kind_stands_in_every_state_and_language(client, operator):
    sign_in(client)
    html = client.get("/design/").content.decode()
    shown = set(re.findall(r'id="([a-z]{2}-[a-z]+)-text"', html))
    assert shown == {f"{code}-{state}" for code, _ in settings.FULL_LANGUAGES for state in STATES}
    errors = re.findall(r'id="([a-z]{2})-wrong-date_error"><[^>]+>[^<]+</span> ([^<]+)<', html)
    assert errors == [
        ("bn", "এমন কোনও তারিখ নেই। দিন ও মাস মিলিয়ে দেখুন।"),
        ("en", "There is no such day. Check the day and the month."),
    ]
