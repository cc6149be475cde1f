"""The search shows what is offered now, in few queries, and no input or thread upsets it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from services.catalogue.search import find
from services.models import Department, Service
from tests.catalogue_rows import make_department, make_service

HOSTILE = [
    "",
    " \t\n",
    "\0",
    "pond\0lease",
    "\ud800",
    "\ufffd\ufffe\uffff",
    "%",
    "_%_",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\u202epond",
    "্্্্",
    "ঁংঃ",
    "়়",
    "a" * 10_000,
    "ক্" * 5_000,
    "ক" * 10_000,
    "pond " * 2_000,
    "\u0301" * 10_000,
    "👩‍👩‍👧‍👦",
    "²³½",
    "।॥",
    "़व्य",
    "ﬃ İ ß",
]


@pytest.fixture
def ponds(db: None) -> Department:
    return make_department()


def slugs(query: str, **options: Any) -> list[str]:
    return [service.slug for service in find(query, **options)]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_citizen_types_anything_and_gets_a_list(ponds: Department, query: str) -> None:
    make_service(ponds, "pond-lease", "পুকুর ইজারা", "Pond lease")

    assert set(slugs(query)) <= {"pond-lease"}


def test_citizen_searches_an_empty_catalogue_and_finds_nothing(db: None) -> None:
    assert find("pond") == []


def test_citizen_finds_only_what_is_offered(ponds: Department) -> None:
    make_service(ponds, "pond-lease", "পুকুর ইজারা", "Pond lease")
    make_service(ponds, "pond-sale", "পুকুর বিক্রি", "Pond sale", is_offered=False)

    assert slugs("pond") == ["pond-lease"]


def test_citizen_finds_a_name_and_leaves_out_a_passing_mention(ponds: Department) -> None:
    make_service(
        ponds, "boat-permit", "নৌকার অনুমতি", "Boat permit", papers={"bn": ["জাল"], "en": ["Net bill"]}
    )
    make_service(ponds, "net-grant", "জালের অনুদান", "Net grant", order=900)

    assert slugs("net") == ["net-grant"]
    assert slugs("bill") == ["boat-permit"]


def test_citizen_gets_no_more_services_than_asked_for(ponds: Department) -> None:
    for number in range(5):
        make_service(ponds, f"pond-{number}", f"পুকুর {number}", f"Pond {number}", order=number)

    assert slugs("pond", limit=3) == ["pond-0", "pond-1", "pond-2"]
    assert slugs("pond", limit=0) == []


def test_citizen_finds_by_what_an_author_just_wrote(ponds: Department) -> None:
    service = make_service(ponds, "pond-lease", "পুকুর ইজারা", "Pond lease")
    assert slugs("heron") == []

    service.also_called = ["Heron card", None, 7]
    service.save()
    assert slugs("heron") == ["pond-lease"]

    Department.objects.update(title={"bn": "বক বিভাগ", "en": "Kingfisher"})
    assert slugs("kingfisher") == ["pond-lease"]

    Service.objects.update(is_offered=False)
    assert slugs("heron") == []

    Service.objects.update(is_offered=True)
    service.delete()
    assert slugs("heron") == []


def test_search_asks_the_database_twice_with_one_service_or_three(
    ponds: Department, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        make_service(ponds, f"pond-{number}", f"পুকুর {number}", f"Pond {number}")
        find("pond")
        with django_assert_num_queries(2):
            assert [str(service.department.title) for service in find("pond")] == (
                ["পুকুর বিভাগ"] * (number + 1)
            )


@pytest.mark.django_db(transaction=True)
def test_citizens_searching_at_once_all_find_the_service() -> None:
    make_service(make_department(), "pond-lease", "পুকুর ইজারা", "Pond lease")
    together = Barrier(8)

    def search(_number: int) -> list[str]:
        together.wait(timeout=10)
        try:
            return [found for _again in range(5) for found in slugs("pukur")]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(search, range(8))) == [["pond-lease"] * 5] * 8
