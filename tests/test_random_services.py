"""Whatever questions, conditions and answers there are: only what they lead to is asked and kept.

The expectations are worked out here once more, in another way than the portal does it.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from citizens.people.browser import COOKIE, Browser
from services.models import Draft, ServiceRequest
from tests.errand_fixtures import address, options, question, send
from tests.filling_fixtures import SLUG, hidden, publish

SECRET = "5" * 64
# What may be typed for each kind and how it is kept; the first is nothing.
TYPED: dict[str, list[tuple[Any, Any]]] = {
    "text": [("", ""), ("কথা", "কথা"), ("গাছ", "গাছ")],
    "number": [("", None), ("০", 0), ("৫", 5), ("17", 17), ("60", 60)],
    "yes_no": [("", ""), ("yes", "yes"), ("no", "no")],
    "choice": [("", ""), ("a", "a"), ("b", "b")],
    "choices": [([], []), (["a"], ["a"]), (["a", "b"], ["a", "b"])],
    "date": [("", None), ("03/04/2001", "2001-04-03"), ("3/4/1950", "1950-04-03")],
    "mobile": [("", ""), ("9830012345", "+919830012345")],
    "pin": [("", ""), ("৭৪১২৪৮", "741248")],
    "statement": [("", False), ("on", True)],
}
OPERATORS: dict[str, list[tuple[str, Any]]] = {
    "number": [("at_least", 17), ("at_most", 17), ("equals", 5)],
    "yes_no": [("equals", "yes"), ("is_not", "yes")],
    "choice": [("equals", "a"), ("one_of", ["b"])],
    "choices": [("includes", "b"), ("lacks", "b")],
}
ALWAYS = [("answered", None), ("not_answered", None)]


def is_true(rule: dict[str, Any], answer: Any) -> bool:
    operator: str = rule["is"]
    than: Any = rule.get("than")
    blank = answer is None or answer is False or answer in ("", [])
    if operator in {"answered", "not_answered"}:
        return blank is (operator == "not_answered")
    if blank:
        return operator in {"is_not", "lacks"}
    holds: dict[str, Callable[[], bool]] = {
        "at_least": lambda: answer >= than,
        "at_most": lambda: answer <= than,
        "equals": lambda: answer == than,
        "is_not": lambda: answer != than,
        "one_of": lambda: answer in than,
        "includes": lambda: than in answer,
        "lacks": lambda: than not in answer,
    }
    return bool(holds[operator]())


def is_shown(thing: dict[str, Any], answers: dict[str, Any]) -> bool:
    condition = thing.get("shown_when")
    if not condition:
        return True
    found = [is_true(rule, answers.get(rule["question"])) for rule in condition["rules"]]
    return (any if condition["match"] == "any" else all)(found)


def expected(pages: list[dict[str, Any]], meant: dict[str, Any]) -> dict[str, Any]:
    """The answers that are to be kept of all that is meant: those that one another lead to."""
    kept: dict[str, Any] = {}
    for page in pages:
        if not is_shown(page, kept):
            continue
        for each in page["questions"]:
            if not is_shown(each, kept):
                continue
            if each["kind"] != "group":
                kept[each["key"]] = meant[each["key"]][1]
                continue
            rows = []
            for row in meant[each["key"]]:
                told: dict[str, Any] = {}
                for member in each["questions"]:
                    if is_shown(member, {**kept, **told}):
                        told[member["key"]] = row[member["key"]][1]
                rows.append(told)
            kept[each["key"]] = [
                row for row in rows if any(each or each == 0 for each in row.values())
            ]
    return kept


def asked(page: dict[str, Any], answers: dict[str, Any]) -> set[str]:
    """The names of the inputs that a page is to have, by the answers that are kept."""
    names = set()
    kept = dict(answers)
    for each in page["questions"]:
        if not is_shown(each, kept):
            continue
        if each["kind"] != "group":
            names.add(each["key"])
            continue
        rows = answers.get(each["key"]) or [{}] * each.get("least", 0)
        names.add(f"{each['key']}-rows")
        for number, row in enumerate(rows):
            for member in each["questions"]:
                if is_shown(member, {**kept, **row}):
                    names.add(f"{each['key']}-{number}-{member['key']}")
    return names


@st.composite
def services(draw: Any) -> tuple[list[dict[str, Any]], *tuple[dict[str, Any], ...]]:
    """Pages, one answer to every question, and a second answer to each for a change of mind."""
    earlier: list[tuple[str, str]] = []
    keys = iter(range(1_000))

    def condition() -> dict[str, Any]:
        if not earlier or not draw(st.booleans()):
            return {}
        rules = []
        for key, kind in draw(st.lists(st.sampled_from(earlier), min_size=1, max_size=2)):
            operator, than = draw(st.sampled_from(OPERATORS.get(kind, []) + ALWAYS))
            rules.append({"question": key, "is": operator, **({"than": than} if than else {})})
        return {"shown_when": {"match": draw(st.sampled_from(["all", "any"])), "rules": rules}}

    def plain(kinds: list[str]) -> dict[str, Any]:
        kind = draw(st.sampled_from(kinds))
        made = question(
            f"q{next(keys)}", kind, required=draw(st.booleans()), **condition(),
            **({"options": options("a", "b")} if kind in {"choice", "choices"} else {}),
        )  # fmt: skip
        earlier.append((made["key"], kind))
        return made

    def group() -> dict[str, Any]:
        least, hangs = draw(st.integers(0, 2)), condition()
        before = len(earlier)
        first = {**plain(["text"]), "required": True}
        first.pop("shown_when", None)
        members = [first, *(plain(SIMPLE) for _ in range(draw(st.integers(1, 2))))]
        del earlier[before:]  # what is asked of each member is nothing to ask others by
        return question(
            f"q{next(keys)}", "group", required=least > 0, questions=members, most=3, **hangs,
            **({"least": least} if least else {}),
        )  # fmt: skip

    def answer(each: dict[str, Any]) -> Any:
        if each["kind"] == "group":
            count = draw(st.integers(each.get("least", 0), 3))
            return [
                {member["key"]: answer(member) for member in each["questions"]}
                for _row in range(count)
            ]
        return draw(st.sampled_from(TYPED[each["kind"]][1 if each["required"] else 0 :]))

    pages = []
    for number in range(draw(st.integers(1, 4))):
        told = condition()
        asks = [
            group() if draw(st.integers(0, 4)) == 0 else plain(list(TYPED))
            for _ in range(draw(st.integers(1, 3)))
        ]
        title = {"bn": f"পাতা {number}", "en": f"Page {number}"}
        pages.append({"title": title, "questions": asks, **told})
    every = [each for page in pages for each in page["questions"]]
    return pages, *({each["key"]: answer(each) for each in every} for _time in range(2))


SIMPLE = ["text", "number", "yes_no", "choice"]


def typed(meant: dict[str, Any]) -> dict[str, Any]:
    """All that is meant as a page would send it, asked for or not."""
    sent: dict[str, Any] = {}
    for key, told in meant.items():
        if isinstance(told, list):
            sent[f"{key}-rows"] = str(len(told))
            for number, row in enumerate(told):
                sent |= {f"{key}-{number}-{member}": each[0] for member, each in row.items()}
        elif told[0] not in ("", []):
            sent[key] = told[0]
    return sent


def names_on(html: str) -> set[str]:
    form = html[html.index('id="page-form"') :]
    found = re.findall(r'<(?:input|select|textarea)[^>]* name="(q[0-9][^"]*)"', form)
    return set(found)


def fill(client: Any, pages: list[dict[str, Any]], meant: dict[str, Any], start: str) -> None:
    """Goes where the portal leads, types only what is on the page, until it leads to the check."""
    url = start
    for _step in range(40):
        if url == address("check", SLUG):
            return
        slug = url.split("/")[-2]
        if not slug.startswith("questions"):
            raise AssertionError(url)
        page = pages[int(slug.removeprefix("questions-")) - 1]
        html = client.get(url).content.decode()
        assert names_on(html) == asked(page, Draft.objects.get().answers)
        answer = None
        for _turn in range(8):
            names = names_on(html)
            sent = {
                name: value
                for name, value in typed(meant).items()
                if name in names or f"{name.partition('-')[0]}-rows" in names
            }
            answer = client.post(url, {**hidden(html), **sent})
            if answer.status_code == 302:
                break
            assert answer.status_code == 200
            html = answer.content.decode()
        assert answer is not None
        assert answer.status_code == 302, answer.context["form"].errors
        url = answer.url
    raise AssertionError("the portal leads round and round")


@pytest.mark.django_db
@settings(
    max_examples=40,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(services())
def test_only_what_answers_lead_to_is_asked_and_kept(nadia: Any, made: Any) -> None:
    pages, first, second = made
    hung: dict[str, Any] = {
        f"page_{number}": {"shown_when": page["shown_when"]}
        for number, page in enumerate(pages, start=1)
        if "shown_when" in page
    }
    version = publish([page["questions"] for page in pages], **hung).current_version
    Draft.objects.all().delete()
    ServiceRequest.objects.all().delete()
    Draft.objects.create(
        service=version.service,
        version=version,
        browser=Browser(SECRET).digest,
        person=PERSON,
        pages_done=["about-you", "how-to-reach-you", "where-you-live"],
    )
    client: Any = Client()
    client.cookies[COOKIE] = SECRET
    begun = client.post(address(slug=SLUG)).url
    fill(client, pages, first, begun)
    assert Draft.objects.get().answers == expected(pages, first)
    for number, _page in enumerate(pages, start=1):
        opened = client.get(f"{address(f'questions-{number}', SLUG)}?change=1")
        if opened.status_code == 200:
            fill(client, pages, second, f"{address(f'questions-{number}', SLUG)}?change=1")
    check = client.get(address("check", SLUG))
    assert check.status_code == 200
    assert send(client, slug=SLUG).status_code == 302
    assert ServiceRequest.objects.get().answers == expected(pages, second)


PERSON = {
    "name": "সুচিত্রা মণ্ডল",
    "guardian_name": "হরিপদ মণ্ডল",
    "sex": "female",
    "birth_known_as": "year",
    "birth_date": None,
    "birth_year": 1987,
    "age": None,
    "mobile": "",
    "language": "bn",
    "wants_written_answer": False,
    "email": "",
    "postal_address": "",
    "district": "320",
    "block": "320-B-CHAKDAHA",
    "village_or_ward": "শিমুরালি",
    "house": "",
    "pin": "741248",
}
