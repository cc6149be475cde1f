"""The catalogue comes from TOML files by slug: said before it is written, refused whole when faulty."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from services.catalogue.definition import questions_of
from services.models import Department, Service, ServiceVersion

pytestmark = pytest.mark.django_db

DEPARTMENTS = """\
[[departments]]
slug = "land"
title = { bn = "ভূমি দপ্তর", en = "Land Department" }
"""
TREES = """\
slug = "tree-felling"
department = "land"
kind = "transaction"
updated = 2026-11-01
title = { bn = "গাছ কাটার অনুমতি", en = "Leave to fell a tree" }
summary = { bn = "নিজের জমির গাছ কাটার অনুমতি।", en = "Leave to fell a tree on your own land." }
eligibility = { bn = [
  "জমির মালিক",
], en = [
  "The owner of the land",
] }

[[fees]]
amount = 20
from = 2024-04-01

[time_limit]
days = 15

[[officers]]
role = "designated"
area = "state"
title = { bn = "বন আধিকারিক", en = "Forest officer" }
days = 15

[[pages]]
title = { bn = "গাছ", en = "The tree" }

[[pages.questions]]
key = "trees"
kind = "number"
label = { bn = "কটি গাছ?", en = "How many trees?" }
least = 1
most = 50

[[pages.questions]]
key = "reason"
kind = "choice"
label = { bn = "কেন?", en = "Why?" }
options = [
  { value = "danger", bn = "বিপজ্জনক", en = "It is a danger" },
  { value = "sale", bn = "বিক্রি", en = "To sell it" },
]
"""
FORESTS = """\
slug = "forest-rules"
department = "land"
kind = "information"
updated = 2026-11-01
title = { bn = "বনের নিয়ম", en = "Rules of the forest" }
summary = { bn = "বনে কী করা যায়।", en = "What may be done in a forest." }
eligibility = { bn = ["সবাই"], en = ["Everyone"] }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "services").mkdir()
    (tmp_path / "departments.toml").write_text(DEPARTMENTS)
    (tmp_path / "services" / "tree-felling.toml").write_text(TREES)
    (tmp_path / "services" / "forest-rules.toml").write_text(FORESTS)
    return tmp_path


def run(*arguments: object) -> list[str]:
    out = StringIO()
    call_command("load_catalogue", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def refused(folder: Path) -> list[str]:
    complaints = StringIO()
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("load_catalogue", str(folder), stderr=complaints, stdout=StringIO())
    assert (Service.objects.count(), Department.objects.count()) == (0, 0)
    return [line.removeprefix(f"{folder}/") for line in complaints.getvalue().splitlines()]


def rewrite(folder: Path, old: str, new: str, name: str = "tree-felling") -> None:
    path = folder / "services" / f"{name}.toml"
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def asked(slug: str = "tree-felling") -> list[list[str]]:
    """The keys of what is asked now, page by page."""
    version = Service.objects.get(slug=slug).current_version
    assert version is not None
    pages = version.definition["pages"]
    return [[question["key"] for question in page["questions"]] for page in pages]


def test_first_load_writes_services_and_publishes_a_version_of_each(folder):
    assert run(folder) == [
        "  added    land",
        "  added    forest-rules",
        "  added    tree-felling",
        "Departments: 1 added, 0 changed, 0 unchanged, 0 kept though not in the file.",
        "Questions: 0 added, 0 changed, 0 unchanged, 0 kept though not in the file.",
        "Services: 2 added, 0 changed, 0 unchanged, 0 kept though not in the file.",
    ]
    service = Service.objects.get(slug="tree-felling")
    assert service.current_version == ServiceVersion.objects.get(service=service)
    assert (service.time_limit_days, str(service.fees.get().amount)) == (15, "20.00")
    assert service.officers.get().title["en"] == "Forest officer"
    version = service.current_version
    assert version is not None
    assert [
        (each["key"], each.get("least"), each.get("most"), each["required"])
        for each in questions_of(version.definition)
    ] == [("trees", 1, 50, True), ("reason", None, None, True)]
    event = Event.objects.get()
    assert (event.action, event.by, event.details["services_added"]) == (
        "catalogue.loaded",
        "command",
        2,
    )


def test_second_load_changes_nothing_publishes_nothing_and_asks_little(folder):
    run(folder)
    with CaptureQueriesContext(connection) as queries:
        assert run(folder)[-1] == "Nothing changes."
    assert not [
        query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert (ServiceVersion.objects.count(), Event.objects.count()) == (2, 1)


def test_dry_run_says_what_would_change_and_writes_nothing(folder):
    lines = run("--dry-run", folder)
    assert ("  added    tree-felling", lines[-1]) == (lines[2], "Dry run: nothing was written.")
    assert (Service.objects.count(), Event.objects.count()) == (0, 0)


def test_changed_question_is_told_and_published_anew(folder):
    run(folder)
    rewrite(folder, "How many trees?", "How many trees are they?")
    assert run(folder)[0] == "  changed  tree-felling: pages"
    service = Service.objects.get(slug="tree-felling")
    assert service.versions.count() == 2
    assert service.current_version == service.versions.latest("published_at")


def test_change_of_other_texts_publishes_no_new_version(folder):
    run(folder)
    rewrite(folder, "Leave to fell a tree on your own land.", "To fell a tree.")
    assert run(folder)[0] == "  changed  tree-felling: summary"
    assert Service.objects.get(slug="tree-felling").versions.count() == 1


def test_question_moves_to_another_page(folder):
    run(folder)
    rewrite(
        folder,
        "most = 50\n",
        'most = 50\n\n[[pages]]\ntitle = { bn = "কারণ", en = "The reason" }\n',
    )
    run(folder)
    assert asked() == [["trees"], ["reason"]]


def test_page_officer_and_fee_that_left_the_file_are_removed(folder):
    rewrite(folder, "most = 50\n", 'most = 50\n\n[[pages]]\ntitle = { bn = "কারণ", en = "Why" }\n')
    run(folder)
    text = TREES.replace("[[fees]]\namount = 20\nfrom = 2024-04-01\n", "")
    text = text[: text.index("[[officers]]")] + text[text.index("[[pages]]") :]
    (folder / "services" / "tree-felling.toml").write_text(text)
    assert run(folder)[0] == "  changed  tree-felling: fees, officers, pages"
    service = Service.objects.get(slug="tree-felling")
    assert (service.fees.count(), service.officers.count()) == (0, 0)
    assert asked() == [["trees", "reason"]]


def test_service_that_has_no_file_is_kept_and_named(folder):
    run(folder)
    (folder / "services" / "forest-rules.toml").unlink()
    assert run(folder)[0] == "  kept     forest-rules (not in the file)"
    assert Service.objects.filter(slug="forest-rules").exists()


@pytest.mark.parametrize(
    ("old", "new", "complaints"),
    [
        ('"land"', '"sea"', ["2: department sea is not known"]),
        ('"transaction"', '"favour"', ["3: kind 'favour' is not one of transaction, information"]),
        ("2026-11-01", '"soon"', ["4: updated is not a date as 2026-11-30"]),
        ("2026-11-01", "2026-11-01T10:00:00", ["4: updated holds a time of day; write the date alone"]),
        ("summary =", "sumary =", ["1: summary is missing", "6: sumary is not a key that stands here"]),
        (', en = "Leave to fell a tree"', "", ["5: title lacks its text in en"]),
        (', en = "Leave to fell a tree"', ', fr = "Permis"',
         ["5: fr is not a key that stands here", "5: title lacks its text in en"]),
        ('"গাছ কাটার অনুমতি"', '"  "', ["5: bn is empty"]),
        ('"গাছ কাটার অনুমতি"', "7", ["5: bn is not a text"]),
        ('  "The owner of the land",', '  "The owner",\n  "The heir",',
         ["7: eligibility has not as many lines in each language"]),
        ('  "The owner of the land",', '  "The owner",\n  5,',
         ["11: en is not a text", "7: eligibility has not as many lines in each language"]),
        ("amount = 20", "amount = -1", ["14: amount -1 is not an amount of rupees and paise"]),
        ("amount = 20", "amount = 0.125", ["14: amount 0.125 is not an amount of rupees and paise"]),
        ("amount = 20", "amount = true", ["14: amount is not an amount of rupees"]),
        ("[time_limit]\ndays = 15", "[time_limit]\ndays = 0",
         ["18: days 0 is not from 1 to 366",
          "24: the designated officer's 15 days are not the time limit"]),
        ('"designated"', '"kindest"',
         ["21: role 'kindest' is not one of designated, appellate, reviewing"]),
        ('"state"', '"moon"', ["22: area 'moon' is not one of state, kolkata"]),
        ('"number"', '"guess"', None),
        ('"trees"', '"Trees!"', ["30: key 'Trees!' is not small letters, digits and _ (40 at most)"]),
        ('"reason"', '"trees"', ["37: key trees stands in this service already"]),
        ("least = 1", "least = 51", ["33: least 51 is more than most 50"]),
        ("least = 1", "least = 1.5", ["33: least is not a whole number"]),
        ('"choice"', '"text"', ["40: a question of kind text has no options"]),
        ('"choice"', '"choice"\nmost = 3', ["39: a question of kind choice has no most"]),
        ('"sale"', '"danger"', ["42: value danger stands in this list already"]),
        ('"sale", bn = "বিক্রি"', '"sale"', ["42: bn is missing"]),
        ("most = 50\n", 'most = 50\nkey = "again"\n', ["35: is not TOML: Cannot overwrite a value"]),
        ('slug = "tree-felling"', 'slug = "tree-cutting"',
         ["1: slug tree-cutting is not the file's name"]),
    ],
)  # fmt: skip
def test_fault_is_named_with_its_line(folder, old, new, complaints):
    rewrite(folder, old, new)
    if complaints is None:
        complaints = [
            "31: kind 'guess' is not one of text, long_text, name, number, money, date,"
            " partial_date, yes_no, choice, choices, mobile, email, pin, address, bank_account,"
            " aadhaar, epic, ration_card, scheme_number, document, statement, group"
        ]
    told = [line.removeprefix("services/tree-felling.toml:") for line in refused(folder)]
    assert sorted(told) == sorted(complaints)


def test_faults_of_every_file_are_told_together(folder):
    rewrite(folder, '"land"', '"sea"')
    rewrite(folder, '["সবাই"]', "[]", "forest-rules")
    (folder / "departments.toml").write_text(DEPARTMENTS + DEPARTMENTS)
    assert refused(folder) == [
        "departments.toml:5: slug land stands in this file already",
        "services/forest-rules.toml:7: bn is empty",
        "services/forest-rules.toml:7: eligibility has not as many lines in each language",
        "services/tree-felling.toml:2: department sea is not known",
    ]


def test_information_that_asks_and_a_transaction_that_does_not_are_refused(folder):
    pages = TREES[TREES.index("[[pages]]") :]
    (folder / "services" / "forest-rules.toml").write_text(f"{FORESTS}\n{pages}")
    (folder / "services" / "tree-felling.toml").write_text(TREES.replace(pages, ""))
    assert refused(folder) == [
        "services/forest-rules.toml:9: a service that only informs asks no questions",
        "services/tree-felling.toml:3: a service that is applied for needs pages of questions",
    ]


def test_text_in_a_further_language_is_stored_and_an_unknown_one_refused(folder):
    rewrite(folder, 'en = "Leave to fell a tree" }', 'en = "Felling", xx = "Felling" }')
    assert refused(folder) == ["services/tree-felling.toml:5: xx is not a key that stands here"]
    rewrite(folder, 'xx = "Felling" }', 'hi = "पेड़ काटने की अनुमति" }')
    run(folder)
    title = Service.objects.get(slug="tree-felling").title
    assert title == {"bn": "গাছ কাটার অনুমতি", "en": "Felling", "hi": "पेड़ काटने की अनुमति"}


def test_file_that_is_not_utf8_or_not_toml_is_refused(folder):
    (folder / "services" / "tree-felling.toml").write_bytes(b"slug = 1\ntitle = '\xff'")
    (folder / "services" / "forest-rules.toml").write_text("slug = 'x'\ntitle = {")
    assert refused(folder) == [
        "services/forest-rules.toml:2: is not TOML: Invalid initial character for a key part",
        "services/tree-felling.toml:2: is not UTF-8: byte 0xff",
    ]


def test_folder_without_services_is_refused(tmp_path):
    assert refused(tmp_path) == [
        "departments.toml:1: cannot be read: No such file or directory",
        "services:1: holds no file of a service",
    ]


def test_text_is_stored_composed_and_without_stray_spaces(folder):
    rewrite(folder, "বনের নিয়ম", " বনের\u200b  নিয়\u09ae ক\u09c7\u09beথায় ", "forest-rules")
    run(folder)
    title = Service.objects.get(slug="forest-rules").title["bn"]
    assert title == "বনের নিয়ম ক\u09cbথায়".replace("\u09df", "\u09af\u09bc")
