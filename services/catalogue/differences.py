"""What differs between two states of a service, line by line in the reader's language; reads no row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.languages.spoken import marked
from audit.languages.texts import Translated
from audit.templatetags.languages import digits, rupees, short_date
from services.catalogue.ages import as_day
from services.catalogue.condition_words import in_words
from services.catalogue.kinds import Kind
from services.catalogue.models import Officer, Service

Content = Mapping[str, Any]
TEXTS = ("title", "summary", "eligibility", "papers", "steps", "time_limit_notice")
PLAIN = ("department", "kind", "also_called", "time_limit_days", "order")


@dataclass(frozen=True)
class Difference:
    """`where` names the part; "" before is something added, "" after something taken out."""

    where: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"


def differences(before: Content, after: Content) -> list[Difference]:
    """In the order of the service's own pages; {} for `before` where there was nothing."""
    return [
        *_facts(before, after),
        *_rows(_fees(before), _fees(after)),
        *_rows(_officers(before), _officers(after)),
        *_rows(_pages(before), _pages(after)),
        *_questions(before, after),
        *_rows(_rules(before), _rules(after)),
    ]


Lines = dict[str, str]


def _rows(before: Lines, after: Lines) -> Iterator[Difference]:
    for where in dict.fromkeys((*before, *after)):
        one, two = before.get(where, ""), after.get(where, "")
        if one != two:
            yield Difference(where, one, two)


def _facts(before: Content, after: Content) -> Iterator[Difference]:
    yield from _rows(_fact_lines(before), _fact_lines(after))


def _fact_lines(content: Content) -> Lines:
    lines: Lines = {}
    for name in ("title", *PLAIN, *TEXTS[1:]):
        field: Any = Service._meta.get_field(name)
        label = str(field.verbose_name).capitalize()
        if name in TEXTS:
            lines.update(_in_languages(label, content.get(name)))
        else:
            lines[label] = _plain(name, content.get(name))
    return lines


def _plain(name: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if name == "kind":
        return str(Service.Kind(value).label) if value in Service.Kind.values else str(value)
    if isinstance(value, list):
        return "\n".join(value)
    return digits(value) if isinstance(value, int) else str(value)


def _in_languages(label: str, texts: Any) -> Lines:
    """A line for each language that the text is in."""
    names = dict(settings.LANGUAGES)
    return {
        f"{label} ({names.get(code, code)})": _spoken(text, code)
        for code, text in (texts or {}).items()
        if code != "value" and text
    }


def _spoken(text: str | list[str], language: str) -> str:
    """Marked up as of its language where that is not the reader's."""
    whole = "\n".join(text) if isinstance(text, list) else text
    return marked(whole, "" if language == get_language() else language)


def _fees(content: Content) -> Lines:
    lines: Lines = {}
    for fee in content.get("fees") or []:
        day = as_day(str(fee["from_date"]))
        condition = str(Translated(fee.get("condition") or {}))
        where = _("Fee from %(day)s") % {"day": short_date(day)}
        where = f"{where}, {condition}" if condition else where
        lines[where] = rupees(str(fee["amount"]))
    return lines


def _officers(content: Content) -> Lines:
    lines: Lines = {}
    for officer in content.get("officers") or []:
        role = str(Officer.Role(officer["role"]).label)
        where = f"{role}, {Officer.Area(officer['area']).label}"
        lines.update(_in_languages(where, officer.get("title")))
        lines[_("%(officer)s, working days") % {"officer": where}] = digits(officer["days"])
    return lines


def _pages(content: Content) -> Lines:
    lines: Lines = {}
    for number, page in enumerate(content.get("pages") or [], start=1):
        where = _("Page %(number)s") % {"number": digits(number)}
        lines.update(_in_languages(where, page.get("title")))
        if page.get("shown_when"):
            lines[f"{where}, {_('shown when')}"] = in_words(page["shown_when"], content)
        lines[f"{where}, {_('order of the questions')}"] = "\n".join(
            _name(question) for question in page["questions"]
        )
    return lines


def _questions(before: Content, after: Content) -> Iterator[Difference]:
    """By their keys, so that one that moved to another page is the same question."""
    one, two = _by_key(before), _by_key(after)
    for key in dict.fromkeys((*one, *two)):
        name = _name(two.get(key) or one[key])
        if key not in one:
            yield Difference(_("Question"), "", _summary(two[key]))
        elif key not in two:
            yield Difference(_("Question"), _summary(one[key]), "")
        else:
            lines = (_question(name, one[key], before), _question(name, two[key], after))
            yield from _rows(*lines)


def _by_key(content: Content) -> dict[str, Mapping[str, Any]]:
    return {
        each["key"]: each
        for page in content.get("pages") or []
        for question in page["questions"]
        for each in (question, *question.get("questions", ()))
    }


def _name(question: Mapping[str, Any]) -> str:
    return f"“{Translated(question.get('label') or {}) or question['key']}”"


def _summary(question: Mapping[str, Any]) -> str:
    kind = question.get("kind", "")
    return f"{_name(question)}: {Kind(kind).label if kind in Kind.values else kind}"


def _question(name: str, question: Mapping[str, Any], content: Content) -> Lines:
    kind = question.get("kind", "")
    lines: Lines = {f"{name}, {_('kind')}": str(Kind(kind).label) if kind in Kind.values else kind}
    for part, said in (
        ("label", _("what is asked")),
        ("hint", _("hint")),
        ("error", _("what to do after a mistake")),
        ("purpose", _("why it is asked")),
    ):
        lines.update(_in_languages(f"{name}, {said}", question.get(part)))
    lines[f"{name}, {_('must be answered')}"] = (
        _("Yes") if question.get("required", True) else _("No")
    )
    for part, said in (
        ("least", _("least")),
        ("most", _("most")),
        ("kept_days", _("days it is kept")),
    ):
        value = question.get(part)
        lines[f"{name}, {said}"] = "" if value is None else digits(value)
    for option in question.get("options") or []:
        lines.update(_in_languages(f"{name}, {_('option')} {option['value']}", option))
    if documents := question.get("documents"):
        kinds = ", ".join(kind.upper() for kind in documents.get("kinds") or [])
        lines[f"{name}, {_('files')}"] = f"{kinds}, {digits(documents.get('mb'))} MB"
    if question.get("address"):
        lines[f"{name}, {_('in West Bengal only')}"] = _("Yes")
    if question.get("shown_when"):
        lines[f"{name}, {_('shown when')}"] = in_words(question["shown_when"], content)
    return lines


def _rules(content: Content) -> Lines:
    lines: Lines = {}
    ends = {"no": _("cannot have it"), "ask": _("the office decides")}
    for number, rule in enumerate(content.get("eligibility_rules") or [], start=1):
        where = _("Rule %(number)s of eligibility") % {"number": digits(number)}
        words = in_words(rule.get("when"), content)
        lines[where] = f"{words}: {ends.get(rule.get('then', ''), '')}"
        lines.update(_in_languages(f"{where}, {_('reason')}", rule.get("reason")))
    return lines
