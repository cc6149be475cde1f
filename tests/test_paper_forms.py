"""Five services as their departments' paper forms ask: authored by their pages, filled in, and killed."""

from typing import Any

import pytest

from services.catalogue.bank_file import write_bank
from services.catalogue.definition import definition
from services.catalogue.loading import DATA, write_service
from services.catalogue.reading import Catalogue, read_catalogue
from services.catalogue.stored import as_read
from services.models import Department, Draft, Service, ServiceRequest
from services.requests.pages import person_pages
from tests.authoring_driver import Author, approve
from tests.authoring_fixtures import staff
from tests.citizen_driver import AtTheDesk, Citizen
from tests.conftest import PASSWORD
from tests.desk_fixtures import signed_in
from tests.errand_fixtures import PERSON
from tests.html_forms import Visitor

pytestmark = pytest.mark.django_db

# The answers that lead to the most pages and questions of each.
CHOSEN: dict[str, dict[str, Any]] = {
    "caste-certificate": {
        "certificate_kind": "obc",
        "guardian_is": "other",
        "family_from": "other_country",
        "parents_work": ["farming", "government"],
    },
    "lakshmir-bhandar": {
        "marital_status": "married",
        "guardian_is": "other",
        "caste_category": "st",
    },
    "ration-card-new": {"request_kind": "whole_family"},
    "domicile-certificate": {
        "ground_of_claim": "fifteen_years",
        "certificate_use": "other",
        "guardian_is": "other",
    },
    "land-mutation": {"how_acquired": "inheritance"},
}
SLUGS = tuple(CHOSEN)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Of the shipped files, these five services, the bank and the departments."""
    folder = tmp_path_factory.mktemp("catalogue")
    (folder / "services").mkdir()
    for file in ("departments", "bank", *(f"services/{slug}" for slug in SLUGS)):
        (folder / f"{file}.toml").symlink_to(DATA / f"{file}.toml")
    return read_catalogue(folder)


@pytest.fixture
def bank(db: None, catalogue: Catalogue) -> None:
    """Departments and shared questions are there before anybody writes a service."""
    write_bank(catalogue.bank)
    for slug, title in catalogue.departments.items():
        Department.objects.create(slug=slug, title=title)


def test_an_author_writes_by_the_pages_alone_just_what_each_file_says(
    bank: None, catalogue: Catalogue
) -> None:
    author, approver = staff("ananya", "author"), staff("pradip", "approver")
    for slug, wanted in catalogue.services.items():
        writing = Author(author, slug)
        writing.write(wanted)
        writing.send_for_review()
        assert not Service.objects.filter(slug=slug).exists()
        approve(Visitor(approver), slug)
        service = Service.objects.get(slug=slug)
        written = as_read(service)
        assert {**written, "updated_on": wanted["updated_on"]} == wanted
        version = service.current_version
        assert version is not None
        assert version.definition == definition(wanted["pages"], wanted["eligibility_rules"])
    assert set(catalogue.services) == set(SLUGS)


@pytest.fixture
def from_file(nadia: Any, bank: None, catalogue: Catalogue) -> Any:
    """Publishes a service just as its file says."""
    return lambda slug: write_service(slug, catalogue.services[slug])


def sent(citizen: Citizen) -> ServiceRequest:
    """Gives consent on the page that reads everything back."""
    assert citizen.page.url.endswith("/apply/check/"), citizen.page.url
    citizen.send(citizen.page.form(having="consent"), {"consent": "on"})
    return ServiceRequest.objects.get(service__slug=citizen.slug)


def told(request: ServiceRequest, pages: list[Any]) -> dict[str, Any]:
    """The answers; of documents, how many there are."""
    kinds = {question["key"]: question["kind"] for page in pages for question in page["questions"]}
    return {
        key: len(answer) if kinds[key] == "document" else answer
        for key, answer in request.answers.items()
    }


@pytest.fixture(scope="module")
def known() -> dict[str, dict[str, Any]]:
    return {}


@pytest.fixture
def without_a_stop(catalogue: Catalogue, known: dict[str, dict[str, Any]]) -> Any:
    """What a request holds whose citizen nothing interrupted; she fills a service in once."""

    def answers(slug: str) -> dict[str, Any]:
        if slug not in known:
            pages = catalogue.services[slug]["pages"]
            citizen = Citizen(slug, pages, CHOSEN[slug])
            citizen.begin()
            while not citizen.page.url.endswith("/apply/check/"):
                citizen.fill()
            request = sent(citizen)
            known[slug] = told(request, pages)
            request.delete()
            request.citizen.delete()
        return known[slug]

    return answers


@pytest.mark.parametrize("slug", SLUGS)
def test_a_citizen_whose_session_is_killed_at_every_page_loses_nothing(
    slug: str, from_file: Any, without_a_stop: Any, catalogue: Catalogue
) -> None:
    from_file(slug)
    pages = catalogue.services[slug]["pages"]
    answers = without_a_stop(slug)
    assert set(answers) >= {
        question["key"]
        for page in pages
        for question in page["questions"]
        if not question.get("shown_when") and not page.get("shown_when")
    }

    citizen = Citizen(slug, pages, CHOSEN[slug])
    citizen.begin()
    lost = killed = 0
    while not citizen.page.url.endswith("/apply/check/"):
        here = citizen.page.url
        citizen.half()
        kept = kept_fields(citizen)
        citizen.come_back()
        killed += 1
        lost += sum(kept_fields(citizen).get(key) != answer for key, answer in kept.items())
        if citizen.page.url != here:  # the half was enough for this page
            citizen.open(here)
        citizen.fill()
    citizen.come_back()
    request = sent(citizen)
    assert lost == 0
    assert killed == len(person_pages()) + pages_asked(pages, answers)
    assert told(request, pages) == answers
    assert request.citizen.name == PERSON["about-you"]["name"]
    assert Draft.objects.count() == 0


def kept_fields(citizen: Citizen) -> dict[tuple[str, str], Any]:
    """All that the server has of what was typed, right or not yet right."""
    draft = Draft.objects.get(service__slug=citizen.slug)
    return {
        (holder, key): answer
        for holder in ("person", "answers", "typed")
        for key, answer in getattr(draft, holder).items()
    }


def pages_asked(pages: list[Any], answers: dict[str, Any]) -> int:
    return sum(any(question["key"] in answers for question in page["questions"]) for page in pages)


@pytest.mark.parametrize("slug", SLUGS)
def test_an_operator_whose_session_is_killed_at_every_save_retypes_nothing(
    slug: str, from_file: Any, without_a_stop: Any, catalogue: Catalogue, operator: Any
) -> None:
    from_file(slug)
    pages = catalogue.services[slug]["pages"]
    answers = without_a_stop(slug)
    desk = AtTheDesk(
        slug,
        pages,
        CHOSEN[slug],
        client=signed_in(operator, "bn"),
        login_name="mitali",
        password=PASSWORD,
    )
    desk.begin()
    desk.serve()
    desk.send(desk.page.form(having="consent"), {"consent": "on"})
    request = ServiceRequest.objects.get()
    assert told(request, pages) == answers
    assert request.citizen.name == PERSON["about-you"]["name"]
    assert desk.killed > 1
