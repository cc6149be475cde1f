"""A question with several inputs, on the citizen's page and the operator's: nothing typed is lost."""

from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client

from audit.models import Block, District, Subdivision
from services.models import Draft, ServiceRequest
from tests.desk_fixtures import QUESTIONS, begin, fill, seen, signed_in
from tests.errand_fixtures import (
    PERSON,
    address,
    caste_certificate,
    pages_of,
    question,
    send,
)
from tests.test_hostile_input import drive
from tests.typed_answers import AADHAAR

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db

TYPED = {
    "land-district": "320",
    "land-block": "320-M-KALYANI",
    "land-village_or_ward": "ওয়ার্ড ৭",
    "land-pin": "১১০০০১",
    "money-account": "০০১২ ৩৪৫৬ ৭৮৯",
    "money-ifsc": "sbin0001234",
    "born-known": "year",
    "born-year": "১৯৭৫",
    "aadhaar": "2341 2341 2346",
}
KEPT = {
    "land": {
        "district": "320",
        "block": "320-M-KALYANI",
        "village_or_ward": "ওয়ার্ড ৭",
        "line": "",
        "pin": "110001",
    },
    "money": {"account": "00123456789", "ifsc": "SBIN0001234"},
    "born": {"known": "year", "year": 1975},
    "aadhaar": "2346",
}


@pytest.fixture
def grant(caste_certificate: Any) -> Any:
    """A service with one page, of questions with several inputs."""
    from services.catalogue.versions import publish

    publish(
        caste_certificate,
        pages_of(
            [
                [
                    question("land", "address"),
                    question("money", "bank_account"),
                    question("born", "partial_date"),
                    question("aadhaar", "aadhaar"),
                ]
            ]
        ),
    )
    return caste_certificate


@pytest.fixture
def jhargram(nadia: Any) -> Any:
    district = District.objects.create(code="699", name={"bn": "ঝাড়গ্রাম", "en": "Jhargram"})
    part = Subdivision.objects.create(code="699-J", district=district, name=district.name)
    Block.objects.create(
        code="699-B-BINPUR",
        subdivision=part,
        district=district,
        kind="block",
        name={"bn": "বিনপুর", "en": "Binpur"},
    )
    return district


@pytest.fixture
def citizen(client: Client, grant: Any) -> Client:
    """Sabitri, who has told who she is and comes to the questions."""
    client.post(address())
    for page, typed in PERSON.items():
        assert client.post(address(page), typed).status_code == 302
    return client


def test_citizen_reads_her_answers_back_and_they_are_sent(citizen):
    assert citizen.post(address("questions-1"), TYPED).url == address("check")
    assert Draft.objects.get().answers == KEPT
    html = citizen.get(address("check")).content.decode()
    for text in (
        "জেলা: নদিয়া<br>",
        "শাখার আইএফএসসি: SBIN0001234",
        "১৯৭৫ (শুধু বছর জানা)",
        "XXXX XXXX 2346",
        "land বাংলা: এই পিন কোড পশ্চিমবঙ্গের নয়।",
    ):
        assert text in html
    assert send(citizen).status_code == 302
    assert ServiceRequest.objects.get().answers == KEPT


def test_citizen_asks_for_the_blocks_and_keeps_what_she_typed(citizen):
    typed = {**TYPED, "land-block": "", "show_blocks": "1"}
    answer = citizen.post(address("questions-1"), typed)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert '<option value="320-M-KALYANI">' in html
    assert 'class="error"' not in html
    for part in ("land-village_or_ward", "money-account", "money-ifsc", "born-year"):
        assert f'name="{part}" value="{TYPED[part]}"' in html
    assert AADHAAR[:8] not in html.replace(" ", "")


def test_block_of_another_district_is_refused_and_everything_else_stays(citizen, jhargram):
    typed = {**TYPED, "land-block": "699-B-BINPUR"}
    html = citizen.post(address("questions-1"), typed).content.decode()
    assert 'id="id_land-block_error"' in html
    assert 'href="#id_land-block"' in html
    assert html.count('class="error"') == 1
    for part in ("land-village_or_ward", "land-pin", "money-account", "born-year"):
        assert f'name="{part}" value="{TYPED[part]}"' in html
    assert 'name="aadhaar" value="2346"' in html


def test_change_of_language_keeps_the_parts(citizen):
    html = citizen.post(
        address("questions-1"), {**TYPED, "form_language": "en"}, follow=True
    ).content.decode()
    for part in ("land-village_or_ward", "land-pin", "money-account", "born-year"):
        assert f'name="{part}" value="{TYPED[part]}"' in html
    assert '<option value="320-M-KALYANI" selected>' in html
    assert AADHAAR[:8] not in html.replace(" ", "")


def test_whole_aadhaar_number_is_on_no_page_and_in_no_row(citizen):
    pages = [
        citizen.post(address("questions-1"), {**TYPED, **changed})
        for changed in ({"money-ifsc": "x"}, {"aadhaar": "234123412347", "later": "1"}, {})
    ]
    send(citizen)
    pages.append(citizen.get(address("check")))
    written = "".join(page.content.decode() for page in pages)
    for model in every_model():
        written += serializers.serialize("json", model._default_manager.all())
    found = written.replace(" ", "").replace("-", "")
    assert [digits for digits in (AADHAAR, "234123412347") if digits in found] == []


def test_hostile_parts_are_answered_like_any_other(citizen):
    citizen.raise_request_exception = False
    assert drive(citizen, address("questions-1")) == {}


def every_model() -> list[Any]:
    return [
        model
        for name in ("audit", "citizens", "services")
        for model in apps.get_app_config(name).get_models()
        if model._meta.managed
    ]


def test_operator_fills_in_the_same_parts_on_one_sheet(grant, operator):
    browser = signed_in(operator)
    draft = begin(browser)
    typed = {f"q-{name}": value for name, value in TYPED.items()}
    wrong = {**dict.fromkeys(QUESTIONS), **typed, "q-money-ifsc": "SBIN1001234"}
    html = fill(browser, draft, **wrong).content.decode()
    assert 'href="#id_q-money-ifsc"' in html
    assert f'name="q-money-account" value="{TYPED["money-account"]}"' in html
    answer = fill(browser, draft, **{**wrong, "q-money-ifsc": TYPED["money-ifsc"]})
    assert (answer.status_code, Draft.objects.get().answers) == (302, KEPT)
    check = browser.get(answer.url).content.decode()
    assert "Account number: 00123456789" in check
    assert "land English: This PIN code is not of West Bengal." in check


def test_sheet_left_blank_in_one_window_keeps_the_parts_of_another(grant, operator):
    browser = signed_in(operator)
    draft = begin(browser)
    before = seen(browser, draft)
    typed = {f"q-{name}": value for name, value in TYPED.items()}
    fill(browser, draft, **{**dict.fromkeys(QUESTIONS), **typed})
    blank = dict.fromkeys([*QUESTIONS, *typed])
    fill(browser, draft, **{**blank, "seen": before, "q-aadhaar": "1234"})
    assert Draft.objects.get().answers == {**KEPT, "aadhaar": "1234"}


def test_parts_of_each_member_stay_with_the_member(citizen, grant):
    from services.catalogue.versions import publish

    member = [question("born", "partial_date"), question("card", "ration_card", required=False)]
    publish(grant, pages_of([[question("family", "group", least=1, most=4, questions=member)]]))
    Draft.objects.update(version=grant.versions.latest("created_at"))
    typed = {
        "family-rows": "3",
        "family-0-born-known": "year",
        "family-0-born-year": "1975",
        "family-1-born-known": "date",
        "family-1-born-date": "29/02/2004",
        "family-2-born-known": "date",
        "family-2-born-date": "29/02/2000",
        "family-2-card-kind": "AAY",
        "family-2-card-number": "12",
    }
    html = citizen.post(address("questions-1"), {**typed, "remove": "family-1"}).content.decode()
    assert 'name="family-1-card-number" value="12"' in html
    assert 'name="family-1-born-date" value="29/02/2000"' in html
    del typed["family-1-born-known"], typed["family-1-born-date"]
    html = citizen.post(address("questions-1"), typed).content.decode()
    assert 'id="id_family-2-card-number_error"' in html
    typed["family-2-card-number"] = "AAY 0012345678"
    assert citizen.post(address("questions-1"), typed).status_code == 302
    first, second = Draft.objects.get().answers["family"]
    assert first["born"] == {"known": "year", "year": 1975}
    assert second == {
        "born": {"known": "date", "date": "2000-02-29"},
        "card": {"kind": "AAY", "number": "0012345678"},
    }
