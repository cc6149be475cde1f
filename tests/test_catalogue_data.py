"""The catalogue and the places that come with the portal: whole, in both languages, as the notices say."""

import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from audit.models import Centre, District
from services.catalogue.definition import questions_of
from services.catalogue.loading import DATA
from services.catalogue.reading import Catalogue, read_catalogue
from services.models import Service, ServiceVersion

LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# Addresses of sites and forms' own names stay as they are printed.
AS_PRINTED = re.compile(r"[a-z0-9.-]+\.(?:in|com|org)\b")
BENGALI_LETTER = re.compile("[\u0985-\u09b9]")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(DATA)


def translations(value: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """(where, Bangla, English) of every text anywhere inside."""
    if isinstance(value, dict) and {"bn", "en"} <= value.keys():
        pairs = (
            zip(value["bn"], value["en"], strict=True)
            if isinstance(value["bn"], list)
            else [(value["bn"], value["en"])]
        )
        for bangla, english in pairs:
            yield path, bangla, english
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from translations(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from translations(inner, f"{path}/{place}")


def officers(service: dict[str, Any], area: str) -> list[tuple[str, str, int]]:
    order = ["designated", "appellate", "reviewing"]
    found = [officer for officer in service["officers"] if officer["area"] == area]
    found.sort(key=lambda officer: order.index(officer["role"]))
    return [(officer["role"], officer["title"]["en"], officer["days"]) for officer in found]


def test_catalogue_has_enough_services_of_enough_departments_and_of_both_kinds(catalogue):
    services = catalogue.services.values()
    assert len(services) >= 45
    assert len({service["department"] for service in services}) >= 15
    assert {service["kind"] for service in services} == {"transaction", "information"}


def test_every_service_says_who_can_have_it_and_with_what_papers(catalogue):
    for slug, service in catalogue.services.items():
        assert service["eligibility"], slug
        assert service["updated_on"].year >= 2026, slug
        if service["kind"] == "transaction":
            assert service["papers"], slug
            assert service["steps"], slug


def test_domicile_certificate_has_the_officers_of_the_notice_and_kolkata_its_own(catalogue):
    service = catalogue.services["domicile-certificate"]
    assert service["time_limit_days"] == 20
    assert officers(service, "state") == [
        (
            "designated",
            "Additional District Magistrate (General) or Sub-Divisional Officer",
            20,
        ),
        ("appellate", "District Magistrate", 30),
        ("reviewing", "Divisional Commissioner", 30),
    ]
    assert [(role, days) for role, _title, days in officers(service, "kolkata")] == [
        ("designated", 20),
        ("appellate", 30),
        ("reviewing", 30),
    ]
    assert "Collector" in officers(service, "kolkata")[0][1]


@pytest.mark.parametrize(
    ("slug", "days"),
    [
        ("duplicate-mark-sheet", [15, 50, 30]),
        ("migration-certificate", [15, 30, 30]),
        ("cold-storage-licence", [45, 30, 30]),
    ],
)
def test_time_limits_of_the_notices_stand(catalogue, slug, days):
    service = catalogue.services[slug]
    assert service["time_limit_days"] == days[0]
    assert [days for _role, _title, days in officers(service, "state")] == days


def test_bangla_is_written_in_bangla_letters_and_digits(catalogue):
    odd = [
        (slug, where, bangla)
        for slug, service in {**catalogue.services, **catalogue.departments}.items()
        for where, printed, _english in translations(service)
        for bangla in [AS_PRINTED.sub("", printed)]
        if re.search("[0-9]", bangla)
        or LATIN_WORD.search(bangla)
        or not (BENGALI_LETTER.search(bangla) or re.fullmatch("[০-৯ -]+", bangla))
    ]
    assert odd == []


def test_english_holds_no_bangla(catalogue):
    odd = [
        (slug, where, english)
        for slug, service in {**catalogue.services, **catalogue.departments}.items()
        for where, _bangla, english in translations(service)
        if re.search("[\u0980-\u09ff\u0964]", english)
    ]
    assert odd == []


def test_aadhaar_and_bank_account_numbers_are_asked_for_by_their_own_kinds_alone(catalogue):
    asked = [
        (slug, question["key"])
        for slug, service in catalogue.services.items()
        for question in questions_of(service)
        if re.search("aadhaar|account number|ifsc", question["label"]["en"], re.IGNORECASE)
        and question["kind"] not in {"aadhaar", "bank_account"}
    ]
    assert asked == []


@pytest.mark.django_db
def test_shipped_catalogue_loads_and_loads_again_without_a_change():
    call_command("load_catalogue", verbosity=0, stdout=StringIO())
    assert Service.objects.filter(current_version=None).count() == 0
    versions = ServiceVersion.objects.count()
    out = StringIO()
    call_command("load_catalogue", stdout=out)
    assert out.getvalue().splitlines()[-1] == "Nothing changes."
    assert ServiceVersion.objects.count() == versions == Service.objects.count()


@pytest.mark.django_db
def test_every_district_has_a_centre_in_the_demonstration():
    call_command("load_places", verbosity=0, stdout=StringIO())
    call_command("load_centres", "--demonstration", verbosity=0, stdout=StringIO())
    assert District.objects.count() == 23
    assert District.objects.filter(centres=None).count() == 0
    assert set(Centre.objects.values_list("kind", flat=True)) == {"centre", "camp"}


def test_shared_questions_say_in_both_languages_why_they_are_asked_and_for_how_long_kept(catalogue):
    assert len(catalogue.bank) >= 35
    for key, question in catalogue.bank.items():
        assert set(question["purpose"]) >= {"bn", "en"}, key
        assert question["kept_days"] <= 400, key
        if question["kind"] == "document":
            assert question["documents"]["kinds"], key
    odd = [
        (where, bangla)
        for where, bangla, english in translations(catalogue.bank)
        if LATIN_WORD.search(bangla) or re.search("[0-9]", bangla) or BENGALI_LETTER.search(english)
    ]
    assert odd == []


def test_aadhaar_is_asked_for_by_its_last_four_digits_and_never_required(catalogue):
    asked = [
        (slug, question["key"])
        for slug, service in catalogue.services.items()
        for question in questions_of(service)
        if question["kind"] == "aadhaar" and question["required"]
    ]
    assert asked == []


REBUILT = (
    "caste-certificate",
    "lakshmir-bhandar",
    "ration-card-new",
    "domicile-certificate",
    "land-mutation",
)


@pytest.mark.parametrize("slug", REBUILT)
def test_a_service_made_of_its_paper_form_is_whole(catalogue, slug):
    service = catalogue.services[slug]
    assert service["time_limit_days"]
    lacking = [
        question["key"]
        for question in questions_of(service)
        if not question.get("bank") and not {"purpose", "kept_days"} <= question.keys()
    ]
    assert lacking == []
    assert all(1 <= len(page["questions"]) <= 7 for page in service["pages"])
