"""What goes of an enquiry, and when; one that waits stays."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from audit.journal.actors import COMMAND
from bsk_portal.schedule.purge import purge, what_is_due
from citizens.models import Enquiry, EnquirySending, EnquiryStep

pytestmark = pytest.mark.django_db


def make_enquiry(days: float, **fields: Any) -> Enquiry:
    then = timezone.now() - timedelta(days=days)
    given = {"state": "answered", "closed_at": then, "source": "d" * 32, **fields}
    enquiry = Enquiry.objects.create(
        topic="site",
        text="Where?",
        answer_by="email",
        email="rina@example.in",
        name="Rina",
        language="bn",
        notice_version="test",
        received_at=then,
        sameness="x",
        **given,
    )
    EnquirySending.objects.create(enquiry=enquiry, form_token=uuid4(), browser="b" * 64, at=then)
    EnquiryStep.objects.create(enquiry=enquiry, kind="reply", text="There.", by="tapas", at=then)
    return enquiry


def run() -> dict[str, int]:
    due = {row.kind: row.rows for row in what_is_due(timezone.now()) if row.rows}
    done = purge(as_of=timezone.now(), by=COMMAND)
    assert [purged.fault for purged in done if purged.fault] == []
    assert {purged.kind: purged.rows for purged in done if purged.rows} == due
    return due


def test_contact_goes_a_month_and_the_enquiry_half_a_year_after_its_answer() -> None:
    make_enquiry(182)
    named, young = make_enquiry(32), make_enquiry(29)
    assert run() == {"enquiry_source": 3, "enquiry_contact": 2, "enquiry": 1}
    rows = Enquiry.objects.order_by("pk").values_list("pk", "name", "email", "text", "source")
    assert list(rows) == [
        (named.pk, "", "", "Where?", ""),
        (young.pk, "Rina", "rina@example.in", "Where?", ""),
    ]
    assert [sending.browser for sending in EnquirySending.objects.order_by("pk")] == ["", "b" * 64]
    assert EnquiryStep.objects.count() == 2
    assert run() == {}


def test_enquiry_that_waits_keeps_its_contact_at_any_age() -> None:
    make_enquiry(900, state="waiting", closed_at=None, source="")
    assert run() == {}
