"""Money and dates as the reader's language writes them, on the Indian day."""

import datetime
from typing import Any

import pytest
from django.utils import translation

from audit.templatetags.languages import indian_date, rupees, short_date


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (0, "Rs 0"),
        (999, "Rs 999"),
        (1000, "Rs 1,000"),
        (100000, "Rs 1,00,000"),
        ("12345678.50", "Rs 1,23,45,678.50"),
        (None, ""),
    ],
)
def test_money_is_grouped_by_lakh(amount: Any, shown: str) -> None:
    with translation.override("en"):
        assert rupees(amount) == shown


def test_a_moment_is_shown_on_its_indian_day() -> None:
    late_evening_utc = datetime.datetime(2026, 11, 24, 19, 0, tzinfo=datetime.UTC)
    with translation.override("en"):
        assert indian_date(late_evening_utc) == "25 November 2026"
    with translation.override("bn"):
        assert short_date(late_evening_utc) == "২৫/১১/২০২৬"
