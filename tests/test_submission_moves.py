"""A request moves from status to status by the table, one person at a time, and tells the citizen."""

from typing import Any

import pytest

from services.requests.moves import ChangedMeanwhile, MoveRefused, deliver, forward, reject
from tests.errand_fixtures import apply, caste_certificate

__all__ = ["caste_certificate"]


@pytest.fixture
def received(client: Any, caste_certificate: Any) -> Any:
    return apply(client)


def test_operator_forwards_and_delivers_with_a_message_each_time(
    received: Any, operator: Any
) -> None:
    from audit.models import Event
    from citizens.models import Notice

    row = forward(received, revision=0, by=operator.actor)
    row = deliver(row, revision=1, by=operator.actor)
    assert (row.status, row.revision, row.closed_at is None) == ("delivered", 2, False)
    told = list(Notice.objects.order_by("id").values_list("template", flat=True))
    assert told == ["request.received", "request.forwarded", "request.delivered"]
    changes = list(row.changes.values_list("from_status", "to_status", "by", "centre"))
    assert changes == [
        ("", "received", "citizen", ""),
        ("received", "forwarded", "mitali", "NAD-001"),
        ("forwarded", "delivered", "mitali", "NAD-001"),
    ]
    actions = Event.objects.filter(subject=f"request:{row.acknowledgement}").order_by("id")
    assert [event.action for event in actions] == told


def test_second_person_is_told_and_overwrites_nothing(
    received: Any, operator: Any, colleague: Any
) -> None:
    forward(received, revision=0, by=operator.actor)
    with pytest.raises(ChangedMeanwhile) as told:
        reject(received, reason="কাগজ নেই", revision=0, by=colleague.actor)
    assert told.value.request.status == "forwarded"
    received.refresh_from_db()
    assert (received.status, received.changes.count()) == ("forwarded", 2)


def test_rejection_needs_a_reason_and_ends_the_matter(received: Any, operator: Any) -> None:
    with pytest.raises(MoveRefused):
        reject(received, reason=" ", revision=0, by=operator.actor)
    row = reject(received, reason="আয়ের প্রমাণ নেই", revision=0, by=operator.actor)
    assert row.changes.latest("id").reason == "আয়ের প্রমাণ নেই"
    with pytest.raises(MoveRefused):
        deliver(row, revision=1, by=operator.actor)


def test_operator_sees_her_own_centres_requests_only(
    client: Any, caste_certificate: Any, operator: Any, outsider: Any, administrator: Any
) -> None:
    from django.contrib.auth.models import AnonymousUser

    from services.models import Draft, ServiceRequest
    from services.requests.submission import submit
    from tests.errand_fixtures import fill

    apply(client)
    fill(client)
    draft = Draft.objects.get()
    draft.browser, draft.operator, draft.centre = "", operator, operator.centre
    draft.save()
    served = submit(draft, token=draft.token, consented=True, language="bn", by=operator.actor)
    rows = ServiceRequest.objects
    assert list(rows.all().visible_to(operator)) == [served]
    assert list(rows.all().visible_to(outsider)) == []
    assert list(rows.all().visible_to(AnonymousUser())) == []
    assert rows.all().visible_to(administrator).count() == 2
