"""Shared questions: kept in the admin, copied into a version when it is made, and never after."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from audit.models import Event
from services.catalogue.definition import questions_of
from services.catalogue.versions import publish
from services.models import BankQuestion, Service
from tests.admin_forms import change
from tests.catalogue_rows import make_bank_question, make_department, make_service
from tests.test_sign_in import sign_in

pytestmark = pytest.mark.django_db

LABEL = {"bn": "জমির পরিমাণ", "en": "Area of the land"}
PURPOSE = {"bn": "কর ঠিক করতে", "en": "To fix the tax"}
NEW = {
    "key": "land_right",
    "kind": "name",
    "label_bn": "জমির মালিক",
    "label_en": "Owner of the land",
    "purpose_bn": "কার জমি, জানতে",
    "purpose_en": "To know whose land it is",
}


@pytest.fixture
def author(client: Any, administrator: Any) -> Any:
    """Anindita's browser."""
    sign_in(client, "anindita")
    return client


@pytest.fixture
def shared(db: None) -> BankQuestion:
    return make_bank_question(least=1, most=500, kept_days=400)


@pytest.fixture
def well(db: None) -> Service:
    return make_service(make_department(), "well", "কূপ", "Well")


def one_page(*questions: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"title": {"bn": "জমি", "en": "Land"}, "questions": list(questions)}]


def test_version_copies_the_texts_of_the_bank_and_keeps_what_the_service_says(well, shared):
    own = {"bank": "land_area", "key": "area_of_field", "required": False}
    version = publish(well, one_page(own))
    assert list(questions_of(version.definition)) == [
        {
            "key": "area_of_field",
            "bank": "land_area",
            "kind": "number",
            "required": False,
            "label": LABEL,
            "purpose": PURPOSE,
            "least": 1,
            "most": 500,
            "kept_days": 400,
        }
    ]


def test_change_in_the_bank_leaves_versions_and_is_taken_when_published_again(well, shared):
    own = {"bank": "land_area", "key": "land_area"}
    version = publish(well, one_page(own))
    shared.label = {"bn": "কত বিঘা", "en": "How many bigha"}
    shared.save()
    version.refresh_from_db()
    assert [each["label"] for each in questions_of(version.definition)] == [LABEL]
    again = publish(well, version.definition["pages"])
    assert again.pk != version.pk
    assert [each["label"]["en"] for each in questions_of(again.definition)] == ["How many bigha"]


def test_question_that_the_bank_lacks_is_refused(well):
    with pytest.raises(ValidationError, match="no_such"):
        publish(well, one_page({"bank": "no_such", "key": "no_such"}))
    assert well.versions.count() == 0


def test_member_of_a_group_comes_from_the_bank_too(well, shared):
    group = {
        "key": "fields",
        "kind": "group",
        "label": {"bn": "জমিগুলি", "en": "The fields"},
        "questions": [{"bank": "land_area", "key": "land_area"}],
    }
    version = publish(well, one_page(group))
    assert [each["kind"] for each in questions_of(version.definition)] == ["group", "number"]


def test_author_adds_a_shared_question(author):
    answer = author.post("/admin/services/bankquestion/add/", NEW)
    assert answer.status_code == 302
    assert BankQuestion.objects.get().as_question() == {
        "key": "land_right",
        "bank": "land_right",
        "kind": "name",
        "required": True,
        "label": {"bn": "জমির মালিক", "en": "Owner of the land"},
        "purpose": {"bn": "কার জমি, জানতে", "en": "To know whose land it is"},
    }
    event = Event.objects.get()
    assert (event.action, event.subject) == ("bank-question.added", "bank-question:land_right")


def test_author_adds_a_document_with_its_kinds_and_size(author):
    more = {"kind": "document", "document_kinds": ["jpeg", "pdf"], "document_mb": "4", "most": "2"}
    author.post("/admin/services/bankquestion/add/", {**NEW, **more})
    kept = BankQuestion.objects.get().as_question()
    assert (kept["documents"], kept["most"]) == ({"kinds": ["jpeg", "pdf"], "mb": 4}, 2)


def test_key_stays_what_services_name_it_by(author, shared):
    change(author, f"/admin/services/bankquestion/{shared.pk}/change/", key="other", label_en="New")
    shared.refresh_from_db()
    assert (shared.key, shared.label["en"]) == ("land_area", "New")
    assert author.post(f"/admin/services/bankquestion/{shared.pk}/delete/").status_code == 403


@pytest.mark.parametrize(
    ("typed", "faulty"),
    [
        ({"key": "Land!"}, ["key"]),
        ({"key": "age"}, ["key"]),
        ({"label_bn": ""}, ["label"]),
        ({"purpose_bn": "", "purpose_en": ""}, ["purpose"]),
        ({"least": "3"}, ["least"]),
        ({"kind": "number", "least": "3", "most": "2"}, ["most"]),
        ({"kind": "text", "most": "6000"}, ["most"]),
        ({"kind": "choice"}, ["options"]),
        ({"options": "own | নিজের | Own"}, ["options"]),
        ({"kind": "document"}, ["document_kinds", "document_mb"]),
        ({"kind": "document", "document_kinds": ["exe"], "document_mb": "1"}, ["document_kinds"]),
        ({"kind": "document", "document_kinds": ["pdf"], "document_mb": "99"}, ["document_mb"]),
        ({"document_mb": "2"}, ["document_mb"]),
        ({"in_west_bengal": "on"}, ["in_west_bengal"]),
        ({"kept_days": "0"}, ["kept_days"]),
        ({"kind": "group"}, ["kind"]),
    ],
)
def test_fault_is_told_in_bangla_beside_its_field(author, typed, faulty):
    kind = "text" if typed.get("most") == "6000" else "yes_no"
    answer = author.post("/admin/services/bankquestion/add/", {**NEW, "kind": kind, **typed})
    assert answer.status_code == 200
    errors = answer.context["adminform"].form.errors
    assert sorted(errors) == faulty
    page = answer.content.decode()
    for messages in errors.values():
        for message in messages:
            assert any("\u0980" <= letter <= "\u09ff" for letter in message), message
            assert message in page
    assert not BankQuestion.objects.exists()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("own | নিজের | Own\nrented | ভাড়া", "parts"),
        ("own | নিজের | Own\nown | ভাড়া | Rented", "double"),
        ("own | নিজের | Own\n | ভাড়া | Rented", "parts"),
        ("own | নিজের | Own\0", "unreadable"),
    ],
)
def test_fault_in_a_line_of_options_is_told_beside_them(author, typed, code):
    answer = author.post(
        "/admin/services/bankquestion/add/", {**NEW, "kind": "choice", "options": typed}
    )
    errors = answer.context["adminform"].form.errors
    assert errors.as_data()["options"][0].code == code
    assert errors["options"][0] in answer.content.decode()


def test_options_are_kept_in_both_languages_and_in_hindi_where_given(author):
    typed = "own | নিজের | Own | अपना\nrented | ভাড়া নেওয়া | Rented"
    author.post("/admin/services/bankquestion/add/", {**NEW, "kind": "choice", "options": typed})
    question = BankQuestion.objects.get()
    assert question.options == [
        {"value": "own", "bn": "নিজের", "en": "Own", "hi": "अपना"},
        {"value": "rented", "bn": "ভাড়া নেওয়া", "en": "Rented"},
    ]
    page = author.get(f"/admin/services/bankquestion/{question.pk}/change/").content.decode()
    assert typed in page
