"""The pages of one application: the person's, then the service's own as its version has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.languages.kept import kept
from audit.languages.shown import Shown, shown_answers
from audit.languages.texts import Translated
from citizens.people.address_form import HomeForm
from citizens.people.forms import AboutForm, ReachForm
from services.catalogue.models import ServiceVersion
from services.requests.models import Draft
from services.requests.questions import question_fields


@dataclass(frozen=True)
class Page:
    """`slug` is its place in the address, `holds` the column of a draft that keeps its answers."""

    slug: str
    title: str
    holds: str
    form_class: type[forms.Form]
    language: str = ""  # of the title, where it is not the interface's

    def kept_in(self, draft: Draft) -> dict[str, Any]:
        answers: dict[str, Any] = draft.person if self.holds == "person" else draft.answers
        return answers


def person_pages() -> list[Page]:
    return [
        Page("about-you", _("About you"), "person", AboutForm),
        Page("how-to-reach-you", _("How to reach you"), "person", ReachForm),
        Page("where-you-live", _("Where you live"), "person", HomeForm),
    ]


def question_pages(version: ServiceVersion) -> tuple[Page, ...]:
    return _question_pages(version, version.digest, get_language() or "bn")


@lru_cache(maxsize=1_000)
def _question_pages(version: ServiceVersion, digest: str, language: str) -> tuple[Page, ...]:
    """Made once for each version and language in a process: a version never changes."""
    return tuple(
        Page(
            f"questions-{number}",
            str(Translated(page["title"])),
            "answers",
            type("QuestionsForm", (forms.Form,), question_fields(page)),
            Translated(page["title"]).language_here,
        )
        for number, page in enumerate(version.definition["pages"], start=1)
    )


def pages_of(version: ServiceVersion) -> list[Page]:
    return [*person_pages(), *question_pages(version)]


Filled = tuple[Page, forms.Form]


def filled(draft: Draft) -> list[Filled]:
    """Each page with its form bound to what the draft keeps, to be checked like something sent."""
    return [(page, page.form_class(page.kept_in(draft))) for page in pages_of(draft.version)]


def valid_answers(form: forms.Form) -> dict[str, Any]:
    """What of a form that was checked may be kept, whether or not the rest of it is right."""
    return {
        name: kept(form.cleaned_data[name])
        for name in form.fields
        if name in form.cleaned_data and name not in form.errors
    }


def answers_shown(version: ServiceVersion, answers: Mapping[str, Any]) -> list[Shown]:
    """The kept answers of a request, in the reader's language, in the order they were asked."""
    return [
        answer
        for page in question_pages(version)
        for answer in shown_answers(page.form_class(), answers)
    ]
