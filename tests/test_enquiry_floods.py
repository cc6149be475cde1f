"""A flood is held apart, and an honest enquiry in the midst of it is at once visible."""

from collections.abc import Iterator
from itertools import count
from typing import Any
from uuid import uuid4

import pytest

from audit.journal.actors import CITIZEN
from audit.journal.refusals import TooManyTries
from citizens.enquiries import flooding
from citizens.enquiries.receiving import Sender, receive, source_digest
from citizens.models import Enquiry
from tests.enquiry_fixtures import BY_EMAIL, NO_ANSWER, english, helper, sent

pytestmark = pytest.mark.django_db
NUMBERS = count()


def pour(addresses: Iterator[str]) -> None:
    for address in addresses:
        text = f"Buy now {next(NUMBERS)}"
        sender = Sender(address=address, language="en")
        told = {**NO_ANSWER, "text": text}
        receive(told, form_token=uuid4(), sender=sender, by=CITIZEN)


def first_page(client: Any) -> list[str]:
    return [row.enquiry.number for row in client.get("/pmu/enquiries/").context["page"].rows]


def poured_before() -> None:
    """Rows that another process has just taken in, from the same forty addresses."""
    Enquiry.objects.bulk_create(
        Enquiry(
            topic="site",
            text=f"Buy now {next(NUMBERS)}",
            answer_by="none",
            language="en",
            notice_version="test",
            sameness=f"flood {number}",
            source=source_digest(f"10.0.0.{number % 40}"),
        )
        for number in range(1_900)
    )


def test_honest_enquiry_is_on_the_first_page_amid_a_flood_of_two_thousand() -> None:
    poured_before()
    honest = sent(english(), BY_EMAIL)
    pour(f"10.0.0.{number % 40}" for number in range(100))
    last = sent(english(), {**BY_EMAIL, "text": "Another question"})
    assert first_page(helper()) == [honest.number, last.number]
    assert Enquiry.objects.exclude(held="").count() == 2_000


def test_flood_from_everywhere_is_held_once_even_first_comers_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(flooding, "FLOOD", 5)
    monkeypatch.setattr(flooding, "FIRST_COMERS", 10)
    pour(f"10.0.0.{number}" for number in range(20))
    assert Enquiry.objects.filter(held="").count() == 10
    proven = Sender(address="10.1.1.1", proven=True)
    told = {**NO_ANSWER, "text": "I am here"}
    assert receive(told, form_token=uuid4(), sender=proven, by=CITIZEN).held == ""


def test_what_a_helper_has_taken_stays_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flooding, "FLOOD", 5)
    pour("10.0.0.1" for _time in range(4))
    taken = Enquiry.objects.order_by("pk")[0]
    Enquiry.objects.filter(pk=taken.pk).update(taken_by="tapas")
    pour("10.0.0.1" for _time in range(4))
    assert list(Enquiry.objects.filter(held="")) == [taken]


def test_sixth_of_a_day_to_one_mailbox_is_refused_however_it_is_spelled() -> None:
    for spelled in ("a@example.in", "A@example.in", "a@Example.in", "a@eXample.in", "a@example.IN"):
        flooding.spend("", spelled)
    with pytest.raises(TooManyTries):
        flooding.spend("", "A@EXAMPLE.IN")


def test_one_address_is_refused_after_sixty_in_an_hour() -> None:
    pour("10.0.0.1" for _time in range(60))
    with pytest.raises(TooManyTries):
        pour(iter(["10.0.0.1"]))
