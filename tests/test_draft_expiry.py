"""A draft goes 30 days after its last touch; two days before, whoever can be told is told, once."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from audit.journal.actors import SCHEDULE
from audit.models import Event
from bsk_portal.schedule.purge import purge
from citizens.models import Notice
from services.models import Draft
from services.requests.expiring import warn
from tests.desk_fixtures import begin, signed_in
from tests.desk_fixtures import fill as fill_sheet
from tests.errand_fixtures import PERSON, address, caste_certificate, fill

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def begun(caste_certificate: Any, client: Any) -> Draft:
    fill(client)
    return Draft.objects.get()


def warned(after: timedelta, draft: Draft) -> int:
    return warn(draft.touched_at + after, by=SCHEDULE)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (timedelta(0), 0),
        (28 * DAY - HOUR, 0),
        (28 * DAY, 1),
        (30 * DAY - HOUR, 1),
        (30 * DAY + HOUR, 0),
    ],
    ids=str,
)
def test_warning_goes_out_in_the_last_two_days(begun: Draft, after: timedelta, told: int) -> None:
    assert warned(after, begun) == told


def test_warning_is_a_message_with_the_reference_and_the_day(begun: Draft) -> None:
    warned(28 * DAY, begun)
    told = ("about", "channel", "recipient", "language", "template", "values")
    assert list(Notice.objects.values_list(*told)) == [
        (
            f"draft:{begun.pk}",
            "sms",
            begun.person["mobile"],
            "bn",
            "draft.expiring",
            {
                "number": begun.number,
                "day": timezone.localdate(begun.touched_at + 30 * DAY).isoformat(),
            },
        )
    ]
    assert Event.objects.filter(action="draft.expiring", by="schedule").count() == 1
    assert begun.reference not in str(list(Event.objects.values()))


def test_warning_is_given_once_and_anew_after_another_touch(
    begun: Draft, client: Any, caste_certificate: Any
) -> None:
    assert [warned(28 * DAY + HOUR * n, begun) for n in range(3)] == [1, 0, 0]
    with time_machine.travel(begun.touched_at + 29 * DAY):
        client.post(address("about-you"), PERSON["about-you"])
    again = Draft.objects.get()
    assert warned(27 * DAY, again) == 0
    assert warned(28 * DAY, again) == 1
    assert Notice.objects.count() == 2


def test_who_gave_no_mobile_is_told_by_e_mail(caste_certificate: Any, client: Any) -> None:
    reach = {"mobile": "", "wants_written_answer": "on", "email": "rina@example.in"}
    fill(client, how_to_reach_you=reach)
    warned(28 * DAY, Draft.objects.get())
    assert list(Notice.objects.values_list("channel", "recipient")) == [
        ("email", "rina@example.in")
    ]


def test_who_can_be_told_nowhere_is_not(caste_certificate: Any, client: Any) -> None:
    fill(client, how_to_reach_you={"mobile": ""})
    assert warned(28 * DAY, Draft.objects.get()) == 0


def test_mobile_that_is_not_right_yet_is_no_way_to_tell(
    caste_certificate: Any, client: Any
) -> None:
    client.post(address())
    client.post(address("how-to-reach-you"), {"mobile": "98300", "language": "bn"})
    assert warned(28 * DAY, Draft.objects.get()) == 0


def test_form_on_an_operators_desk_tells_nobody(caste_certificate: Any, operator: Any) -> None:
    desk = signed_in(operator)
    fill_sheet(desk, begin(desk))
    assert warned(28 * DAY, Draft.objects.get()) == 0


def test_draft_is_gone_the_night_after_its_thirty_days(begun: Draft) -> None:
    purge(as_of=begun.touched_at + 30 * DAY, by=SCHEDULE)
    assert Draft.objects.count() == 1
    purge(as_of=begun.touched_at + 31 * DAY, by=SCHEDULE)
    assert Draft.objects.count() == 0


def test_page_that_saves_itself_touches_the_draft(begun: Draft, client: Any) -> None:
    with time_machine.travel(begun.touched_at + 20 * DAY):
        page = client.get(address("about-you")).content.decode()
        window = page.partition('name="window" value="')[2].partition('"')[0]
        told = {**PERSON["about-you"], "name": "Su", "window": window, "autosave": "1"}
        assert client.post(address("about-you"), told).status_code == 204
    assert Draft.objects.get().touched_at >= begun.touched_at + 20 * DAY
