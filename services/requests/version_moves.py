"""Moves a draft to the version that is published now, with a list of what needs another look.

Answers that still fit are kept. Of `Draft.to_look_at` each is {"key", "what", "label"}: "new" and
"changed" until their page is saved, "gone" until any page is; "reused" is of services.requests.reuse.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from services.catalogue.conditions import is_answered
from services.catalogue.definition import questions_of, questions_on
from services.catalogue.kinds import TEXTS, Kind
from services.catalogue.models import ServiceVersion
from services.requests.asked import asked_answers, asked_on, names_asked
from services.requests.group_field import ASKED
from services.requests.inputs import as_inputs, belongs_to
from services.requests.models import Draft

# What an answer means hangs on these; a hint or a purpose put in other words asks nothing again.
MEANING = ("kind", "least", "most", "documents", "address")
MOVED = ("version", "answers", "pages_done", "to_look_at", "typed")

Definition = Mapping[str, Any]
Question = Mapping[str, Any]


def up_to_date(draft: Draft) -> Draft:
    """The same draft, with the version that its service has now; reading alone touches nothing else.

    `moved_now` tells whether the person has not seen yet what there is to look at.
    """
    current = draft.service.current_version_id
    if current is None or current == draft.version_id:
        return draft
    with transaction.atomic():
        row = Draft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
        if row is None:
            return draft  # gone meanwhile, as whoever saves or sends it will see
        if row.version_id != current:
            version = ServiceVersion.objects.get(pk=current)
            _move(row, version)
            row.save(update_fields=MOVED)
    draft.version = row.version
    for name in MOVED[1:]:
        setattr(draft, name, getattr(row, name))
    draft.moved_now = any(told["what"] != "reused" for told in draft.to_look_at)
    return draft


def _move(row: Draft, version: ServiceVersion) -> None:
    old, new, told = row.version.definition, version.definition, row.answers
    before = {question["key"]: question for question in questions_of(old)}
    row.answers = asked_answers(new["pages"], _fitting(new, before, told))
    seen = _seen(old, row.pages_done, told)
    fresh = [*_new_or_changed(new, before, seen, row.answers)]
    known = {each["key"] for each in fresh}
    gone = _answered(told) - _answered(row.answers) - known
    fresh += [_told("gone", before[key]) for key in before if key in gone]
    known |= gone
    row.to_look_at = [*(each for each in row.to_look_at if each["key"] not in known), *fresh]
    row.pages_done = [
        *(slug for slug in row.pages_done if not slug.startswith("questions-")),
        *_done(new, seen.asked - known, row.answers),
    ]
    row.typed = _typed(row.typed, before, new, row.answers)
    row.version = version


@dataclass(frozen=True)
class Seen:
    """Of the pages that are done: the keys of what was asked there, and of all they could ask."""

    asked: set[str]
    there: set[str]
    all_pages: bool


def _seen(definition: Definition, pages_done: list[str], answers: Mapping[str, Any]) -> Seen:
    pages = [*enumerate(definition["pages"], start=1)]
    done = [page for number, page in pages if f"questions-{number}" in pages_done]
    return Seen(
        {key for page in done for key in keys_asked(page, answers)},
        {question["key"] for page in done for question in questions_on(page)},
        all(page in done for _number, page in pages if asked_on(page, answers)),
    )


def keys_asked(page: Mapping[str, Any], answers: Mapping[str, Any]) -> set[str]:
    """The keys of what is asked on the page, of the members of its groups among them."""
    return {name.rpartition("-")[2] for name in names_asked(page, answers)}


def _answered(answers: Mapping[str, Any]) -> set[str]:
    """The keys under which something was told, of the members of groups among them."""
    rows = [row for answer in answers.values() if is_rows(answer) for row in answer]
    return {key for told in (answers, *rows) for key, answer in told.items() if is_answered(answer)}


def is_rows(answer: Any) -> bool:
    return isinstance(answer, list) and all(isinstance(row, dict) for row in answer)


def _fitting(
    new: Definition, before: Mapping[str, Question], answers: Mapping[str, Any]
) -> dict[str, Any]:
    found = {}
    for page in new["pages"]:
        for question in page["questions"]:
            key = question["key"]
            if key not in answers or not _same_kind(before.get(key), question):
                continue
            found[key] = answers[key]
            if question["kind"] == Kind.GROUP:
                members = [
                    each["key"]
                    for each in question["questions"]
                    if _same_kind(before.get(each["key"]), each)
                ]
                found[key] = [
                    {member: row[member] for member in members if member in row}
                    for row in answers[key]
                ]
    return found


def _same_kind(old: Question | None, new: Question) -> bool:
    if old is None:
        return False
    return bool(old["kind"] == new["kind"] or {old["kind"], new["kind"]} <= TEXTS)


def _typed(
    typed: Mapping[str, Any],
    before: Mapping[str, Question],
    new: Definition,
    answers: Mapping[str, Any],
) -> dict[str, Any]:
    """What was typed and not right yet, on the pages that ask it now, beside what they keep.

    See services.requests.typed. Nothing is called wrong: the page may ask what was never seen.
    """
    own = {slug for slug in typed if slug.startswith("questions-")}
    sent = {
        name: values
        for slug in own
        for name, values in typed[slug]["fields"].items()
        if name != ASKED
    }
    found = {slug: told for slug, told in typed.items() if slug not in own}
    for number, page in enumerate(new["pages"], start=1):
        fields: dict[str, list[str]] = {}
        is_typed = False
        for question in page["questions"]:
            key = question["key"]
            mine = {name: values for name, values in sent.items() if belongs_to(name, key)}
            if mine and _same_kind(before.get(key), question):
                is_typed = True
                fields |= mine
            elif key in answers:
                fields |= dict(as_inputs(key, answers[key]))
        if is_typed:
            found[f"questions-{number}"] = {"fields": fields, "asked": False}
    return found


def _new_or_changed(
    new: Definition, before: Mapping[str, Question], seen: Seen, answers: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Of what is asked: all that stands where the person has passed; the rest is still to come."""
    for page in new["pages"]:
        asked = keys_asked(page, answers)
        passed = seen.all_pages or any(each["key"] in seen.there for each in questions_on(page))
        for question in questions_on(page):
            key = question["key"]
            old = before.get(key)
            if key not in asked or not passed:
                continue
            if key in seen.asked and old is not None:
                if is_changed(old, question):
                    yield _told("changed", question)
            elif old is None or key in seen.there:
                yield _told("new", question)


def is_changed(old: Question, new: Question) -> bool:
    """Whether an answer to the old question may be none to the new one."""
    if any(old.get(name) != new.get(name) for name in MEANING):
        return True
    offered = [_texts(question.get("options", ())) for question in (old, new)]
    return offered[0] != offered[1] or _differ(old["label"], new["label"])


def _texts(options: Any) -> dict[str, Any]:
    return {option["value"]: option.get("bn") for option in options}


def _differ(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """In a language that both have: one more language is no other question."""
    return any(old[language] != new[language] for language in old.keys() & new.keys())


def _told(what: str, question: Question) -> dict[str, Any]:
    return {"key": question["key"], "what": what, "label": question["label"]}


def _done(new: Definition, seen: set[str], answers: Mapping[str, Any]) -> list[str]:
    """The pages of which everything that is asked was gone through before, and is the same."""
    return [
        f"questions-{number}"
        for number, page in enumerate(new["pages"], start=1)
        if (asked := keys_asked(page, answers)) and asked <= seen
    ]
