"""The rules that come with the portal, put to people whom everybody at a counter knows."""

from datetime import date
from typing import Any

import pytest

from services.catalogue.condition_faults import faults
from services.catalogue.eligibility import decide
from services.catalogue.loading import DATA
from services.catalogue.reading import Catalogue, read_catalogue

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(DATA)


def test_rules_of_at_least_fifteen_services_are_without_a_fault(catalogue):
    with_rules = {
        slug: service
        for slug, service in catalogue.services.items()
        if service["eligibility_rules"]
    }
    assert len(with_rules) >= 15
    for slug, service in with_rules.items():
        definition = {"pages": [], "eligibility": service["eligibility_rules"]}
        assert (slug, faults(definition, catalogue.bank)) == (slug, [])


def aged(years: int) -> dict[str, Any]:
    return {"known": "age", "age": years, "on": TODAY.isoformat()}


AMINA = {
    "age": aged(32), "sex": "female", "marital_status": "married", "caste_category": "general",
    "annual_family_income": "90000", "study": "none", "work": ["own_or_daily"],
    "government_pay": "no", "other_pension": "no", "years_in_state": 32, "farmland": "none",
    "disability_percent": 0, "employment_bank": "no",
}  # fmt: skip
HARI = {
    **AMINA, "age": aged(67), "sex": "male", "caste_category": "sc", "annual_family_income": "10000",
    "work": ["farming"], "years_in_state": 67, "farmland": "share",
}  # fmt: skip
PIYALI = {
    **AMINA, "age": aged(16), "marital_status": "unmarried", "study": "x_xii", "work": ["none"],
    "caste_category": "st", "years_in_state": 16,
}  # fmt: skip
SAVITRI = {
    **AMINA, "age": aged(58), "marital_status": "widowed", "annual_family_income": "11000",
    "disability_percent": 60, "years_in_state": 40, "work": ["construction"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("person", "can", "asks"),
    [
        (
            AMINA,
            {"lakshmir-bhandar", "employment-bank-registration", "utkarsh-bangla",
             "domicile-certificate", "voter-enrolment-help", "learner-driving-licence-help"},
            {"gatidhara", "karma-sathi", "yuvashree", "samajik-suraksha-yojana",
             "fishermen-registration"},
        ),
        (
            HARI,
            {"old-age-pension", "taposili-bandhu", "krishak-bandhu", "bangla-shasya-bima",
             "caste-certificate", "employment-bank-registration", "utkarsh-bangla",
             "domicile-certificate", "voter-enrolment-help", "learner-driving-licence-help"},
            {"fishermen-registration"},
        ),
        (
            PIYALI,
            {"kanyashree", "student-credit-card", "caste-certificate", "utkarsh-bangla",
             "domicile-certificate"},
            {"aikyashree", "learner-driving-licence-help", "sabooj-sathi-information",
             "fishermen-registration"},
        ),
        (
            SAVITRI,
            {"lakshmir-bhandar", "widow-pension", "manabik-pension", "bocw-registration",
             "samajik-suraksha-yojana", "employment-bank-registration", "utkarsh-bangla",
             "domicile-certificate", "voter-enrolment-help", "learner-driving-licence-help"},
            {"old-age-pension", "fishermen-registration"},
        ),
    ],
    ids=["Amina", "Hari", "Piyali", "Savitri"],
)  # fmt: skip
def test_rules_say_of_a_person_what_the_notices_say(catalogue, person, can, asks):
    said: dict[str, set[str]] = {"yes": set(), "ask": set(), "no": set()}
    for slug, service in catalogue.services.items():
        if rules := service["eligibility_rules"]:
            said[decide(rules, person, today=TODAY).verdict].add(slug)
    assert (said["yes"], said["ask"]) == (can, asks)
