"""All that a proposal still lacks before anybody may review or publish it, as one list of sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from audit.languages.texts import Translated
from audit.templatetags.languages import digits
from services.authoring.content import Content
from services.catalogue.addresses import check_text
from services.catalogue.bank import Bank
from services.catalogue.condition_faults import faults
from services.catalogue.definition import Page, Question, definition, faults_of_shape
from services.catalogue.facts import FACTS
from services.catalogue.kinds import WITH_OPTIONS, Kind, bounds_of
from services.catalogue.models import Officer, Service

Args = tuple[str | int, ...]


@dataclass(frozen=True)
class Lack:
    """A sentence, and the page of authoring where it is put right, with what follows the slug."""

    sentence: str
    route: str
    args: Args = ()


def lacking(content: Content, *, departments: Mapping[str, str], bank: Bank) -> list[Lack]:
    """In the order of the overview; [] where it may be published."""
    return [
        *_facts(content, departments),
        *_officers(content),
        *(lack for number in range(len(content["pages"])) for lack in _page(content, number, bank)),
        *(Lack(fault, "authoring-service") for fault in faults_of_shape(content)),
        *(Lack(fault, "authoring-service") for fault in _conditions(content, bank)),
        *_reasons(content),
    ]


def _facts(content: Content, departments: Mapping[str, str]) -> Iterator[Lack]:
    asked_for_here = content["kind"] == Service.Kind.TRANSACTION
    if content["department"] not in departments:
        yield Lack(_("The service has no department."), "authoring-facts")
    if content["kind"] not in Service.Kind.values:
        yield Lack(_("The service has no kind."), "authoring-facts")
    for name in ("title", "summary", "eligibility"):
        yield from _texts(content[name], fact_label(name), "authoring-facts", required=True)
    for name in ("papers", "steps", "time_limit_notice"):
        yield from _texts(content[name], fact_label(name), "authoring-facts")
    if asked_for_here and not content["time_limit_days"]:
        yield Lack(_("The service has no time limit."), "authoring-facts")
    if asked_for_here and not content["pages"]:
        yield Lack(_("The service asks nothing: it has no pages."), "authoring-service")
    if not asked_for_here and content["pages"]:
        yield Lack(
            _("A service that only informs asks nothing: delete its pages."), "authoring-service"
        )
    for fee in content["fees"]:
        yield from _texts(fee["condition"], _("Fee, when it applies"), "authoring-fees")


def _officers(content: Content) -> Iterator[Lack]:
    for officer in content["officers"]:
        name = str(Officer.Role(officer["role"]).label)
        yield from _texts(officer["title"], name, "authoring-officers", required=True)
        designated = officer["role"] == Officer.Role.DESIGNATED
        if designated and officer["days"] != content["time_limit_days"]:
            yield Lack(
                _("The designated officer's days are not the service's time limit."),
                "authoring-officers",
            )


def _page(content: Content, place: int, bank: Bank) -> Iterator[Lack]:
    page: Page = content["pages"][place]
    number = place + 1
    name = _("Page %(number)s") % {"number": digits(number)}
    yield from _texts(page["title"], name, "authoring-page", (number,), required=True)
    if not page["questions"]:
        yield Lack(_("%(page)s asks nothing.") % {"page": name}, "authoring-page", (number,))
    for question in page["questions"]:
        yield from _question(question, bank)
        if not question.get("bank"):
            for member in question.get("questions", ()):
                yield from _question(member, bank)


def _question(question: Question, bank: Bank) -> Iterator[Lack]:
    key, kind = question["key"], question.get("kind", "")
    name = str(Translated(question["label"])) or key
    at: tuple[str, Args] = ("authoring-question", (key,))
    if shared := question.get("bank"):
        if shared not in bank:
            yield Lack(_("%(name)s: the shared question is gone.") % {"name": name}, *at)
        return
    if kind not in Kind.values:
        yield Lack(_("%(name)s has no kind.") % {"name": name}, *at)
        return
    yield from _texts(question["label"], name, *at, required=True)
    for part, said in question_texts().items():
        yield from _texts(
            question.get(part) or {}, f"{name}, {said}", *at, required=part == "purpose"
        )
    options = question.get("options") or []
    if kind in WITH_OPTIONS and len(options) < 2:
        yield Lack(_("%(name)s offers nothing to choose from.") % {"name": name}, *at)
    for option in options:
        texts = {code: text for code, text in option.items() if code != "value"}
        yield from _texts(texts, f"{name}, {option['value']}", *at, required=True)
    if kind == Kind.DOCUMENT and not question.get("documents"):
        yield Lack(_("%(name)s says neither kinds nor size of files.") % {"name": name}, *at)
    if bounds_of(kind) and not _in_order(question):
        yield Lack(_("%(name)s: the most is less than the least.") % {"name": name}, *at)


def _in_order(question: Question) -> bool:
    least, most = question.get("least"), question.get("most")
    return least is None or most is None or least <= most


def _texts(
    texts: Mapping[str, Any], name: str, route: str, args: Args = (), *, required: bool = False
) -> Iterator[Lack]:
    """What a text lacks in Bangla and English, and what of it is not of the authors' markup."""
    if not texts and not required:
        return
    for code, language in settings.FULL_LANGUAGES:
        if not texts.get(code):
            sentence = _("%(name)s: the text in %(language)s is missing.")
            yield Lack(sentence % {"name": name, "language": language}, route, args)
    lines = [len(text) for text in texts.values() if isinstance(text, list)]
    if len(set(lines)) > 1:
        sentence = _("%(name)s: there are not as many lines in each language.")
        yield Lack(sentence % {"name": name}, route, args)
    for text in texts.values():
        for line in text if isinstance(text, list) else [text]:
            try:
                check_text(line)
            except ValidationError as fault:
                yield Lack(f"{name}: {' '.join(fault.messages)}", route, args)


def _conditions(content: Content, bank: Bank) -> list[str]:
    """Conditions that name what is missing or comes later, and values that no answer can be."""
    whole = definition(content["pages"], content["eligibility_rules"])
    return faults(whole, {**FACTS, **bank})


def _reasons(content: Content) -> Iterator[Lack]:
    for number, rule in enumerate(content["eligibility_rules"], start=1):
        name = _("Rule %(number)s of eligibility") % {"number": digits(number)}
        # That there is none is said with the rule's other faults.
        yield from _texts(rule.get("reason") or {}, name, "authoring-rule", (number,))


def fact_label(name: str) -> str:
    field: Any = Service._meta.get_field(name)
    return str(field.verbose_name).capitalize()


def question_texts() -> dict[str, str]:
    return {
        "hint": _("hint"),
        "error": _("what to do after a mistake"),
        "purpose": _("why it is asked"),
    }
