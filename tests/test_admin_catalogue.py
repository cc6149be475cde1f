"""The PMU keeps the catalogue in the admin, and what citizens are asked changes with it."""

from typing import Any

import pytest

from audit.journal import admin_lists
from audit.models import Event
from services.catalogue.versions import publish
from services.models import Question, QuestionPage, Service
from tests.catalogue_rows import make_department, make_pond_lease, make_service
from tests.test_sign_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client: Any, administrator: Any) -> Any:
    """Anindita's browser."""
    sign_in(client, "anindita")
    return client


@pytest.fixture
def land(db: None) -> QuestionPage:
    """The only page of a service that asks one thing."""
    service = make_service(make_department(), "well", "কূপ", "Well")
    page = QuestionPage.objects.create(service=service, number=1, title={"bn": "জমি", "en": "Land"})
    Question.objects.create(
        page=page, key="area", kind="number", label={"bn": "কত কাঠা", "en": "How many katha"}
    )
    publish(service)
    return page


def form_of(response: Any) -> dict[str, str]:
    """What the browser would send back of an admin page."""
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent: dict[str, str] = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            widget = bound.field.widget
            if hasattr(widget, "decompress"):
                texts = value if isinstance(value, list) else widget.decompress(value)
                names = [f"{bound.html_name}{end}" for end in widget.widgets_names]
                sent |= {name: text or "" for name, text in zip(names, texts, strict=True)}
            elif value is True:
                sent[bound.html_name] = "on"
            elif value is not None and value is not False:
                sent[bound.html_name] = str(bound.field.prepare_value(value))
    return sent


def change(browser: Any, address: str, **fields: str) -> Any:
    sent = form_of(browser.get(address))
    return browser.post(address, {**sent, **fields})


def asked(service: Service) -> list[str]:
    """The Bangla labels of what citizens are asked now."""
    service.refresh_from_db()
    assert service.current_version is not None
    pages = service.current_version.definition["pages"]
    return [question["label"]["bn"] for page in pages for question in page["questions"]]


def test_label_changed_in_the_admin_is_what_citizens_are_asked(author, land):
    before = land.service.current_version_id
    answer = change(
        author,
        f"/admin/services/questionpage/{land.pk}/change/",
        **{"questions-0-label_bn": "কত বিঘা"},
    )
    assert answer.status_code == 302
    assert asked(land.service) == ["কত বিঘা"]
    assert land.service.current_version_id != before
    event = Event.objects.get()
    assert (event.action, event.subject, event.by) == (
        "page.changed",
        f"page:{land.pk}",
        "anindita",
    )


def test_save_without_a_change_publishes_nothing_new(author, land):
    before = land.service.current_version_id
    assert change(author, f"/admin/services/questionpage/{land.pk}/change/").status_code == 302
    land.service.refresh_from_db()
    assert land.service.current_version_id == before
    assert land.service.versions.count() == 1


def test_deleted_page_is_no_longer_asked(author, land):
    answer = author.post(f"/admin/services/questionpage/{land.pk}/delete/", {"post": "yes"})
    assert answer.status_code == 302
    assert asked(land.service) == []
    assert Event.objects.get().action == "page.deleted"


def test_service_is_changed_with_its_fees_officers_and_pages(author):
    service = make_pond_lease()
    answer = change(
        author,
        f"/admin/services/service/{service.pk}/change/",
        title_bn="পুকুর ইজারা (নতুন)",
        also_called="pukur\nপুকুর লিজ\n\n",
        **{"fees-0-amount": "60.50"},
    )
    assert answer.status_code == 302
    service.refresh_from_db()
    assert service.title["bn"] == "পুকুর ইজারা (নতুন)"
    assert service.also_called == ["pukur", "পুকুর লিজ"]
    assert str(service.fees.order_by("from_date")[0].amount) == "60.50"
    assert service.current_version is not None
    assert Event.objects.get().subject == "service:pond-lease"


def test_public_page_shows_the_change_at_once(author):
    service = make_pond_lease()
    change(author, f"/admin/services/service/{service.pk}/change/", title_bn="মাছের পুকুর ইজারা")
    assert "মাছের পুকুর ইজারা" in author.get("/services/pond-lease/").content.decode()


OPTIONS = "questions-0-options"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("own | নিজের | Own\nrented | ভাড়া", "parts"),
        ("own | নিজের | Own\nown | ভাড়া | Rented", "double"),
        ("own | নিজের | Own\n | ভাড়া | Rented", "parts"),
        ("", None),
        ("own | নিজের | Own\0", "unreadable"),
    ],
)
def test_fault_in_options_is_told_in_bangla_beside_the_field(author, land, typed, message):
    address = f"/admin/services/questionpage/{land.pk}/change/"
    answer = change(author, address, **{"questions-0-kind": "choice", OPTIONS: typed})
    assert answer.status_code == 200
    [errors] = answer.context["inline_admin_formsets"][0].formset.errors
    assert list(errors) == ["options"]
    assert errors.as_data()["options"][0].code == message
    text = errors["options"][0]
    assert any("\u0980" <= letter <= "\u09ff" for letter in text)
    assert text in answer.content.decode()


def test_options_are_kept_in_both_languages(author, land):
    address = f"/admin/services/questionpage/{land.pk}/change/"
    typed = "own | নিজের | Own\nrented|ভাড়া নেওয়া|Rented"
    answer = change(author, address, **{"questions-0-kind": "choice", OPTIONS: typed})
    assert answer.status_code == 302
    assert Question.objects.get().options == [
        {"value": "own", "bn": "নিজের", "en": "Own"},
        {"value": "rented", "bn": "ভাড়া নেওয়া", "en": "Rented"},
    ]
    assert "own | নিজের | Own" in author.get(address).content.decode()


def test_option_may_be_given_in_hindi_as_well(author, land):
    address = f"/admin/services/questionpage/{land.pk}/change/"
    typed = "own | নিজের | Own | अपना\nrented | ভাড়া নেওয়া | Rented"
    answer = change(author, address, **{"questions-0-kind": "choice", OPTIONS: typed})
    assert answer.status_code == 302
    assert [option.get("hi") for option in Question.objects.get().options] == ["अपना", None]
    assert typed in author.get(address).content.decode()


def test_key_of_another_page_is_refused_beside_its_field(author, land):
    second = QuestionPage.objects.create(
        service=land.service, number=2, title={"bn": "আর", "en": "More"}
    )
    address = f"/admin/services/questionpage/{second.pk}/change/"
    answer = change(
        author,
        address,
        **{
            "questions-TOTAL_FORMS": "1",
            "questions-0-order": "1",
            "questions-0-key": "area",
            "questions-0-kind": "text",
            "questions-0-label_bn": "কোথায়",
            "questions-0-label_en": "Where",
        },
    )
    assert answer.status_code == 200
    assert list(answer.context["inline_admin_formsets"][0].formset.errors[0]) == ["key"]


def test_change_is_refused_when_its_event_cannot_be_written(author, land, monkeypatch):
    def fails(**_details: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(admin_lists, "record", fails)
    author.raise_request_exception = False
    address = f"/admin/services/questionpage/{land.pk}/change/"
    answer = change(author, address, **{"questions-0-label_bn": "কত বিঘা"})
    assert answer.status_code == 500
    assert asked(land.service) == ["কত কাঠা"]
    assert Question.objects.get().label["bn"] == "কত কাঠা"
