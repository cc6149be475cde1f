"""An author, her reviewer, and a service on its way, by the pages that they use."""

from typing import Any

import pytest
from django.test import Client

from services.authoring.content import as_json
from services.catalogue.stored import as_read
from services.models import Department, Proposal, Service
from tests.conftest import make_staff
from tests.test_sign_in import sign_in

ROOT = "/pmu/services/"
TITLE = {"bn": "পুকুর ইজারা", "en": "Pond lease"}
FACTS = {
    "department": "ponds",
    "kind": "transaction",
    "title_bn": "পুকুর ইজারা",
    "title_en": "Pond lease",
    "summary_bn": "সরকারি পুকুর ইজারা নেওয়া যায়।",
    "summary_en": "A pond of the government can be leased.",
    "eligibility_bn": "মৎস্যজীবী",
    "eligibility_en": "Fishermen",
    "time_limit_days": "30",
    "order": "500",
}


def address(part: str = "", slug: str = "pond-lease") -> str:
    return f"{ROOT}{slug}/{part}"


def staff(login_name: str, role: str, language: str = "en") -> Client:
    """A browser at which she is signed in."""
    make_staff(login_name, login_name.title(), role=role)
    client = Client()
    client.cookies["bsk-language"] = language
    sign_in(client, login_name)
    return client


@pytest.fixture
def author(db: None) -> Client:
    return staff("ananya", "author")


@pytest.fixture
def approver(db: None) -> Client:
    return staff("pradip", "approver")


def proposal(slug: str = "pond-lease") -> Proposal:
    return Proposal.objects.filter(slug=slug).latest("begun_at")


def post(client: Client, part: str, typed: Any = None, slug: str = "pond-lease") -> Any:
    """As the form sends it, with the revision that the page was drawn from."""
    last = Proposal.objects.filter(slug=slug).order_by("begun_at").last()
    revision = str(last.revision) if last else "0"
    return client.post(address(part, slug), {"revision": revision, **(typed or {})})


def texts(name: str, bn: str, en: str) -> dict[str, str]:
    return {f"{name}_bn": bn, f"{name}_en": en}


def question(label_bn: str, label_en: str, **more: str) -> dict[str, str]:
    return {
        **texts("label", label_bn, label_en),
        **texts("purpose", "কে চান তা জানতে", "To know who asks"),
        "required": "on",
        **more,
    }


def write_pond_lease(author: Client) -> Proposal:
    """A whole service of one page and two questions, written from nothing."""
    Department.objects.get_or_create(slug="ponds", defaults={"title": {"bn": "পুকুর", "en": "Ponds"}})
    author.post(f"{ROOT}beginning/", {**texts("title", *TITLE.values()), "slug": "pond-lease"})
    assert post(author, "facts/", FACTS).status_code == 302
    assert post(author, "pages/", texts("title", "পুকুর", "The pond")).status_code == 302
    new = "pages/1/new-question/?kind="
    for kind, typed in (
        ("text", question("কোন পুকুর?", "Which pond?", most="80")),
        ("yes_no", question("মাছ চাষ করেন?", "Do you farm fish?", key="farms")),
    ):
        answer = post(author, new + kind, typed)
        assert answer.status_code == 302, answer.context["form"].errors
    return proposal()


@pytest.fixture
def pond_lease(author: Client) -> Proposal:
    return write_pond_lease(author)


def publish_at_once(author: Client, approver: Client) -> Service:
    assert post(author, "sending/").status_code == 302
    answer = post(approver, "approval/", {"when": "now"})
    assert answer.status_code == 302, answer.context
    return Service.objects.get(slug="pond-lease")


def make_proposal(service: Service) -> str:
    """A change of the service on its way, with a group, a condition and a rule; the group's key."""
    content = as_json(as_read(Service.objects.get(pk=service.pk)))
    content["pages"][0]["questions"].append(
        {
            "key": "family",
            "kind": "group",
            "required": True,
            "label": {"bn": "পরিবার", "en": "Family"},
            "least": 1,
            "most": 5,
            "shown_when": {"match": "all", "rules": [{"question": "has_card", "is": "answered"}]},
            "questions": [
                {
                    "key": "member",
                    "kind": "name",
                    "required": True,
                    "label": {"bn": "নাম", "en": "Name"},
                }
            ],
        }
    )
    content["eligibility_rules"] = [
        {
            "when": {
                "match": "all",
                "rules": [{"question": "age", "is": "age_at_most", "than": 17}],
            },
            "then": "no",
            "reason": {"bn": "বয়স ১৮ হতে হবে।", "en": "One must be 18."},
        }
    ]
    Proposal.objects.create(
        service=service,
        slug=service.slug,
        content=content,
        author="pmu.author",
        editors=["pmu.author"],
    )
    return "family"
