"""Files give all that a question can say; what is wrong is told with its line."""

import re
from pathlib import Path

import pytest

from services.catalogue.definition import questions_of
from services.models import BankQuestion, Service
from tests.test_load_catalogue import DEPARTMENTS, TREES, refused, run

pytestmark = pytest.mark.django_db

BANK = """\
[[questions]]
key = "family_income"
kind = "money"
label = { bn = "পরিবারের বছরের আয়", en = "Income of the family in a year" }
purpose = { bn = "আয়ের সীমা মেলাতে", en = "To compare it with the limit" }
least = 0
kept_days = 400

[[questions]]
key = "family"
kind = "group"
label = { bn = "পরিবারের সদস্য", en = "Members of the family" }
purpose = { bn = "কার্ডে নাম তুলতে", en = "To put them on the card" }
most = 12

[[questions.questions]]
key = "member_name"
kind = "name"
label = { bn = "নাম", en = "Name" }
"""
PAGES = """\
[[pages]]
title = { bn = "পরিবার", en = "The family" }

[[pages.questions]]
bank = "family_income"
required = false

[[pages.questions]]
key = "has_land"
kind = "yes_no"
label = { bn = "জমি আছে?", en = "Is there land?" }
error = { bn = "হ্যাঁ বা না বেছে নিন।", en = "Choose yes or no." }
purpose = { bn = "যোগ্যতা দেখতে", en = "To see who may apply" }
kept_days = 90

[[pages]]
title = { bn = "জমি", en = "The land" }
shown_when = { rules = [{ question = "has_land", is = "equals", than = "yes" }] }

[[pages.questions]]
key = "deed"
kind = "document"
label = { bn = "দলিল", en = "The deed" }
documents = { kinds = ["pdf", "jpeg"], mb = 5 }
most = 3

[[pages.questions]]
key = "plots"
kind = "group"
label = { bn = "জমিগুলি", en = "The plots" }
least = 1
most = 5

[[pages.questions.questions]]
key = "plot_place"
kind = "address"
label = { bn = "কোথায়", en = "Where" }
address = "west_bengal"

[[pages.questions.questions]]
key = "bought_on"
kind = "partial_date"
label = { bn = "কবে কেনা", en = "When it was bought" }
required = false
shown_when = { match = "any", rules = [{ question = "plot_place", is = "answered" }] }

[[eligibility_rules]]
then = "no"
reason = { bn = "বয়স ৬০ বছর হতে হবে।", en = "You must be 60 years old." }
when = { rules = [{ question = "age", is = "age_at_most", than = 59 }] }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "services").mkdir()
    (tmp_path / "departments.toml").write_text(DEPARTMENTS)
    (tmp_path / "bank.toml").write_text(BANK)
    write(tmp_path)
    return tmp_path


def write(folder: Path, *changes: tuple[str, str]) -> None:
    text = TREES[: TREES.index("[[pages]]")] + PAGES
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (folder / "services" / "tree-felling.toml").write_text(text)


def test_all_that_the_file_says_is_in_the_version(folder):
    run(folder)
    version = Service.objects.get().current_version
    assert version is not None
    assert version.definition["eligibility"] == [
        {
            "when": {
                "match": "all",
                "rules": [{"question": "age", "is": "age_at_most", "than": 59}],
            },
            "then": "no",
            "reason": {"bn": "বয়স ৬০ বছর হতে হবে।", "en": "You must be 60 years old."},
        }
    ]
    first, second = version.definition["pages"]
    assert second["shown_when"] == {
        "match": "all",
        "rules": [{"question": "has_land", "is": "equals", "than": "yes"}],
    }
    assert "shown_when" not in first
    income, land, deed, plots, place, bought = questions_of(version.definition)
    assert (income["bank"], income["required"], income["kept_days"]) == (
        "family_income",
        False,
        400,
    )
    assert land == {
        "key": "has_land",
        "kind": "yes_no",
        "required": True,
        "label": {"bn": "জমি আছে?", "en": "Is there land?"},
        "error": {"bn": "হ্যাঁ বা না বেছে নিন।", "en": "Choose yes or no."},
        "purpose": {"bn": "যোগ্যতা দেখতে", "en": "To see who may apply"},
        "kept_days": 90,
    }
    assert (deed["documents"], deed["most"]) == ({"kinds": ["pdf", "jpeg"], "mb": 5}, 3)
    assert (plots["least"], plots["most"], plots["questions"]) == (1, 5, [place, bought])
    assert (place["address"], bought["shown_when"]["match"]) == ("west_bengal", "any")


def test_second_load_of_all_this_changes_nothing(folder):
    run(folder)
    assert run(folder)[-1] == "Nothing changes."


def test_change_of_a_shared_question_publishes_the_services_that_ask_it(folder):
    run(folder)
    text = BANK.replace("Income of the family in a year", "What the family earns in a year")
    (folder / "bank.toml").write_text(text)
    assert run(folder)[:2] == [
        "  changed  family_income: label",
        "  changed  tree-felling: pages",
    ]
    version = Service.objects.get().current_version
    assert version is not None
    first = next(questions_of(version.definition))
    assert first["label"]["en"] == "What the family earns in a year"
    assert Service.objects.get().versions.count() == 2


def test_shared_question_that_left_the_file_is_kept_and_may_still_be_asked(folder):
    run(folder)
    (folder / "bank.toml").unlink()
    assert run(folder)[:2] == [
        "  kept     family (not in the file)",
        "  kept     family_income (not in the file)",
    ]
    assert BankQuestion.objects.count() == 2


def test_group_of_the_bank_brings_its_members(folder):
    write(folder, ('bank = "family_income"\n', 'bank = "family"\n'))
    run(folder)
    version = Service.objects.get().current_version
    assert version is not None
    assert [each["key"] for each in questions_of(version.definition)][:2] == [
        "family",
        "member_name",
    ]


@pytest.mark.parametrize(
    ("old", "new", "complaints"),
    [
        ('bank = "family_income"', 'bank = "no_such"', ["30: there is no shared question no_such"]),
        ("required = false\n\n[[pages.questions]]\nkey = \"has_land\"",
         "required = false\nmost = 5\n\n[[pages.questions]]\nkey = \"has_land\"",
         ["32: most comes from the shared question"]),
        ('key = "has_land"', 'key = "family_income"', None),
        ("kept_days = 90", "kept_days = 0", ["39: kept_days 0 is not from 1 to 3650"]),
        ("mb = 5", "mb = 50", ["49: mb 50 is not from 1 to 10"]),
        ('"pdf", "jpeg"', '"pdf", "exe"', ["49: exe is not one of jpeg, png, pdf"]),
        ('kinds = ["pdf", "jpeg"], ', "", ["49: kinds is missing"]),
        ("most = 3", "most = 30", ["50: most 30 is not from 0 to 10"]),
        ('kind = "document"\n', 'kind = "email"\n',
         ["50: a question of kind email has no most",
          "49: a question of kind email has no documents"]),
        ('kind = "address"', 'kind = "group"',
         ["59: a group needs questions", "61: a group cannot be asked within the group plots",
          "63: a question of kind group has no address"]),
        ('kind = "address"', 'kind = "document"',
         ["61: a document cannot be asked within the group plots",
          "63: a question of kind document has no address"]),
        ('"west_bengal"', '"bihar"', ["63: address 'bihar' is not one of west_bengal"]),
        ('match = "any"', 'match = "some"', ["70: match 'some' is not one of all, any"]),
        ('than = "yes"', "than = 1.5", ["43: than is not a text, a whole number, a day or a list"]),
        ("[{ question = \"has_land\", is = \"equals\", than = \"yes\" }]", "[]",
         ["43: shown_when has no rules"]),
        ("is = \"equals\", ", "", ["43: is is missing"]),
        ('then = "no"', 'then = "never"', ["73: then 'never' is not one of no, ask"]),
        ("when = { rules = [{ question = \"age\", is = \"age_at_most\", than = 59 }] }\n", "",
         ["72: when is missing"]),
        ('{ question = "has_land", is', '{ question = "plots", is',
         ["43: Page “The land”: the condition names “The plots”, which is asked only later."]),
        ('question = "plot_place", is = "answered"', 'question = "deed", is = "equals", than = "x"',
         ["70: Question “When it was bought”: “The deed” cannot be compared by “is”."]),
        ('question = "age", is', 'question = "wage", is',
         ["72: Rule 1 of eligibility: the condition names wage, which no question has as its key."]),
    ],
)  # fmt: skip
def test_fault_of_a_question_is_named_with_its_line(folder, old, new, complaints):
    write(folder, (old, new))
    if complaints is None:
        complaints = ["34: key family_income stands in this service already"]
    told = [re.sub(r"^services/tree-felling.toml:", "", line) for line in refused(folder)]
    assert sorted(told) == sorted(complaints)


@pytest.mark.parametrize(
    ("old", "new", "complaints"),
    [
        ('"family_income"', '"sex"', ["2: sex is known of every person, and not asked"]),
        ('key = "family"\n', 'key = "family_income"\n',
         ["10: key family_income stands in this file already"]),
        ('purpose = { bn = "কার্ডে নাম তুলতে", en = "To put them on the card" }\n', "",
         ["9: purpose is missing"]),
        ('kind = "name"', 'kind = "document"',
         ["18: a document cannot be asked within a group"]),
        ('kind = "group"', 'kind = "text"',
         ["16: a question of kind text has no questions of its own"]),
    ],
)  # fmt: skip
def test_fault_of_the_bank_is_named_with_its_line(folder, old, new, complaints):
    assert BANK.count(old) == 1
    (folder / "bank.toml").write_text(BANK.replace(old, new))
    (folder / "services" / "tree-felling.toml").write_text(TREES)
    assert refused(folder) == [f"bank.toml:{line}" for line in complaints]
