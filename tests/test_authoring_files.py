"""A service as a file: what is taken out is read back exactly; a faulty file stores nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.languages.text import clean_text
from services.authoring.content import as_fields, as_json
from services.catalogue.bank import whole_bank
from services.catalogue.definition import page, question
from services.catalogue.loading import DATA, load_catalogue
from services.catalogue.reading import read_catalogue, read_one
from services.catalogue.stored import as_read
from services.catalogue.writing import written
from services.models import Department, Proposal, Service
from tests.authoring_fixtures import (
    ROOT,
    address,
    approver,
    author,
    pond_lease,
    proposal,
    publish_at_once,
)

__all__ = ["approver", "author", "pond_lease"]


def test_every_service_of_the_catalogue_is_written_and_read_back_exactly():
    catalogue = read_catalogue(DATA)
    for slug, fields in catalogue.services.items():
        text = written(slug, fields)
        assert read_one("file", text, catalogue.departments, catalogue.bank) == (slug, fields)
        assert as_fields(as_json(fields)) == fields


# Letters that a text may hold, and those that a writer of files may trip over.
LETTERS = st.sampled_from("কা্খআ৳ aZ09\"'\\{}[]=.,:;#$~€😀ए")
LINE = (
    st.text(LETTERS, min_size=1, max_size=20)
    .map(clean_text)
    .filter(lambda text: text and not text.startswith("#"))
)
TEXT = st.builds(lambda bn, en: {"bn": bn, "en": en}, LINE, LINE)
BLOCKS = st.lists(LINE, min_size=1, max_size=3).map("\n\n".join)
HINT = st.builds(lambda bn, en: {"bn": bn, "en": en}, BLOCKS, BLOCKS)
LINES = st.lists(TEXT, min_size=1, max_size=3).map(
    lambda texts: {code: [text[code] for text in texts] for code in ("bn", "en")}
)
AMOUNT = st.integers(0, 10**9).map(lambda paise: Decimal(paise) / 100)
DAY = st.dates(date(1950, 1, 1), date(2090, 1, 1))


@st.composite
def questions(draw: Any, place: int, before: Any) -> Any:
    kind = draw(st.sampled_from(["text", "number", "choice", "document", "address", "group"]))
    key = f"q{place}"
    made: dict[str, Any] = {
        "key": key,
        "kind": kind,
        "required": draw(st.booleans()),
        "label": draw(TEXT),
        "hint": draw(st.one_of(st.just({}), HINT)),
        "purpose": draw(st.one_of(st.just({}), TEXT)),
        "kept_days": draw(st.one_of(st.none(), st.integers(1, 999))),
    }
    if kind == "number":
        made["least"] = draw(st.integers(-9, 0))
    if kind == "choice":
        made["options"] = [{"value": value, **draw(TEXT)} for value in ("a", "b-1")]
    if kind == "document":
        made["documents"] = {"kinds": ["pdf"], "mb": draw(st.integers(1, 5))}
    if kind == "address":
        made["address"] = draw(st.sampled_from(["", "west_bengal"]))
    if kind == "group":
        made["most"] = draw(st.integers(1, 9))
        member = {"key": f"m{place}", "kind": "text", "required": True, "label": draw(TEXT)}
        made["questions"] = [question(member)]
    if before:
        rules = [{"question": before["key"], "is": "not_answered"}]
        if before["kind"] == "number":
            rules.append({"question": before["key"], "is": "at_least", "than": 3})
        if before["kind"] == "choice":
            rules.append({"question": before["key"], "is": "one_of", "than": ["a", "b-1"]})
        made["shown_when"] = draw(st.sampled_from([None, {"match": "any", "rules": rules}]))
    return question(made)


@st.composite
def services(draw: Any) -> dict[str, Any]:
    asked: list[Any] = []
    for place in range(draw(st.integers(1, 3))):
        asked.append(draw(questions(place, asked[-1] if asked else None)))
    days = draw(st.one_of(st.none(), st.integers(1, 300)))
    fees = draw(st.lists(DAY, max_size=2, unique=True))
    rule = {"question": "age", "is": "age_at_most", "than": 17, "on": "2026-04-01"}
    return {
        "department": "ponds",
        "kind": "transaction",
        "title": draw(TEXT),
        "summary": draw(TEXT),
        "eligibility": draw(LINES),
        "papers": draw(st.one_of(st.just({}), LINES)),
        "steps": draw(st.one_of(st.just({}), LINES)),
        "also_called": draw(st.lists(LINE, max_size=3)),
        "time_limit_days": days,
        "time_limit_notice": draw(TEXT) if days else {},
        "order": draw(st.integers(0, 900)),
        "updated_on": draw(DAY),
        "fees": [
            {"from_date": day, "amount": draw(AMOUNT), "condition": draw(TEXT)}
            for day in sorted(fees)
        ],
        "officers": [{"role": "appellate", "area": "kolkata", "title": draw(TEXT), "days": 5}],
        "pages": [page({"title": draw(TEXT), "questions": asked})],
        "eligibility_rules": [
            {
                "when": {"match": "all", "rules": [rule]},
                "then": draw(st.sampled_from(["no", "ask"])),
                "reason": draw(TEXT),
            }
        ],
    }


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(services())
def test_any_service_is_written_and_read_back_exactly(fields: dict[str, Any]) -> None:
    assert read_one("file", written("pond-lease", fields), {"ponds"}, {}) == ("pond-lease", fields)
    assert as_fields(as_json(fields)) == fields


@pytest.mark.django_db
def test_file_of_one_portal_is_the_service_of_another(author, approver, pond_lease):
    service = publish_at_once(author, approver)
    before = as_read(Service.objects.get(pk=service.pk))
    answer = author.get(address("file/"))
    assert answer["Content-Disposition"] == 'attachment; filename="pond-lease.toml"'
    text = answer.content.decode()
    assert read_one("x", text, {"ponds"}, {}) == ("pond-lease", before)
    Proposal.objects.all().delete()
    sent = SimpleUploadedFile("any name.toml", answer.content)
    assert author.post(f"{ROOT}file/", {"file": sent})["Location"] == address()
    assert as_fields(proposal().content) == before
    again = author.post(f"{ROOT}file/", {"text": text})
    assert "already on its way" in again.content.decode()


@pytest.mark.django_db
def test_every_fault_of_a_file_is_named_by_its_line_and_nothing_is_stored(author, pond_lease):
    good = author.get(address("file/")).content.decode()
    Proposal.objects.all().delete()
    bad = good.replace('kind = "transaction"', 'kind = "magic"').replace(
        'kind = "yes_no"', 'kind = "maybe"'
    )
    for typed in ({"text": bad}, {"file": SimpleUploadedFile("a.toml", bad.encode())}):
        answer = author.post(f"{ROOT}file/", typed)
        assert answer.status_code == 200
        lines = bad.split("\n")
        assert [
            (lines[fault.line - 1], fault.reason.split(" is not")[0])
            for fault in answer.context["form"].faults
        ] == [('kind = "magic"', "kind 'magic'"), ('kind = "maybe"', "kind 'maybe'")]
        assert "kind = &quot;maybe&quot;" in answer.content.decode()  # to be put right in place
    assert Proposal.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Choose a file, or paste its text."),
        (b"\xff\xfe\x00", "is saved as UTF-16"),
        (b"title = \xff", "is not UTF-8"),
        (b"= broken", "is not TOML"),
        (b"\x00", "is not TOML"),
        (b'slug = "x"\n' * 2, "is not TOML"),
        (b"slug = 5", "slug is not a text"),
        (b'slug = "../etc"', "not small letters"),
        (b"x" * 500_001, "at most 500 KB"),
    ],
)
def test_file_that_is_none_is_refused(author, content, says):
    Department.objects.create(slug="ponds", title={"bn": "পুকুর", "en": "Ponds"})
    answer = author.post(f"{ROOT}file/", {"file": SimpleUploadedFile("a.toml", content)})
    assert (answer.status_code, says in answer.content.decode()) == (200, True)
    assert Proposal.objects.count() == 0


@pytest.mark.django_db
def test_shared_questions_are_named_and_not_copied_out(author):
    load_catalogue()
    bank = whole_bank()
    for slug, fields in read_catalogue(DATA).services.items():
        shared = [
            each for part in fields["pages"] for each in part["questions"] if each.get("bank")
        ]
        if shared:
            text = author.get(f"{ROOT}{slug}/file/").content.decode()
            assert read_one("x", text, {fields["department"]}, bank) == (slug, fields)
            assert f'bank = "{shared[0]["bank"]}"' in text
