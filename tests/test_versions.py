"""A version is made of exact data, once; PostgreSQL keeps it as it was, and a request keeps its own."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from services.catalogue.definition import definition, digest_of
from services.catalogue.versions import publish
from services.models import Draft, Service, ServiceVersion
from tests.catalogue_rows import make_department, make_service
from tests.errand_fixtures import QUESTIONS, apply, caste_certificate, fill, pages_of, question

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def well(db: None) -> Service:
    return make_service(make_department(), "well", "কূপ", "Well")


def refusals(service: Service, *pages: list[dict[str, Any]]) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        publish(service, pages_of(list(pages)))
    assert service.versions.count() == 0
    return list(refused.value.messages)


def test_what_is_empty_is_absent_so_that_the_same_questions_are_one_version(well):
    told = question("name", "name")
    first = publish(well, pages_of([[told]]))
    empty: dict[str, Any] = {
        "hint": {},
        "error": {"bn": "", "en": ""},
        "options": [],
        "least": None,
        "bank": "",
    }
    more: dict[str, Any] = {
        "kept_days": None,
        "shown_when": None,
        "documents": {},
        "questions": [],
        "address": "",
    }
    again = publish(well, pages_of([[{**told, **empty, **more}]]), [])
    assert again.pk == first.pk
    assert first.definition == {"pages": pages_of([[told]])}


def test_exact_form_of_the_exact_form_is_the_same(caste_certificate):
    kept = caste_certificate.current_version
    whole = definition(kept.definition["pages"])
    assert (whole, digest_of(whole)) == (kept.definition, kept.digest)


def test_earlier_questions_published_again_are_the_earlier_version(well):
    with time_machine.travel(datetime(2026, 11, 2, tzinfo=UTC), tick=False):
        first = publish(well, pages_of([[question("one", "text")]]))
    with time_machine.travel(datetime(2026, 11, 3, tzinfo=UTC), tick=False):
        publish(well, pages_of([[question("two", "text")]]))
    with time_machine.travel(datetime(2026, 11, 4, tzinfo=UTC), tick=False):
        again = publish(well, pages_of([[question("one", "text")]]))
    assert again.pk == first.pk
    assert (again.created_at, again.published_at) == (
        datetime(2026, 11, 2, tzinfo=UTC),
        datetime(2026, 11, 4, tzinfo=UTC),
    )
    assert well.versions.count() == 2


def test_publishing_the_current_questions_again_writes_nothing(well):
    pages = pages_of([[question("one", "text")]])
    first = publish(well, pages)
    again = publish(well, pages)
    assert (again.pk, again.published_at) == (first.pk, first.published_at)


def test_key_that_stands_for_two_questions_is_refused_wherever_they_are(well):
    member = question("name", "name")
    group = question("family", "group", questions=[member])
    assert len(refusals(well, [question("name", "name")], [group])) == 1


def test_group_within_a_group_document_within_a_group_and_empty_group_are_refused(well):
    inner = question("inner", "group", questions=[question("name", "name")])
    paper = question("paper", "document")
    outer = question("outer", "group", questions=[inner, paper])
    assert len(refusals(well, [outer, question("none", "group")])) == 3


def test_condition_on_a_later_question_is_refused(well):
    rule = {"question": "later", "is": "answered"}
    early = question("early", "text", shown_when={"match": "all", "rules": [rule]})
    assert len(refusals(well, [early, question("later", "text")])) == 1


def test_postgresql_refuses_to_change_a_version(caste_certificate):
    kept = caste_certificate.current_version
    changes: list[dict[str, Any]] = [{"definition": {"pages": []}}, {"digest": "0" * 64}]
    for change in changes:
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            ServiceVersion.objects.filter(pk=kept.pk).update(**change)
    kept.refresh_from_db()
    assert digest_of(kept.definition) == kept.digest


def test_postgresql_keeps_a_version_that_a_request_a_draft_or_a_service_refers_to(
    client, caste_certificate
):
    request = apply(client)
    second = publish(caste_certificate, pages_of([QUESTIONS[0], QUESTIONS[1][:2]]))
    client.post("/services/caste-certificate/apply/")
    third = publish(caste_certificate, pages_of([QUESTIONS[1]]))
    assert Draft.objects.get().version_id == second.pk
    for version in (request.version, second, third):
        with pytest.raises(IntegrityError, match="is kept"), transaction.atomic():
            ServiceVersion.objects.filter(pk=version.pk)._raw_delete("default")


def test_version_that_nothing_refers_to_may_go(well):
    first = publish(well, pages_of([[question("one", "text")]]))
    publish(well, pages_of([[question("two", "text")]]))
    first.delete()
    assert well.versions.count() == 1


def test_request_keeps_its_version_for_ever(client, caste_certificate):
    request = apply(client)
    other = publish(caste_certificate, pages_of([QUESTIONS[0]]))
    request.version = other
    with pytest.raises(DatabaseError, match="keeps its version"), transaction.atomic():
        request.save()
    request.refresh_from_db()
    request.save()
    assert request.version_id != other.pk


def test_draft_may_move_to_another_version(client, caste_certificate):
    fill(client)
    other = publish(caste_certificate, pages_of([QUESTIONS[0]]))
    assert Draft.objects.update(version=other) == 1
