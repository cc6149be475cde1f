"""Who may open a document: its own browser, its centre, who reads requests; for others there is none."""

from typing import Any

import pytest
from django.test import Client

from audit.centres.roles import Role
from audit.models import District, Event
from citizens.people.browser import COOKIE, Browser
from services.models import Document, Draft
from services.requests.documents import store
from tests import document_files as files
from tests.admin_rows import make_request
from tests.catalogue_rows import make_pond_lease
from tests.conftest import make_officer, make_staff
from tests.desk_fixtures import refusals, signed_in
from tests.document_rows import make_document, make_draft, with_documents
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db
SECRETS = {"citizen": "a" * 64, "neighbour": "b" * 64}


def browser_of(who: str) -> Client:
    client = Client()
    client.cookies["bsk-language"] = "en"
    client.cookies[COOKIE] = SECRETS[who]
    return client


@pytest.fixture
def digest() -> str:
    return Browser(SECRETS["citizen"]).digest


@pytest.fixture
def documents(caste_certificate: Any, operator: Any, digest: str) -> dict[str, Document]:
    """One of each kind of owner."""
    at_centre = make_request(caste_certificate, operator)
    own = make_request(caste_certificate, browser=digest)
    begun = Draft.objects.create(
        service=caste_certificate,
        version=caste_certificate.current_version,
        operator=operator,
        centre=operator.centre,
    )
    return {
        "citizen's draft": make_document(make_draft(caste_certificate, browser=digest)),
        "citizen's request": make_document(own),
        "operator's draft": make_document(begun),
        "centre's request": make_document(at_centre, content=files.paper(), kind="pdf"),
    }


@pytest.fixture
def people(
    operator: Any, colleague: Any, outsider: Any, caste_certificate: Any
) -> dict[str, Client]:
    pond_lease = make_pond_lease()
    District.objects.create(code="317", name={"bn": "হাওড়া", "en": "Howrah"})
    staff = {
        "operator": operator,
        "colleague": colleague,
        "outsider": outsider,
        **{
            role.value: make_staff(f"pmu.{role}", "Somebody", role=role)
            for role in Role
            if role not in (Role.OPERATOR, Role.OFFICER)
        },
        "officer": make_officer("saheb", caste_certificate),
        "officer elsewhere": make_officer("elsewhere", caste_certificate, district_id="317"),
        "officer of another department": make_officer("other", pond_lease),
        "officer of appeals": make_officer("appeals", caste_certificate, post="appellate"),
    }
    return {
        "stranger": Client(),
        **{who: browser_of(who) for who in SECRETS},
        **{who: signed_in(person) for who, person in staff.items()},
    }


def address_of(document: Document) -> str:
    return f"/documents/{document.pk}/"


MAY_OPEN = {
    "citizen's draft": {"citizen"},
    "citizen's request": {"citizen", "officer", "privacy", "administrator"},
    "operator's draft": {"operator"},
    "centre's request": {"operator", "colleague", "officer", "privacy", "administrator"},
}


def test_each_may_open_what_the_table_says_and_for_the_rest_there_is_nothing(
    people: dict[str, Client], documents: dict[str, Document]
):
    got: dict[str, set[str]] = {}
    for what, document in documents.items():
        answers = {who: client.get(f"/documents/{document.pk}/") for who, client in people.items()}
        assert {answer.status_code for answer in answers.values()} == {200, 404}
        got[what] = {who for who, answer in answers.items() if answer.status_code == 200}
    assert got == MAY_OPEN
    refused = [rule for rule, _name in refusals()]
    opened = sum(len(who) for who in MAY_OPEN.values())
    assert refused == ["other_centre"] * (len(people) * len(documents) - opened)


def test_document_comes_to_be_saved_and_never_shown_in_place(documents: dict[str, Document]):
    document = documents["citizen's request"]
    answer = browser_of("citizen").get(f"/documents/{document.pk}/")
    assert answer.content == files.photograph()
    assert {
        name: answer[name]
        for name in (
            "Content-Type",
            "Content-Disposition",
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "Cache-Control",
            "X-Frame-Options",
        )
    } == {
        "Content-Type": "image/jpeg",
        "Content-Disposition": f'attachment; filename="document-{str(document.pk)[:8]}.jpg"',
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "X-Frame-Options": "DENY",
    }


def test_each_opening_by_staff_is_written_down_and_a_citizens_own_is_not(
    people: dict[str, Client], documents: dict[str, Document]
):
    document = documents["centre's request"]
    people["citizen"].get(address_of(documents["citizen's request"]))
    people["outsider"].get(f"/documents/{document.pk}/")
    people["colleague"].get(f"/documents/{document.pk}/")
    event = Event.objects.get()
    assert document.request
    assert (event.action, event.by, event.centre, event.subject, event.details) == (
        "document.opened",
        "rafiq",
        "NAD-001",
        f"request:{document.request.acknowledgement}",
        {"document": str(document.pk), "question": "proof"},
    )


def test_guessed_number_looks_like_another_centres(people: dict[str, Client], documents: Any):
    unknown = "00000000-0000-4000-8000-000000000000"
    known = documents["operator's draft"].pk
    answers = [people["outsider"].get(f"/documents/{each}/") for each in (unknown, known)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert [answer.templates[0].name for answer in answers] == ["errors/not_found.html"] * 2


def test_no_address_leads_to_the_files_themselves(documents: dict[str, Document]):
    document = documents["citizen's request"]
    citizen = browser_of("citizen")
    name = document.file
    for path in (
        f"/media/{name}",
        f"/media/documents/{name[:2]}/{name}",
        f"/documents/{name}/",
        f"/documents/{name[:2]}/{name}",
        f"/static/documents/{name[:2]}/{name}",
        f"/static/../documents/{name[:2]}/{name}",
        f"/documents/{document.pk}/../{name[:2]}/{name}",
    ):
        assert citizen.get(path).status_code == 404, path


def test_only_reading_is_answered(documents: dict[str, Document]):
    address = address_of(documents["citizen's request"])
    citizen = browser_of("citizen")
    assert citizen.head(address).status_code == 200
    for method in (citizen.post, citizen.put, citizen.delete):
        assert method(address).status_code == 405


@pytest.mark.parametrize(
    ("state", "status", "sentence"),
    [
        ("waiting", 409, "It is kept, and is waiting to be checked for viruses."),
        ("refused", 410, "It held a virus and was not kept."),
    ],
)
def test_document_that_is_not_clean_is_opened_by_nobody(
    people: dict[str, Client],
    documents: dict[str, Document],
    state: str,
    status: int,
    sentence: str,
):
    Document.objects.update(state=state)
    for who, what in (("citizen", "citizen's request"), ("operator", "centre's request")):
        answer = people[who].get(f"/documents/{documents[what].pk}/")
        assert (answer.status_code, answer["Content-Type"]) == (status, "text/html; charset=utf-8")
        assert sentence in answer.content.decode()
    assert Event.objects.count() == 0


def test_file_that_was_altered_on_the_disk_is_not_handed_out(documents: dict[str, Document]):
    document = documents["citizen's request"]
    other = documents["centre's request"]
    store.path_of(document.file).write_bytes(store.path_of(other.file).read_bytes())
    answer = browser_of("citizen").get(f"/documents/{document.pk}/")
    assert (answer.status_code, b"%PDF" in answer.content) == (409, False)


def test_page_of_the_request_at_the_desk_links_its_documents_and_tells_of_a_virus(
    caste_certificate: Any, operator: Any
):
    version = with_documents(caste_certificate).current_version
    request = make_request(caste_certificate, operator, version=version)
    document, bad = make_document(request), make_document(request, state="refused")
    request.answers = {"proof": [str(document.pk), str(bad.pk)]}
    request.save(update_fields=["answers"])
    page = signed_in(operator).get(f"/desk/requests/{request.acknowledgement}/").content.decode()
    assert f'<a href="{address_of(document)}">File 1 (JPEG, 5 KB)</a>' in page
    assert "File 2 (JPEG, 5 KB) It held a virus and was not kept. A clean copy" in page
