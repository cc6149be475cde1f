"""A service with questions of every kind, a person, and the errand walked page by page."""

from typing import Any

import pytest

PERSON: dict[str, dict[str, Any]] = {
    "about-you": {
        "name": "সুচিত্রা মণ্ডল",
        "guardian_name": "৺হরিপদ মণ্ডল",
        "sex": "female",
        "birth_known_as": "date",
        "birth_date": "০৩/০৪/২০০১",
    },
    "how-to-reach-you": {"mobile": "৯৮৩০০ ১২৩৪৫", "language": "bn"},
    "where-you-live": {
        "district": "320",
        "block": "320-B-CHAKDAHA",
        "village_or_ward": "শিমুরালি",
        "pin": "৭৪১২৪৮",
    },
}
ANSWERS: dict[str, dict[str, Any]] = {
    "questions-1": {
        "caste": "নমঃশূদ্র",
        "category": "sc",
        "income": "১,২০,০০০",
        "members": "৫",
        "has_card": "yes",
    },
    "questions-2": {"told_on": "03/04/2026", "proofs": ["voter", "ration"], "true": "on"},
}
WHOLE = {name: value for page in PERSON.values() for name, value in page.items()}


def question(key: str, kind: str, *, required: bool = True, **fields: Any) -> dict[str, Any]:
    return {
        "key": key,
        "kind": kind,
        "required": required,
        "label": {"bn": f"{key} বাংলা", "en": f"{key} English"},
        **fields,
    }


def options(*values: str) -> list[dict[str, str]]:
    return [{"value": value, "bn": f"{value} বাংলা", "en": value} for value in values]


QUESTIONS = [
    [
        question("caste", "text", most=80, hint={"bn": "তালিকায় যেমন", "en": "As on the list"}),
        question("category", "choice", options=options("sc", "st", "obc")),
        question("income", "money", least=0, most=100_000_000),
        question("members", "number", least=1, most=50),
        question("has_card", "yes_no"),
        question("relative", "name", required=False),
    ],
    [
        question("told_on", "date"),
        question("proofs", "choices", options=options("voter", "ration", "bill")),
        question("more", "long_text", required=False, most=300),
        question("other_mobile", "mobile", required=False),
        question("true", "statement"),
    ],
]


def pages_of(questions: list[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """A page of a definition for each list of questions."""
    return [
        {"title": {"bn": f"পাতা {number}", "en": f"Page {number}"}, "questions": asked}
        for number, asked in enumerate(questions, start=1)
    ]


@pytest.fixture
def caste_certificate(nadia: Any) -> Any:
    """A service that is asked for here, published, with a limit of 20 working days."""
    from services.catalogue.versions import publish
    from services.models import Department, Officer, Service

    service = Service.objects.create(
        slug="caste-certificate",
        department=Department.objects.create(
            slug="welfare", title={"bn": "অনগ্রসর শ্রেণি কল্যাণ", "en": "Backward Classes Welfare"}
        ),
        kind="transaction",
        title={"bn": "জাতি শংসাপত্র", "en": "Caste certificate"},
        summary={"bn": "শংসাপত্র", "en": "A certificate"},
        eligibility={"bn": ["সবাই"], "en": ["Everybody"]},
        steps={"bn": ["ব্লক অফিস যাচাই করে।"], "en": ["The block office checks it."]},
        time_limit_days=28,
        updated_on="2026-11-01",
    )
    for role, days, bn, en in (
        ("designated", 20, "মহকুমা শাসক", "Sub-Divisional Officer"),
        ("appellate", 30, "জেলা শাসক", "District Magistrate"),
    ):
        Officer.objects.create(service=service, role=role, days=days, title={"bn": bn, "en": en})
    publish(service, pages_of(QUESTIONS))
    return service


def address(page: str = "", slug: str = "caste-certificate") -> str:
    return f"/services/{slug}/apply/{page}/" if page else f"/services/{slug}/apply/"


def fill(client: Any, slug: str = "caste-certificate", **changes: Any) -> None:
    """Begins, and saves every page up to the check; `changes` by the page's name with _ for -."""
    client.post(address(slug=slug))
    for page, typed in {**PERSON, **ANSWERS}.items():
        changed = changes.get(page.replace("-", "_"), {})
        answer = client.post(address(page, slug), {**typed, **changed})
        assert answer.status_code == 302, answer.context["form"].errors


def token(client: Any, slug: str = "caste-certificate") -> str:
    return str(client.get(address("check", slug)).context["draft"].token)


def send(client: Any, form_token: str | None = None, slug: str = "caste-certificate") -> Any:
    form_token = form_token or token(client, slug)
    return client.post(address("check", slug), {"form_token": form_token, "consent": "on"})


def apply(client: Any, **changes: Any) -> Any:
    """The whole errand; the request that it made."""
    from services.models import ServiceRequest

    fill(client, **changes)
    answer = send(client)
    return ServiceRequest.objects.get(acknowledgement=answer.url.strip("/").split("/")[-1])
