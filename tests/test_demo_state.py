"""What the demonstration leaves behind is what the portal's own rules would have let in."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction

from audit.languages.reference_numbers import parse
from audit.models import Event, Operator, Refusal, Visit
from citizens.models import Citizen
from citizens.people.forms import InformationForm
from citizens.people.registration import person_of
from services.models import ServiceRequest, StatusChange
from services.requests.clock import due_on
from services.requests.deciding import days_allowed
from services.requests.moves import ALLOWED
from services.requests.pages import question_pages

INDIA = ZoneInfo("Asia/Kolkata")
LAST = date(2026, 11, 21)  # a Saturday


@pytest.fixture(scope="module", autouse=True)
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """One filling for the whole module, which only reads; its transaction is undone at the end."""
    undone = transaction.atomic()
    with django_db_blocker.unblock():
        undone.__enter__()
        call_command("demo", requests=300, days=30, seed=7, until=LAST, stdout=StringIO())
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        undone.__exit__(None, None, None)


pytestmark = pytest.mark.django_db


def test_every_status_and_both_ways_of_asking_occur():
    requests = ServiceRequest.objects.all()
    assert requests.count() == 300
    by_officers = {"taken", "papers"}  # who are there, and leave the acts to whoever tries it out
    statuses = set(requests.values_list("status", flat=True))
    assert statuses == set(ServiceRequest.Status.values) - by_officers
    posts = set(Operator.objects.filter(role="officer").values_list("post", flat=True))
    assert posts == {"designated", "appellate", "reviewing", "grievance"}
    at_centres = requests.exclude(centre=None)
    assert 0 < requests.count() - at_centres.count() < 60
    assert at_centres.filter(centre__is_demonstration=False).count() == 0
    for request in at_centres.select_related("operator", "citizen"):
        assert request.operator is not None
        assert request.operator.centre_id == request.centre_id
        assert request.citizen.centre_id == request.centre_id


def test_answers_are_what_the_forms_would_have_kept_but_for_documents():
    for request in ServiceRequest.objects.select_related("version"):
        with time_machine.travel(request.submitted_at, tick=False):
            pages = [
                page for page in question_pages(request.version) if page.is_asked(request.answers)
            ]
            kept: dict[str, Any] = {}
            for page in pages:
                form = page.of_request(request.answers)
                wrong = form.errors.keys() - keys_of_documents(page.definition)
                assert wrong == set(), (request.answers, form.errors)
                kept |= form.kept_answers()
        documents = {key for page in pages for key in keys_of_documents(page.definition)}
        told = {key: answer for key, answer in request.answers.items() if key not in documents}
        assert told == {key: answer for key, answer in kept.items() if key not in documents}


def keys_of_documents(page: Any) -> set[str]:
    return {question["key"] for question in page["questions"] if question["kind"] == "document"}


def test_citizens_pass_the_information_form():
    for citizen in Citizen.objects.all():
        assert InformationForm(person_of(citizen)).errors == {}, citizen.reference
    mobiles = list(Citizen.objects.exclude(mobile="").values_list("mobile", flat=True))
    assert len(set(mobiles)) < len(mobiles) < Citizen.objects.count()


def test_rows_satisfy_their_models():
    for model in (Operator, Citizen, ServiceRequest, StatusChange, Refusal):
        for row in model.objects.all():
            try:
                row.clean_fields(exclude=["answers", "password", *_may_be_empty(model)])
            except ValidationError as error:  # pragma: no cover  # says which row
                pytest.fail(f"{model.__name__} {row.pk}: {error}")
    for request in ServiceRequest.objects.all():
        assert parse(request.acknowledgement) == request.acknowledgement


def _may_be_empty(model: Any) -> list[str]:
    return [field.name for field in model._meta.fields if field.null or field.primary_key]


def test_changes_follow_the_table_of_moves_and_agree_with_request_and_journal():
    for request in ServiceRequest.objects.select_related("service"):
        changes = list(request.changes.all())
        assert [change.from_status for change in changes] == [
            "",
            *(change.to_status for change in changes[:-1]),
        ]
        for change in changes[1:]:
            assert change.to_status in ALLOWED[change.from_status]
        assert [change.at for change in changes] == sorted(change.at for change in changes)
        assert (changes[-1].to_status, len(changes) - 1) == (request.status, request.revision)
        assert changes[0].at == request.submitted_at
        assert request.closed_at in {None, changes[-1].at}
        assert request.due_on == due_on(
            request.submitted_at.astimezone(INDIA).date(),
            days_allowed(request.service, request.district_id),
        )
        of_request = Event.objects.filter(subject=f"request:{request.acknowledgement}")
        late = list(of_request.filter(action="request.delayed").values_list("at", flat=True))
        assert late == [request.breached_at] * (request.breached_at is not None)
        events = of_request.exclude(action="request.delayed").order_by("id")
        assert [(event.action, event.at, event.by) for event in events] == [
            (f"request.{change.to_status}", change.at, change.by) for change in changes
        ]


def test_work_is_done_in_working_hours_of_the_days_asked_for():
    ends = datetime.combine(LAST, time(22), INDIA)
    moments = [*StatusChange.objects.values_list("at", flat=True)]
    for moment in moments:
        local = moment.astimezone(INDIA)
        assert local.weekday() != 6
        assert time(8) <= local.time() <= time(22)
        assert ends - timedelta(days=30) <= local <= ends


def test_every_change_at_a_centre_lies_within_a_visit_of_its_operator():
    changes = StatusChange.objects.exclude(centre="")
    assert changes.count() > 300
    visits = Visit.objects.exclude(login_name="")
    for change in changes:
        assert visits.filter(
            login_name=change.by,
            centre=change.centre,
            access_time__lte=change.at,
            last_seen__gte=change.at,
        ).exists()


def test_operators_cannot_sign_in():
    operators = Operator.objects.filter(role="operator")
    assert operators.count() == 2 * len(set(operators.values_list("centre_id", flat=True)))
    assert not any(operator.has_usable_password() for operator in Operator.objects.all())
