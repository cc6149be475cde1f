"""A citizen asks whether she can have a service, and which; nothing that she tells is kept."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from services.catalogue.versions import publish
from services.models import BankQuestion, Department, Draft, Service
from tests.catalogue_rows import make_service
from tests.eligibility_rows import MAN, YOUNG, make_women, rule
from tests.spoken_text import latin_sentences, strays
from tests.test_languages import BENGALI

pytestmark = pytest.mark.django_db
PAGE = "/services/women/eligibility/"
WOMAN = {"age": "৩২", "sex": "female", "government_pay": "no"}


@pytest.fixture
def women(db: None) -> Service:
    return make_women()


@pytest.fixture
def reader(client: Client) -> Client:
    client.cookies["bsk-language"] = "en"
    return client


def shown(answer: Any) -> str:
    assert answer.status_code == 200
    main = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main))).strip()


def test_citizen_is_asked_only_what_the_rules_name(reader, women):
    form = reader.get(PAGE).context["form"]
    assert list(form.fields) == ["age", "sex", "government_pay"]
    assert not any(field.required for field in form.fields.values())


def test_citizen_who_fits_is_told_so_and_led_on(reader, women):
    page = reader.post(PAGE, WOMAN)
    assert "By what you told, you can have this" in shown(page)
    assert "Anybody" in shown(page)
    assert 'href="/services/women/apply/"' in page.content.decode()


def test_citizen_who_does_not_fit_is_told_every_reason_and_not_led_to_apply(reader, women):
    page = reader.post(PAGE, {**WOMAN, "age": "20", "sex": "male"})
    assert "you cannot have this Under 25 For women" in shown(page)
    assert "You may apply all the same: the office decides." in shown(page)
    assert 'href="/services/women/apply/"' not in page.content.decode()


def test_citizen_is_sent_to_the_office_where_the_rules_leave_it_open(reader, women):
    assert "Ask the office Paid by the government" in shown(
        reader.post(PAGE, {**WOMAN, "government_pay": "yes"})
    )
    assert "It also depends on: Sex Government pay?" in shown(reader.post(PAGE, {"age": "32"}))


def test_what_was_told_stays_in_the_form_beside_what_is_wrong(reader, women):
    page = reader.post(PAGE, {"age": "২০০", "sex": "female", "government_pay": "x"})
    form = page.context["form"]
    assert (form["age"].value(), form["sex"].value()) == ("২০০", "female")
    assert "Age in years, today: This cannot be more than 130." in shown(page)
    assert "Government pay? Choose one from the list." in shown(page)
    assert "result" not in page.context


def test_citizen_who_told_nothing_is_asked_for_one_answer(reader, women):
    for path in (PAGE, "/which-services/"):
        page = reader.post(path, {"age": " "})
        assert "Put these right and send it again Answer at least one question." in shown(page)


def test_nothing_told_is_stored_or_set_in_a_cookie_or_address(reader, women):
    before = [model.objects.count() for model in (Draft, Service, Department)]
    for path in (PAGE, "/which-services/"):
        page = reader.post(path, WOMAN)
        assert page.status_code == 200
        assert set(page.cookies) - {"bsk-visit", "bsk-csrf"} == set()
    assert [model.objects.count() for model in (Draft, Service, Department)] == before
    assert "sessionid" not in reader.cookies


def test_other_language_keeps_what_was_typed_and_the_answer_that_was_shown(reader, women):
    typed = reader.post(PAGE, {**WOMAN, "form_language": "bn"})
    assert typed.headers["Content-Language"] == "bn"
    assert typed.context["form"]["age"].value() == "৩২"
    assert "result" not in typed.context
    again = reader.post(PAGE, {**WOMAN, "answered": "1", "form_language": "bn"})
    assert "আপনার উত্তর অনুযায়ী আপনি এটি পেতে পারেন" in shown(again)


def test_service_without_rules_says_in_words_who_can_have_it(reader, women):
    plain = make_service(women.department, "plain", "সাদা", "Plain")
    page = reader.get("/services/plain/eligibility/")
    assert "form" not in page.context
    assert "Anybody" in shown(page)
    assert "Answer a few questions" not in shown(reader.get("/services/plain/"))
    assert "Answer a few questions" in shown(reader.get("/services/women/"))
    plain.is_offered = False
    plain.save()
    assert reader.get("/services/plain/eligibility/").status_code == 404


def test_citizen_finds_the_services_that_suit_her(reader, women):
    poor = make_service(women.department, "poor", "গরিব", "For the poor", kind="information")
    publish(poor, [], [rule("no", "Too rich", ("income", "at_least", 100_001))])
    old = make_service(women.department, "old", "প্রবীণ", "For the old")
    publish(old, [], [rule("no", "Under 60", ("age", "age_at_most", 59))])
    gone = make_service(women.department, "gone", "নেই", "Withdrawn", is_offered=False)
    publish(gone, [], [rule("no", "Under 60", ("age", "age_at_most", 59))])
    page = reader.post("/which-services/", {**WOMAN, "income": ""})
    found = {
        verdict: [each.service.slug for each in each_list]
        for verdict, each_list in page.context["found"].items()
    }
    assert found == {"yes": ["women"], "ask": ["poor"], "no": ["old"]}
    assert "these suit you (1) Women Perhaps these: ask, or answer more (1) For the poor" in shown(
        page
    )
    assert "It also depends on: Income" in shown(page)
    assert "not these (1) For the old Under 60" in shown(page)
    assert "The office decides, by the law and by your papers." in shown(page)


def test_citizen_is_asked_at_most_eight_questions_the_most_named_first(reader, women):
    for number in range(10):
        key = f"fact_{number}"
        BankQuestion.objects.create(
            key=key, kind="yes_no", label={"bn": key, "en": key}, purpose={"bn": "x", "en": "x"}
        )
        service = make_service(women.department, f"s{number}", f"স{number}", f"S {number}")
        publish(service, [], [rule("no", "No", (key, "equals", "no"), ("income", "at_least", 5))])
    form = reader.get("/which-services/").context["form"]
    assert list(form.fields)[:3] == ["age", "sex", "income"]
    assert len(form.fields) == 8


def test_page_without_any_rules_leads_to_the_list(reader, db):
    assert "There is no service yet that can be found by questions." in shown(
        reader.get("/which-services/")
    )


def test_finding_services_asks_the_database_as_often_for_one_as_for_many(
    reader, women, django_assert_num_queries
):
    with django_assert_num_queries(3):  # rules, the bank's questions, those named in the answer
        reader.post("/which-services/", {"age": "32"})
    for number in range(3):
        service = make_service(women.department, f"s{number}", f"স{number}", f"S {number}")
        publish(service, [], [YOUNG, MAN])
    with django_assert_num_queries(3):
        reader.post("/which-services/", {"age": "32"})


def test_home_and_sitemap_lead_to_the_question(reader, women):
    for path in ("/", "/sitemap/"):
        assert 'href="/which-services/"' in reader.get(path).content.decode()


@pytest.mark.parametrize("language", ["hi", "ur"])
def test_pages_speak_the_language_and_mark_what_does_not(client, women, language):
    client.cookies["bsk-language"] = language
    for path in (PAGE, "/which-services/"):
        for told in (WOMAN, {**WOMAN, "sex": "male"}, {"age": "32"}, {}, {"age": "x"}):
            answer = client.post(path, {**told, "answered": "1"})
            assert answer.headers["Content-Language"] == language
            _title, _end, body = answer.content.decode().partition("</title>")
            assert strays(body, BENGALI, "bn") | latin_sentences(body) <= {"৩২"}


def test_telephone_number_keeps_its_order_in_urdu(client, women):
    client.cookies["bsk-language"] = "ur"
    html = client.post(PAGE, {"sex": "male"}).content.decode()
    assert '<bdi dir="ltr">+91 33 2214 0078</bdi>' in html
