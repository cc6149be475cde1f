"""Offers what this very browser answered before to shared questions, for another service.

Only a question of the bank is filled in so, with the newest answer to the same one. Documents are
given anew, and what a person declares is declared anew.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone

from services.catalogue.kinds import TEXTS, Kind
from services.catalogue.models import ServiceVersion
from services.requests.asked import asked_answers
from services.requests.models import ServiceRequest

NEVER = frozenset({Kind.DOCUMENT, Kind.STATEMENT})
MOST_EARLIER = 20  # requests of one browser that are looked through, the newest first


def earlier_answers(version: ServiceVersion, *, browser: str) -> list[dict[str, Any]]:
    """What can be filled in: [{"key", "what": "reused", "label", "answer", "from": T, "on": day}].

    `from` is the title of the service that was asked for, `on` the Indian day of it.
    """
    wanted = dict(_shared(version.definition))
    if not wanted:
        return []
    earlier = (
        ServiceRequest.objects.filter(browser=browser)
        .exclude(browser="")
        .select_related("version", "service")
        .order_by("-submitted_at", "-id")[:MOST_EARLIER]
    )
    found: dict[str, dict[str, Any]] = {}
    for request in earlier:
        for bank, question in _shared(request.version.definition):
            mine = wanted.get(bank)
            answer = request.answers.get(question["key"])
            if mine and bank not in found and answer and _same(question, mine):
                found[bank] = {
                    "key": mine["key"],
                    "what": "reused",
                    "label": mine["label"],
                    "answer": answer,
                    "from": dict(request.service.title),
                    "on": timezone.localdate(request.submitted_at).isoformat(),
                }
    return [found[bank] for bank in wanted if bank in found]


def answers_from(version: ServiceVersion, offered: list[dict[str, Any]]) -> dict[str, Any]:
    """The answers a draft begins with; only those to what is asked by them."""
    answers = {each["key"]: each["answer"] for each in offered}
    return asked_answers(version.definition["pages"], answers)


def noted(offered: list[dict[str, Any]], answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the draft remembers of where they came from."""
    return [
        {name: value for name, value in each.items() if name != "answer"}
        for each in offered
        if each["key"] in answers
    ]


def _shared(definition: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Key in the bank and question, of each that may be filled in from another service."""
    for page in definition["pages"]:
        for question in page["questions"]:
            if question.get("bank") and question["kind"] not in NEVER:
                yield question["bank"], question


def _same(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    if old["kind"] == Kind.GROUP:
        return [each["key"] for each in old["questions"]] == [
            each["key"] for each in new.get("questions", ())
        ]
    return bool(old["kind"] == new["kind"] or {old["kind"], new["kind"]} <= TEXTS)
