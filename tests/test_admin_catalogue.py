"""The PMU keeps departments in the admin, and withdraws a service there; nothing else of one."""

from typing import Any

import pytest

from audit.journal import admin_lists
from audit.models import Event
from services.models import Department, Service
from tests.admin_forms import change, form_of
from tests.catalogue_rows import make_pond_lease
from tests.test_sign_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client: Any, administrator: Any) -> Any:
    """Anindita's browser."""
    sign_in(client, "anindita")
    return client


@pytest.fixture
def lease(db: None) -> Service:
    return make_pond_lease()


def test_service_is_withdrawn_and_the_journal_says_so(author, lease):
    sent = form_of(author.get(f"/admin/services/service/{lease.pk}/change/"))
    assert sent.pop("is_offered") == "on"
    answer = author.post(f"/admin/services/service/{lease.pk}/change/", sent)
    assert answer.status_code == 302
    assert author.get("/services/pond-lease/").status_code == 404
    event = Event.objects.get()
    assert (event.action, event.subject, event.by, event.details["fields"]) == (
        "service.changed",
        "service:pond-lease",
        "anindita",
        "Offered",
    )


def test_other_texts_fees_and_officers_of_a_service_do_not_change_in_the_admin(author, lease):
    answer = change(
        author,
        f"/admin/services/service/{lease.pk}/change/",
        title_bn="অন্য নাম",
        order="1",
        **{"fees-0-amount": "1", "fees-0-DELETE": "on"},
    )
    assert answer.status_code == 302
    lease.refresh_from_db()
    assert (lease.title["bn"], lease.order, lease.fees.count()) == ("পুকুর ইজারা", 10, 3)
    assert not lease.fees.filter(amount=1).exists()


def test_service_is_neither_added_nor_deleted_in_the_admin(author, lease):
    assert author.get("/admin/services/service/add/").status_code == 403
    assert author.post(f"/admin/services/service/{lease.pk}/delete/").status_code == 403


def test_texts_of_a_service_are_read_in_the_readers_language(author, lease):
    page = author.get(f"/admin/services/service/{lease.pk}/change/").content.decode()
    assert "অফিসে যায়" in page
    assert "&quot;bn&quot;" not in page


def test_title_of_a_department_is_shown_at_once(author, lease):
    department = lease.department
    answer = change(author, f"/admin/services/department/{department.pk}/change/", title_bn="জলাশয়")
    assert answer.status_code == 302
    assert "জলাশয়" in author.get("/services/pond-lease/").content.decode()


def test_change_is_refused_when_its_event_cannot_be_written(author, lease, monkeypatch):
    def fails(**_details: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(admin_lists, "record", fails)
    author.raise_request_exception = False
    address = f"/admin/services/department/{lease.department_id}/change/"
    assert change(author, address, title_bn="জলাশয়").status_code == 500
    assert Department.objects.get().title["bn"] == "পুকুর বিভাগ"
