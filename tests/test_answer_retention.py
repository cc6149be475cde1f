"""Answers go when their own question's period is over; the request and its other answers stay."""

from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from audit.journal.actors import COMMAND
from bsk_portal.readiness import retention
from bsk_portal.schedule.purge import purge
from services.catalogue.versions import publish
from services.models import Document, ServiceRequest
from services.requests.documents import store
from services.requests.reading_back import answers_shown
from tests.errand_fixtures import pages_of, question
from tests.retention_rows import days_ago, make_citizen, make_request, make_version

pytestmark = pytest.mark.django_db

ANSWERS = {
    "account": {"account": "12345678901", "ifsc": "SBIN0001234"},
    "photograph": [],
    "family": [{"name": "Fatema Khatun", "aadhaar": "4321"}],
    "income": "12000",
}


@pytest.fixture
def version(db: None) -> Any:
    short = question("aadhaar", "aadhaar", required=False, kept_days=60)
    return publish(
        make_version().service,
        pages_of(
            [
                [
                    question("account", "bank_account", kept_days=90),
                    question("photograph", "document", required=False, kept_days=90),
                    question("family", "group", questions=[question("name", "name"), short]),
                    question("income", "money"),
                ]
            ]
        ),
    )


def decided(version: Any, district: Any, days: float | None) -> ServiceRequest:
    closed = None if days is None else days_ago(days)
    citizen = make_citizen(days_ago(300), district)
    request = make_request(citizen, version, days_ago(300), closed)
    ServiceRequest.objects.filter(pk=request.pk).update(answers=ANSWERS)
    return request


def kept(request: ServiceRequest) -> set[str]:
    request.refresh_from_db()
    return set(request.answers)


def test_answers_go_by_their_own_periods_and_an_open_request_keeps_all(version, nadia):
    young, middle = decided(version, nadia, 59), decided(version, nadia, 75)
    old, still_open = decided(version, nadia, 95), decided(version, nadia, None)
    purge(as_of=timezone.now(), by=COMMAND)
    assert kept(young) == kept(still_open) == set(ANSWERS)
    assert kept(middle) == {"account", "photograph", "income"}
    assert kept(old) == {"income"}


def test_paper_goes_with_its_answer_and_its_file_too(
    version, nadia, settings, tmp_path, django_capture_on_commit_callbacks
):
    request = decided(version, nadia, 95)
    paper = Document.objects.create(
        request=request, question="photograph", kind="png", size=3, digest="0", state="clean"
    )
    store.write(paper.file, b"abc")
    assert store.path_of(paper.file).exists()
    with django_capture_on_commit_callbacks(execute=True):
        purge(as_of=timezone.now(), by=COMMAND)
    assert not Document.objects.exists()
    assert not store.path_of(paper.file).exists()


def test_health_page_says_when_an_answer_is_kept_too_long(version, nadia):
    decided(version, nadia, 61.5)
    assert retention() == ""
    decided(version, nadia, 62.5)
    assert "answer is kept" in retention()
    purge(as_of=timezone.now(), by=COMMAND)
    assert retention() == ""


def test_answer_that_went_reads_as_no_longer_kept_and_not_as_not_given(version, nadia):
    request = decided(version, nadia, 95)
    purge(as_of=timezone.now(), by=COMMAND)
    request.refresh_from_db()
    with override("en"):
        read = {each.name: each.text for each in answers_shown(version, request.answers)}
    gone = dict.fromkeys(("account", "photograph", "family"), "No longer kept")
    assert read == {**gone, "income": "Rs 12,000"}
