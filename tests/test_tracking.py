"""Tracking by number and four digits: what is told, to whom, and how often one may guess."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from audit.languages.reference_numbers import new_number, shown
from services.requests.moves import forward
from tests.errand_fixtures import apply, caste_certificate

__all__ = ["caste_certificate"]
TRACK = "/track/"
WRONG = "এই নম্বর ও এই চারটি অঙ্কের কোনও আবেদন আমাদের কাছে নেই। দুটিই মিলিয়ে দেখুন।"


@pytest.fixture
def received(client: Any, caste_certificate: Any) -> Any:
    return apply(client)


def test_anybody_with_number_and_digits_reads_status_and_dates_and_no_name(
    received: Any, operator: Any
) -> None:
    from audit.templatetags.languages import indian_date

    forward(received, revision=0, by=operator.actor)
    page = Client().post(TRACK, {"number": received.number, "digits": "২৩৪৫"})
    html = page.content.decode()
    for told in (
        "দপ্তরে পাঠানো হয়েছে",
        "জাতি শংসাপত্র",
        indian_date(received.due_on),
        "অনগ্রসর শ্রেণি কল্যাণ",
    ):
        assert told in html
    for kept in ("সুচিত্রা", "9830012345", "নমঃশূদ্র", "mitali"):
        assert kept not in html
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "spell",
    [str.lower, lambda number: number.replace("-", " "), lambda number: number.replace("BSK-", "")],
)
def test_number_is_taken_in_any_spelling(received: Any, spell: Any) -> None:
    page = Client().post(TRACK, {"number": spell(received.number), "digits": "2345"})
    assert page.context["found"] == received


def test_wrong_and_unknown_look_alike(received: Any) -> None:
    pages = [
        Client().post(TRACK, {"number": number, "digits": digits})
        for number, digits in ((received.number, "0000"), (shown(new_number()), "2345"))
    ]
    assert [page.status_code for page in pages] == [200, 200]
    for page in pages:
        assert page.context["form"].non_field_errors() == [WRONG]
    first, second = (page.content.decode().split("<form")[-1].split("digits")[1] for page in pages)
    assert first.split("value=")[0] == second.split("value=")[0]


def test_miscopied_number_is_told_from_its_check_character(received: Any) -> None:
    stored = received.acknowledgement
    wrong = stored[1] + stored[0] + stored[2:] if stored[0] != stored[1] else "A" + stored[1:]
    form = Client().post(TRACK, {"number": wrong, "digits": "2345"}).context["form"]
    assert list(form.errors) == ["number"]
    assert form["number"].value() == wrong


@pytest.mark.parametrize("digits", ["", "234", "23456", "²³⁴⁵", "abcd", "\0\0\0\0"])
def test_digits_that_are_not_four_are_told(received: Any, digits: str) -> None:
    form = Client().post(TRACK, {"number": received.number, "digits": digits}).context["form"]
    assert list(form.errors) == ["digits"]


def test_code_on_the_slip_fills_in_the_number(received: Any) -> None:
    page = Client().get(f"/track/{received.acknowledgement}/")
    assert f'value="{received.number}"' in page.content.decode()
    assert Client().get("/track/nonsense/").context["form"]["number"].value() == ""


def test_a_number_is_guessed_ten_times_an_hour_whatever_the_address(received: Any) -> None:
    from audit.models import Refusal

    for guess in range(10):
        page = Client().post(
            TRACK,
            {"number": received.number, "digits": f"{guess:04}"},
            REMOTE_ADDR=f"203.0.113.{guess}",
        )
        assert page.status_code == 200
    right = {"number": received.number, "digits": "2345"}
    answer = Client().post(TRACK, right, REMOTE_ADDR="198.51.100.1")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert list(Refusal.objects.values_list("rule", flat=True)) == ["rate_limit"]


@pytest.mark.django_db(transaction=True)
def test_guesses_at_once_do_not_run_ahead_of_the_count(received: Any) -> None:
    together = Barrier(16)

    def guess(number: int) -> int:
        together.wait()
        try:
            sent = {"number": received.number, "digits": f"{number:04}"}
            address = f"203.0.113.{number}"
            return Client().post(TRACK, sent, REMOTE_ADDR=address).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        assert sorted(pool.map(guess, range(16))) == [200] * 10 + [429] * 6


def test_an_address_guesses_twenty_times_in_a_quarter_of_an_hour(received: Any) -> None:
    for _guess in range(20):
        Client().post(TRACK, {"number": shown(new_number()), "digits": "2345"})
    right = {"number": received.number, "digits": "2345"}
    assert Client().post(TRACK, right).status_code == 429
    assert Client().post(TRACK, right, REMOTE_ADDR="198.51.100.1").status_code == 200


def test_success_costs_no_try(received: Any) -> None:
    for _time in range(25):
        page = Client().post(TRACK, {"number": received.number, "digits": "2345"})
        assert page.status_code == 200
        assert page.context["found"] == received


def test_tracking_costs_a_fixed_number_of_queries(
    received: Any, django_assert_num_queries: Any
) -> None:
    visitor = Client()
    visitor.get(TRACK)
    with django_assert_num_queries(11):
        visitor.post(TRACK, {"number": received.number, "digits": "2345"})
    with django_assert_num_queries(0):
        visitor.get(TRACK)
