"""A whole name finds a person of the operator's own centre in either script; half a name nobody."""

import importlib
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.journal.rate_limits import RateLimit
from audit.models import Event
from citizens.models import Citizen
from services.desk import finding
from tests.desk_fixtures import FIRST, refusals, serve, signed_in
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]

NOBODY = "Nobody at this centre has this name."
FORM = {**FIRST, "consent": "on", "notice_version": "test"}


def find(client: Any, wanted: str) -> Any:
    return client.post("/desk/find/", {"wanted": wanted})


def tell(client: Any, **changes: str) -> Citizen:
    """The person of whom an information form is filled in at the desk."""
    answer = client.post("/desk/information-form/", {**FORM, **changes})
    assert answer.status_code == 302, answer.context["form"].errors
    return Citizen.objects.get(reference=answer.url.strip("/").split("/")[-1])


def found(client: Any, wanted: str) -> list[str]:
    answer = find(client, wanted)
    assert answer.status_code == 200
    return [person.reference for person in answer.context["people"]]


def events() -> list[tuple[str, str, str, dict[str, int]]]:
    rows = Event.objects.filter(action="people.found_by_name").order_by("id")
    return list(rows.values_list("by", "centre", "subject", "details"))


@pytest.mark.parametrize(
    ("told", "typed"),
    [
        ("সুচিত্রা মণ্ডল", "Suchitra Mandal"),
        ("সুচিত্রা মণ্ডল", "  suchitra MONDAL "),
        ("সুচিত্রা মণ্ডল", "সুচিত্রা মন্ডল"),
        ("Suchitra Mondal", "সুচিত্রা মণ্ডল"),
        ("Md. Rafiqul Islam", "মহম্মদ রফিকুল ইসলাম"),
        ("জয়দেব পাড়ুই", "জ\u09dfদেব পা\u09dcুই"),
        ("শ্রীমতী মিতালী বিশ্বাস", "Mitali Biswas"),
    ],
)
def test_name_in_one_script_finds_the_person_told_in_the_other(
    operator: Any, told: str, typed: str
) -> None:
    client = signed_in(operator)
    person = tell(client, name=told)
    tell(client, name="রীনা দাস")
    assert found(client, typed) == [person.reference]


def test_page_tells_who_it_may_be_and_not_the_number(operator: Any) -> None:
    client = signed_in(operator)
    tell(client)
    html = find(client, "Suchitra Mondal").content.decode()
    for part in (FIRST["name"], FIRST["guardian_name"], FIRST["village_or_ward"], "ends in 2345"):
        assert part in html
    assert "9830012345" not in html
    assert "9830" not in html


def test_person_of_another_centre_is_not_found_and_looks_like_nobody(
    operator: Any, outsider: Any
) -> None:
    tell(signed_in(operator))
    client = signed_in(outsider)
    for name in ("Suchitra Mondal", "সুচিত্রা মণ্ডল", "Nobody Atall"):
        answer = find(client, name)
        assert answer.context["people"] == []
        assert NOBODY in answer.content.decode()
    assert refusals() == []


def test_person_who_asked_here_is_found_here_wherever_the_form_was_filled(
    caste_certificate: Any, operator: Any, other_centre: Any
) -> None:
    client = signed_in(operator)
    citizen = serve(client).citizen
    for centre in (other_centre, None):
        Citizen.objects.filter(pk=citizen.pk).update(centre=centre)
        assert found(client, "Suchitra Mondal") == [citizen.reference]


@pytest.mark.parametrize(
    "typed",
    ["সুচিত্রা", "মণ্ডল", "Suchitra Mon", "Suchitra M", "S", "সু", "সুচিত্রা মণ্ডল দাস", "H", "् a"],
)
def test_half_a_name_finds_nobody(operator: Any, typed: str) -> None:
    client = signed_in(operator)
    tell(client)
    answer = find(client, typed)
    assert answer.context.get("people", []) == []
    assert FIRST["guardian_name"] not in answer.content.decode()


def test_at_most_twenty_of_one_name_are_shown_the_last_told_first(operator: Any) -> None:
    client = signed_in(operator)
    people = [tell(client, village_or_ward=f"গ্রাম {number}") for number in range(21)]
    answer = find(client, "Suchitra Mondal")
    assert found(client, "Suchitra Mondal") == [each.reference for each in people[:0:-1]]
    assert "There may be more people of this name." in answer.content.decode()


def test_finding_three_by_name_costs_the_queries_of_one(
    operator: Any, django_assert_num_queries: Any
) -> None:
    client = signed_in(operator)
    tell(client)
    find(client, "Suchitra Mondal")
    with CaptureQueriesContext(connection) as one:
        find(client, "Suchitra Mondal")
    queries = len(one)
    for _time in range(2):
        tell(client)
    with django_assert_num_queries(queries):
        assert len(find(client, "Suchitra Mondal").context["people"]) == 3


def test_each_find_by_name_is_in_the_journal_without_the_name(operator: Any) -> None:
    client = signed_in(operator)
    tell(client)
    for name in ("Suchitra Mondal", "Rina Das"):
        find(client, name)
    find(client, FIRST["mobile"])
    assert events() == [
        ("mitali", "NAD-001", "centre:NAD-001", {"found": 1}),
        ("mitali", "NAD-001", "centre:NAD-001", {"found": 0}),
    ]


def test_operator_who_asks_for_names_all_the_time_is_stopped(
    operator: Any, colleague: Any, monkeypatch: Any
) -> None:
    assert (finding.BY_NAME.tries, finding.BY_NAME.period) == (60, timedelta(hours=1))
    monkeypatch.setattr(finding, "BY_NAME", RateLimit("test", 2, timedelta(days=365)))
    client = signed_in(operator)
    tell(client)
    answers = [find(client, name) for name in ("Suchitra Mondal", "Rina Das", "Suchitra Mondal")]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert FIRST["name"] not in answers[2].content.decode()
    assert len(events()) == 2
    assert refusals() == [("rate_limit", "mitali")]
    assert find(client, FIRST["mobile"]).status_code == 200
    assert found(signed_in(colleague), "Suchitra Mondal") != []


def test_people_told_before_names_had_a_sound_get_theirs(operator: Any, monkeypatch: Any) -> None:
    client = signed_in(operator)
    people = [tell(client, name=name) for name in ("সুচিত্রা মণ্ডল", "রীনা দাস", "Rina Das")]
    Citizen.objects.update(name_sound="")
    assert found(client, "Rina Das") == []
    migration = importlib.import_module("citizens.migrations.0005_citizen_name_sound_filled")
    monkeypatch.setattr(migration, "BATCH", 2)
    migration.fill(apps, SimpleNamespace(connection=connection))
    assert found(client, "Rina Das") == [people[2].reference, people[1].reference]
    assert found(client, "Suchitra Mandal") == [people[0].reference]
