"""Nothing that is typed on the pages of authoring, or in a file of a service, becomes a 5xx."""

import pytest
from django.test import Client

from audit.models import Refusal
from services.models import Service
from tests.authoring_fixtures import ROOT, address, approver, author, make_proposal
from tests.errand_fixtures import caste_certificate
from tests.hostile import HOSTILE, Forms
from tests.test_hostile_input import FORM, SHARP, spoiled

pytestmark = pytest.mark.django_db
__all__ = ["approver", "author", "caste_certificate"]

PAGES = [
    "",
    "facts/",
    "fees/",
    "officers/",
    "pages/",
    "pages/1/",
    "pages/1/condition/?question=caste",
    "pages/2/condition/?question=income",
    "pages/1/new-question/",
    "pages/1/new-question/?kind=choice",
    "pages/1/new-question/?kind=document",
    "questions/caste/",
    "questions/category/",
    "questions/income/condition/?question=caste",
    "questions/family/new-member/?kind=number",
    "eligibility/",
    "eligibility/1/",
    "eligibility/1/condition/?question=age",
    "differences/",
]


def drive(client: Client, where: str) -> dict[str, int]:
    """Each form with every hostile value in all fields, and what of it breaks."""
    failures = {}
    for method, action, fields in Forms(client.get(where).content.decode()).found:
        sent = {name: value or "on" for name, value in fields.items()}
        to = action or where
        for name, value in HOSTILE.items():
            data = spoiled(sent, set(sent) - {"revision"}, value)
            if method == "get":
                answer = client.get(f"{to}?{data}")
            else:
                answer = client.generic("POST", to, data.encode(), content_type=FORM)
            if answer.status_code >= 500:
                failures[f"{method} {to}: {name}"] = answer.status_code
    return failures


@pytest.fixture
def lenient(author: Client) -> Client:
    author.raise_request_exception = False
    return author


@pytest.mark.parametrize("where", PAGES)
def test_author_breaks_no_page(lenient: Client, caste_certificate: Service, where: str):
    make_proposal(caste_certificate)
    assert lenient.get(address(where, "caste-certificate")).status_code == 200
    assert drive(lenient, address(where, "caste-certificate")) == {}


@pytest.mark.parametrize("where", ["beginning/", "file/"])
def test_author_breaks_neither_beginning_nor_file(lenient: Client, where: str):
    assert drive(lenient, ROOT + where) == {}


def test_no_address_breaks_authoring(lenient: Client, caste_certificate: Service):
    make_proposal(caste_certificate)
    slug = "caste-certificate"
    for before in ("", f"{slug}/", f"{slug}/pages/", f"{slug}/questions/", f"{slug}/versions/"):
        for value in SHARP.values():
            assert lenient.get(f"{ROOT}{before}{value}/").status_code < 500


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a = " + "[" * 5_000, "stand too deep in one another"),
        ("a = " + "{a=" * 2_000, "stand too deep in one another"),
        ("order = " + "9" * 5_000, "a number of thousands of digits"),
        (".".join("a" * 50_000) + " = 1", "more than 8000 characters"),
        ("[[fees]]\nfrom = 2026-01-01\namount = 1e999999999", "is not an amount of rupees"),
        ("[[fees]]\nfrom = 2026-01-01\namount = nan", "is not an amount of rupees"),
    ],
)
def test_file_made_to_break_its_reader_is_refused_with_its_fault(
    lenient: Client, text: str, fault: str
):
    answer = lenient.post(f"{ROOT}file/", {"text": text})
    assert answer.status_code == 200
    assert fault in answer.content.decode()
    assert Refusal.objects.count() == 0
