"""Sending for review is refused with one list of everything that is lacking."""

from copy import deepcopy
from typing import Any

import pytest
from django.utils import translation

from services.authoring.lacking import lacking
from services.models import Department
from tests.authoring_fixtures import (
    ROOT,
    address,
    approver,
    author,
    pond_lease,
    post,
    proposal,
    publish_at_once,
    texts,
)

pytestmark = pytest.mark.django_db
__all__ = ["approver", "author", "pond_lease"]

BOTH = {"bn": "ক", "en": "A"}


def sentences(content: Any, departments: Any = None, bank: Any = None) -> list[str]:
    with translation.override("en"):
        known = {"ponds": "Ponds"} if departments is None else departments
        return [lack.sentence for lack in lacking(content, departments=known, bank=bank or {})]


def test_new_service_lacks_everything_and_is_told_so_at_once(author):
    author.post(f"{ROOT}beginning/", {"title_en": "Pond lease", "slug": "pond-lease"})
    answer = post(author, "sending/")
    assert answer.status_code == 200
    assert [lack.sentence for lack in answer.context["refused"]] == sentences(proposal().content)
    assert sentences(proposal().content) == [
        "The service has no department.",
        "Title: the text in বাংলা is missing.",
        "Summary: the text in বাংলা is missing.",
        "Summary: the text in English is missing.",
        "Who can have it: the text in বাংলা is missing.",
        "Who can have it: the text in English is missing.",
        "The service has no time limit.",
        "The service asks nothing: it has no pages.",
    ]
    assert "Not sent: this is still lacking" in answer.content.decode()
    assert f'href="{address("facts/")}"' in answer.content.decode()
    assert proposal().stage == "draft"


def test_whole_service_lacks_nothing(author, pond_lease):
    assert sentences(proposal().content) == []
    assert post(author, "sending/").status_code == 302


def without(content: Any, *path: Any, say: Any = None) -> Any:
    """The content with the value at the path changed, or taken out."""
    changed = deepcopy(content)
    part = changed
    for name in path[:-1]:
        part = part[name]
    if say is None:
        part.pop(path[-1])
    else:
        part[path[-1]] = say
    return changed


FIRST = ("pages", 0, "questions", 0)
MISSING = [
    ((("department",), ""), "The service has no department."),
    ((("department",), "gone"), "The service has no department."),
    ((("kind",), "magic"), "The service has no kind."),
    ((("papers",), {"bn": ["ক"]}), "Papers needed: the text in English is missing."),
    (
        (("papers",), {"bn": ["ক", "খ"], "en": ["A"]}),
        "Papers needed: there are not as many lines in each language.",
    ),
    ((("summary",), {"bn": "ক", "en": "<b>"}), "Summary: Write plain text: HTML is not taken."),
    ((("pages", 0, "title"), {"bn": "ক"}), "Page 1: the text in English is missing."),
    ((("pages", 0, "questions"), []), "Page 1 asks nothing."),
    (((*FIRST, "label"), {"bn": "ক"}), "ক: the text in English is missing."),
    (
        ((*FIRST, "hint"), {"bn": "ক"}),
        "Which pond?, hint: the text in English is missing.",
    ),
    (
        ((*FIRST, "purpose"), None),
        "Which pond?, why it is asked: the text in বাংলা is missing.",
    ),
    (((*FIRST, "kind"), "choice"), "Which pond? offers nothing to choose from."),
    (((*FIRST, "kind"), "document"), "Which pond? says neither kinds nor size of files."),
    (((*FIRST, "kind"), "magic"), "Which pond? has no kind."),
    (((*FIRST, "kind"), "group"), "The group which_pond asks nothing."),
    (((*FIRST, "least"), 900), "Which pond?: the most is less than the least."),
    (((*FIRST, "bank"), "gone"), "Which pond?: the shared question is gone."),
    (
        ((*FIRST, "options"), [{"value": "a", "bn": "ক"}]),
        "Which pond?, a: the text in English is missing.",
    ),
    (
        (("officers",), [{"role": "designated", "area": "state", "title": BOTH, "days": 9}]),
        "The designated officer's days are not the service's time limit.",
    ),
    (
        (("eligibility_rules",), [{"when": {}, "then": "no", "reason": {}}]),
        "Rule 1 of eligibility: its reason is missing.",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), MISSING, ids=[says for _change, says in MISSING])
def test_each_thing_that_is_lacking_is_named(pond_lease, change, sentence):
    path, say = change
    assert sentence in sentences(without(proposal().content, *path, say=say))


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ("nobody", "the condition names nobody, which no question has as its key."),
        ("farms", "which is asked only later."),
        ("which_pond", "the condition names the question itself."),
    ],
)
def test_condition_on_what_is_missing_or_later_is_named(pond_lease, names, says):
    condition = {"match": "all", "rules": [{"question": names, "is": "answered"}]}
    found = sentences(without(proposal().content, *FIRST, "shown_when", say=condition))
    assert len(found) == 1
    assert found[0].endswith(says)


def test_two_questions_with_one_key_are_named(pond_lease):
    content = proposal().content
    content["pages"][0]["questions"].append(content["pages"][0]["questions"][0])
    assert "These keys stand for more than one question: which_pond." in sentences(content)


def test_service_that_informs_needs_no_time_limit_and_no_pages(author, approver, pond_lease):
    content = {**proposal().content, "kind": "information", "time_limit_days": None}
    assert sentences(content) == ["A service that only informs asks nothing: delete its pages."]
    assert sentences({**content, "pages": []}) == []


def test_reviewer_cannot_approve_what_has_come_to_lack_something(author, approver, pond_lease):
    post(author, "sending/")
    row = proposal()
    row.content["department"] = "gone"
    row.save()
    answer = post(approver, "approval/", {"when": "now"})
    assert (answer.status_code, proposal().stage) == (200, "review")
    assert [lack.sentence for lack in answer.context["refused"]] == [
        "The service has no department."
    ]


def test_overview_says_how_much_is_lacking_while_it_is_written(author, pond_lease):
    post(author, "pages/", texts("title", "", "Second"))
    page = author.get(address()).content.decode()
    assert "2 things are still lacking" in page
    assert "Page 2: the text in বাংলা is missing." in page


def test_published_service_is_changed_with_nothing_lacking(author, approver, pond_lease):
    publish_at_once(author, approver)
    author.post(address("change/"))
    assert sentences(proposal().content) == []
    assert Department.objects.count() == 1
