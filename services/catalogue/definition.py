"""A service's questions as data in one exact form, so that the same questions have one digest.

Definition = {"pages": [Page], "eligibility": [Rule]}
Page = {"title": T, "questions": [Question], "shown_when": Condition}
Question = {"key", "kind", "required", "label": T, "hint": T, "error": T, "purpose": T, "kept_days",
    "bank", "options": [{"value", "bn", "en"}], "least", "most", "shown_when": Condition,
    "documents": {"kinds": […], "mb"}, "address": "west_bengal", "questions": [Question]}
Condition = {"match": "all" | "any", "rules": [{"question", "is", "than"}]}
Rule = {"when": Condition, "then": "no" | "ask", "reason": T}

T is {"bn": text, "en": text, …}. Only a question of kind "group" has questions. What is empty is
absent: readers use .get() for all but "title", "questions" of a page, "pages", and a question's
"key", "kind", "required" and "label".
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from services.catalogue.kinds import NOT_IN_A_GROUP, Kind

Definition = dict[str, Any]
Page = dict[str, Any]
Question = dict[str, Any]
Condition = dict[str, Any]
Rule = dict[str, Any]

# Names of the pages' own inputs and buttons, and what templates ask of a form: no question has them.
TAKEN = frozenset(
    {
        "add", "answer_language", "asked", "asked_names", "autosave", "csrfmiddlewaretoken",
        "errors", "errors_shown", "form_language", "fresh_labels", "has_conditions",
        "is_multipart", "later", "media", "non_field_errors", "remove", "remove_document",
        "send_documents", "show_blocks", "top", "turn", "version", "window",
    }
)  # fmt: skip
ALWAYS = frozenset({"key", "kind", "required", "label", "title"})


def definition(pages: Iterable[Mapping[str, Any]], eligibility: Iterable[Any] = ()) -> Definition:
    """The exact form of these pages and rules."""
    whole: Definition = {"pages": [page(each) for each in pages]}
    rules = [_full({**rule, "when": condition(rule.get("when"))}) for rule in eligibility]
    return {**whole, "eligibility": rules} if rules else whole


def page(given: Mapping[str, Any]) -> Page:
    return {
        **_full({**given, "shown_when": condition(given.get("shown_when"))}),
        "questions": [question(each) for each in given["questions"]],
    }


def question(given: Mapping[str, Any]) -> Question:
    """The exact form of one question; one that the bank has not yet filled in may lack its texts."""
    exact = {**given, "shown_when": condition(given.get("shown_when"))}
    exact["questions"] = [question(each) for each in given.get("questions") or ()]
    exact["required"] = bool(given.get("required", True))
    return _full(exact)


def condition(given: Mapping[str, Any] | None) -> Condition:
    """{} where there is no condition: what has none is always shown."""
    if not given or not given.get("rules"):
        return {}
    rules = [{name: rule[name] for name in rule if rule[name] != ""} for rule in given["rules"]]
    return {"match": given.get("match") or "all", "rules": rules}


def _full(given: Mapping[str, Any]) -> dict[str, Any]:
    """Without the members that say nothing; texts without the languages that say nothing."""
    found = {name: _texts(value) for name, value in given.items()}
    return {
        name: value
        for name, value in found.items()
        if name in ALWAYS or value not in (None, "", [], {})
    }


def _texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: text for key, text in value.items() if text not in (None, "")}
    if isinstance(value, list | tuple):
        return [_texts(each) for each in value]
    return value


def digest_of(whole: Definition) -> str:
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def questions_of(whole: Mapping[str, Any]) -> Iterator[Question]:
    """Every question in the order of asking; a group's members come right after the group."""
    for each in whole["pages"]:
        yield from questions_on(each)


def questions_on(one_page: Mapping[str, Any]) -> Iterator[Question]:
    for each in one_page["questions"]:
        yield each
        yield from each.get("questions", ())


def question_named(whole: Mapping[str, Any], key: str) -> Question | None:
    return next((each for each in questions_of(whole) if each["key"] == key), None)


def faults_of_shape(whole: Mapping[str, Any]) -> list[str]:
    """Sentences in the reader's language; none where each key is one question and groups are flat."""
    faults = []
    times = Counter(each["key"] for each in questions_of(whole))
    repeated = sorted(key for key, count in times.items() if count > 1)
    if repeated:
        faults.append(
            _("These keys stand for more than one question: %(keys)s.")
            % {"keys": ", ".join(repeated)}
        )
    if taken := sorted(TAKEN & times.keys()):
        faults.append(
            _("These keys are names that the pages use themselves: %(keys)s.")
            % {"keys": ", ".join(taken)}
        )
    for each in questions_of(whole):
        if each.get("kind") == Kind.GROUP and not each.get("questions"):
            faults.append(_("The group %(key)s asks nothing.") % {"key": each["key"]})
        for member in each.get("questions", ()):
            if member.get("kind") in NOT_IN_A_GROUP:
                faults.append(
                    _("%(member)s cannot be asked within the group %(key)s.")
                    % {"member": member["key"], "key": each["key"]}
                )
    return faults
