"""An appellate or reviewing officer decides what is before her, once, and sees nobody else's."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from audit.models import Event
from services.appeals.standing import standing_of
from services.models import Appeal, Department, ServiceRequest
from services.requests import retention
from services.requests.clock import due_on
from tests.appeal_fixtures import applied, lodged, officer, overdue, rejected, told
from tests.desk_fixtures import refusals, signed_in
from tests.errand_fixtures import caste_certificate

__all__ = ["applied", "caste_certificate"]

ORDER = "কাগজ ঠিক আছে। পনেরো দিনের মধ্যে শংসাপত্র দিতে হবে।"
ALLOWED = {"decision": "allow", "order": ORDER, "days": "১৫", "revision": "0"}
DISMISSED = {"decision": "dismiss", "order": "দলিল নেই।", "revision": "0"}


@pytest.fixture
def appeal(applied: Any, client: Any, operator: Any) -> Appeal:
    rejected(applied, operator)
    return lodged(client, applied)


def at(appeal: Appeal) -> str:
    return f"/office/appeals/{appeal.number}/"


def test_officer_allows_and_the_request_is_opened_again(appeal: Any) -> None:
    magistrate = signed_in(officer("appellate", "arpita", appeal.request))
    assert appeal.shown_number in magistrate.get("/office/appeals/").content.decode()
    answer = magistrate.post(at(appeal), ALLOWED)
    assert answer.url == at(appeal)
    appeal.refresh_from_db()
    found = ServiceRequest.objects.get()
    due = due_on(timezone.localdate(), 15, district="320")
    assert (appeal.state, appeal.order, appeal.decided_by) == ("allowed", ORDER, "arpita")
    assert (found.status, found.due_on, appeal.obey_by) == ("taken", due, due)
    assert told() == ["appeal.received", "appeal.allowed"]
    event = Event.objects.get(action="appeal.allowed")
    assert ORDER not in str(event.details)


def test_dismissal_leads_to_the_reviewing_officer_whose_order_is_the_last(
    appeal: Any, client: Any
) -> None:
    magistrate = signed_in(officer("appellate", "arpita", appeal.request))
    magistrate.post(at(appeal), DISMISSED)
    review = lodged(client, appeal.request)
    assert (review.level, review.because) == ("reviewing", "order")
    commissioner = signed_in(officer("reviewing", "bimal", appeal.request))
    assert commissioner.get(at(appeal)).status_code == 404
    too_much = commissioner.post(at(review), {**DISMISSED, "penalty": "1001"})
    assert list(too_much.context["form"].errors) == ["penalty"]
    commissioner.post(at(review), {**DISMISSED, "penalty": "২৫০"})
    review.refresh_from_db()
    assert (review.state, review.penalty) == ("dismissed", 250)
    assert standing_of(appeal.request).is_final


def test_appellate_officer_imposes_no_penalty(appeal: Any) -> None:
    magistrate = signed_in(officer("appellate", "arpita", appeal.request))
    magistrate.post(at(appeal), {**DISMISSED, "penalty": "500"})
    appeal.refresh_from_db()
    assert (appeal.state, appeal.penalty) == ("dismissed", None)


def test_order_in_a_delay_gives_days_and_leaves_the_statutory_date(
    applied: Any, client: Any
) -> None:
    last = timezone.localdate() - timedelta(days=1)
    overdue(applied, last)
    appeal = lodged(client, applied)
    magistrate = signed_in(officer("appellate", "arpita", applied))
    magistrate.post(at(appeal), ALLOWED)
    appeal.refresh_from_db()
    applied.refresh_from_db()
    assert (applied.status, applied.due_on) == ("received", last)
    assert appeal.obey_by == due_on(timezone.localdate(), 15, district="320")
    assert appeal.obey_by is not None
    step = standing_of(applied).step
    assert step is not None
    assert (str(step), step.since) == ("reviewing-order", appeal.obey_by + timedelta(days=1))


def test_of_two_officers_the_second_is_told_and_overwrites_nothing(appeal: Any) -> None:
    one = signed_in(officer("appellate", "arpita", appeal.request))
    other = signed_in(officer("appellate", "chandan", appeal.request))
    one.post(at(appeal), ALLOWED)
    answer = other.post(at(appeal), DISMISSED)
    assert answer.status_code == 409
    appeal.refresh_from_db()
    assert (appeal.state, appeal.revision, appeal.decided_by) == ("allowed", 1, "arpita")
    assert told() == ["appeal.received", "appeal.allowed"]


@pytest.mark.parametrize(
    ("spoilt", "field"),
    [
        ({"days": ""}, "days"),
        ({"days": "0"}, "days"),
        ({"order": ""}, "order"),
        ({"decision": "x"}, "decision"),
    ],
)
def test_order_that_lacks_something_keeps_what_was_typed(
    appeal: Any, spoilt: dict[str, str], field: str
) -> None:
    magistrate = signed_in(officer("appellate", "arpita", appeal.request))
    answer = magistrate.post(at(appeal), {**ALLOWED, **spoilt})
    assert list(answer.context["form"].errors) == [field]
    assert Appeal.objects.get().is_open
    if field != "order":
        assert ORDER in answer.content.decode()


def test_officer_of_another_post_department_or_district_finds_no_appeal(
    appeal: Any, operator: Any
) -> None:
    from audit.models import District

    other = Department.objects.create(slug="food", title={"bn": "খাদ্য", "en": "Food"})
    assert other.pk
    elsewhere = District.objects.create(code="303", name={"bn": "হুগলি", "en": "Hooghly"})
    found = appeal.request
    stranger = officer("appellate", "dipa", found)
    type(stranger).objects.filter(pk=stranger.pk).update(department="food")
    stranger.refresh_from_db()
    for person in (
        officer("reviewing", "bimal", found),
        officer("appellate", "farida", found, district=elsewhere),
        stranger,
    ):
        client = signed_in(person)
        assert client.get(at(appeal)).status_code == 404
        assert client.post(at(appeal), ALLOWED).status_code == 404
        assert appeal.shown_number not in client.get("/office/appeals/").content.decode()
    assert len(refusals()) == 6
    assert signed_in(officer("designated", "gopal", found)).get(at(appeal)).status_code == 403
    assert signed_in(operator).get(at(appeal)).status_code == 403
    assert Appeal.objects.get().is_open


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_appeals_asks_the_same_however_long_it_is(
    appeal: Any, django_assert_max_num_queries: Any, count: int
) -> None:
    from uuid import uuid4

    from audit.languages.reference_numbers import new_number

    magistrate = signed_in(officer("appellate", "arpita", appeal.request))
    magistrate.post(at(appeal), DISMISSED)
    for _more in range(count - 1):
        row = Appeal.objects.get(pk=appeal.pk)
        row.pk, row.number, row.form_token = None, new_number(), uuid4()
        row.save(force_insert=True)
    magistrate.get("/office/appeals/")
    with django_assert_max_num_queries(6):
        magistrate.get("/office/appeals/")


def test_purge_keeps_a_request_under_appeal(appeal: Any) -> None:
    long_ago = timezone.now() - timedelta(days=1000)
    ServiceRequest.objects.update(closed_at=long_ago)
    rule = next(rule for rule in retention.RULES if rule.kind == "request")
    before = timezone.now() - timedelta(days=400)
    assert (rule.due(before), rule.delete(before)) == (0, 0)
    decided = {"state": "dismissed", "order": "x", "decided_by": "arpita"}
    Appeal.objects.update(decided_at=timezone.now(), **decided)
    assert rule.delete(before) == 0
    Appeal.objects.update(decided_at=long_ago)
    assert rule.delete(before) == 1
    assert Appeal.objects.count() == 0
