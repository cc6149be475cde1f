"""Due dates of the gazette's notices, counted by hand; leap days, ends of years and pauses.

The hand count went along a wall calendar: Sundays struck out, and West Bengal's holidays of 2 and
10 October (Gandhi, Mahalaya), 19 to 21 October (Durga Puja; the 18th is a Sunday), 11 November
(Bhai Duj), 24 November (Guru Nanak), 25 December, 12, 23 and 26 January.
"""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from audit.calendar.working_days import calendar_of
from services.requests.clock import days_used, days_waited, due_on
from services.requests.deciding import days_allowed, officers_for
from tests.errand_fixtures import apply, caste_certificate

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db

# designated / appellate / reviewing officer
GAZETTE = {
    "domicile certificate": (20, 30, 30),
    "duplicate mark sheet": (15, 50, 30),
    "migration certificate": (15, 30, 30),
    "cold-storage licence": (45, 30, 30),
}
AT_A_CENTRE = date(2026, 10, 5)  # a Monday
AT_A_CAMP = date(2026, 10, 11)  # a Sunday, when a camp receives and nothing counts
IN_KOLKATA = date(2026, 11, 23)  # a Monday late in the evening
BY_HAND = {
    (AT_A_CENTRE, 15): date(2026, 10, 27),
    (AT_A_CENTRE, 20): date(2026, 11, 2),
    (AT_A_CENTRE, 30): date(2026, 11, 14),
    (AT_A_CENTRE, 45): date(2026, 12, 3),
    (AT_A_CENTRE, 50): date(2026, 12, 9),
    (AT_A_CAMP, 15): date(2026, 10, 31),
    (AT_A_CAMP, 20): date(2026, 11, 6),
    (AT_A_CAMP, 30): date(2026, 11, 19),
    (AT_A_CAMP, 45): date(2026, 12, 8),
    (AT_A_CAMP, 50): date(2026, 12, 14),
    (IN_KOLKATA, 15): date(2026, 12, 11),
    (IN_KOLKATA, 20): date(2026, 12, 17),
    (IN_KOLKATA, 30): date(2026, 12, 30),
    (IN_KOLKATA, 45): date(2027, 1, 18),
    (IN_KOLKATA, 50): date(2027, 1, 25),
}


@pytest.mark.parametrize("received", [AT_A_CENTRE, AT_A_CAMP, IN_KOLKATA])
@pytest.mark.parametrize("service", GAZETTE)
def test_gazettes_limits_end_on_the_day_counted_by_hand(service: str, received: date) -> None:
    for days in GAZETTE[service]:
        assert due_on(received, days, district="320") == BY_HAND[received, days]


def test_kolkata_has_officers_of_its_own_for_a_domicile_certificate(
    caste_certificate: Any, nadia: Any
) -> None:
    from services.models import Officer

    Officer.objects.all().delete()
    titles = {
        "state": ("Sub-Divisional Officer", "District Magistrate", "Divisional Commissioner"),
        "kolkata": ("Assistant Commissioner", "Collector", "Divisional Commissioner"),
    }
    for area, of_area in titles.items():
        for role, title, days in zip(
            Officer.Role.values, of_area, GAZETTE["domicile certificate"], strict=True
        ):
            Officer.objects.create(
                service=caste_certificate,
                role=role,
                area=area,
                title={"bn": title, "en": title},
                days=days,
            )
    for district, area in (("320", "state"), ("315", "kolkata")):
        officers = officers_for(caste_certificate, district)
        assert tuple(officers[role].title["en"] for role in Officer.Role.values) == titles[area]
        assert days_allowed(caste_certificate, district) == 20


def test_request_sent_late_in_the_evening_is_of_the_indian_day(
    client: Any, caste_certificate: Any
) -> None:
    late = datetime(
        2026, 10, 10, 18, 45, tzinfo=UTC
    )  # in India already Sunday, a quarter past twelve
    with time_machine.travel(late, tick=False):
        request = apply(client)
    assert (request.limit_days, request.due_on) == (20, BY_HAND[AT_A_CAMP, 20])


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (date(2028, 2, 28), 1, date(2028, 2, 29)),  # a leap day counts like any other
        (date(2028, 2, 28), 2, date(2028, 3, 1)),
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
        (date(2026, 12, 24), 2, date(2026, 12, 28)),  # Christmas, then a Saturday that counts
        (date(2026, 10, 16), 2, date(2026, 10, 22)),  # Saturday, then four days of the Puja
        (date(2026, 10, 5), 0, date(2026, 10, 5)),
    ],
)
def test_leap_days_ends_of_years_and_the_puja(received: date, days: int, due: date) -> None:
    assert due_on(received, days) == due


MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 9, day) for day in (14, 15, 16, 17))


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], WEDNESDAY),
        ([(TUESDAY, TUESDAY)], WEDNESDAY),  # asked for and brought on one day
        ([(TUESDAY, WEDNESDAY)], THURSDAY),
        ([(WEDNESDAY, THURSDAY)], THURSDAY),  # asked for on the last day itself
        ([(MONDAY, TUESDAY), (TUESDAY, WEDNESDAY)], THURSDAY),
        ([(TUESDAY, None)], None),
        ([(THURSDAY, None)], WEDNESDAY),  # asked for after the limit had ended
    ],
)
def test_days_at_whose_end_papers_are_waited_for_do_not_count(pauses: Any, due: Any) -> None:
    assert due_on(MONDAY, 2, pauses=pauses) == due


def test_used_and_waited_days_together_are_the_working_days() -> None:
    calendar = calendar_of()
    pauses = [(TUESDAY, THURSDAY)]
    for until, used, waited in (
        (MONDAY, 0, 0),
        (TUESDAY, 0, 1),
        (WEDNESDAY, 0, 2),
        (THURSDAY, 1, 2),
        (date(2026, 9, 20), 3, 2),  # Friday and Saturday count, Sunday does not
    ):
        assert days_used(MONDAY, until, pauses=pauses, calendar=calendar) == used
        assert days_waited(MONDAY, until, pauses=pauses, calendar=calendar) == waited
