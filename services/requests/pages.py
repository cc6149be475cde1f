"""The pages of one application: the person's, then the service's own as its version has them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.languages.kept import kept
from audit.languages.switching import ERRORS_SHOWN, as_typed
from audit.languages.texts import Translated
from citizens.people.address_form import HomeForm
from citizens.people.forms import AboutForm, ReachForm
from services.catalogue.definition import questions_on
from services.catalogue.models import ServiceVersion
from services.requests.asked import asked_on, has_conditions, names_asked
from services.requests.models import Draft
from services.requests.question_form import QuestionsForm, form_class_of

Answers = Mapping[str, Any]


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

    def has(self, key: str) -> bool:
        """Whether the page has a question of the service with this key, in a group or by itself."""
        return False

    def is_asked(self, answers: Answers) -> bool:
        """Whether the answers to the service's questions lead to this page at all."""
        return True

    def names_asked(self, answers: Answers) -> set[str]:
        """The fields that they lead to, those of a group's rows among them."""
        return set(self.form_class.base_fields)

    def form(
        self,
        draft: Draft,
        data: Any = None,
        files: Any = None,
        *,
        prefix: str | None = None,
        answers: Answers | None = None,
    ) -> forms.Form:
        """With what was sent, else with what the draft keeps. `answers` stand for those that the
        draft keeps where earlier pages were sent together with this one."""
        initial = None if data is not None else self.kept_in(draft)
        return self.form_class(data, files, initial=initial, prefix=prefix)

    def as_typed(self, draft: Draft, posted: QueryDict) -> forms.Form:
        """With all that was typed, to be drawn again; with errors only where the page showed them."""
        return as_typed(posted, self.form_class)

    def checked(self, draft: Draft, *, prefix: str | None = None) -> forms.Form:
        """Bound to what the draft keeps, to be checked like something sent."""
        names = self.form_class(prefix=prefix)
        data = {names.add_prefix(name): value for name, value in self.kept_in(draft).items()}
        return self.form_class(data, prefix=prefix)


@dataclass(frozen=True)
class QuestionsPage(Page):
    """`definition` is the page as its version has it."""

    definition: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    depends: bool = False  # on answers: whether, or what, it asks

    def has(self, key: str) -> bool:
        return any(question["key"] == key for question in questions_on(self.definition))

    def is_asked(self, answers: Answers) -> bool:
        return not self.depends or bool(asked_on(self.definition, answers))

    def names_asked(self, answers: Answers) -> set[str]:
        return names_asked(self.definition, answers)

    def form(
        self,
        draft: Draft,
        data: Any = None,
        files: Any = None,
        *,
        prefix: str | None = None,
        answers: Answers | None = None,
    ) -> QuestionsForm:
        told = draft.answers if answers is None else answers
        return self._form(data, files, kept=told, draft=draft, prefix=prefix)

    def as_typed(self, draft: Draft, posted: QueryDict) -> QuestionsForm:
        form = self.form(draft, posted)
        if ERRORS_SHOWN not in posted:
            form.without_errors()
        return form

    def checked(self, draft: Draft, *, prefix: str | None = None) -> QuestionsForm:
        return self._form(of_kept=True, kept=draft.answers, draft=draft, prefix=prefix)

    def with_own(self, answers: Answers, form: forms.Form | None) -> dict[str, Any]:
        """The answers after this page was sent with the form, or not asked at all: what is right on
        it counts, what is wrong counts as it was, what is not asked is gone."""
        own = {question["key"] for question in self.definition["questions"]}
        asked = form.kept_answers() if isinstance(form, QuestionsForm) else {}
        wrong = own & set(form.fields) - asked.keys() if form else set()
        return {
            **{key: answers[key] for key in answers if key not in own or key in wrong},
            **asked,
        }

    def of_request(self, answers: Answers) -> QuestionsForm:
        """Bound to the answers that a request keeps."""
        return self._form(of_kept=True, kept=answers)

    def _form(self, *args: Any, **told: Any) -> QuestionsForm:
        return cast(type[QuestionsForm], self.form_class)(*args, **told)


def person_pages() -> list[Page]:
    return [
        Page("about-you", _("About you"), "person", AboutForm),
        Page("how-to-reach-you", _("How to reach you"), "person", ReachForm),
        Page("where-you-live", _("Where you live"), "person", HomeForm),
    ]


def question_pages(version: ServiceVersion) -> tuple[QuestionsPage, ...]:
    return _question_pages(version, version.digest, get_language() or "bn")


@lru_cache(maxsize=1_000)
def _question_pages(
    version: ServiceVersion, digest: str, language: str
) -> tuple[QuestionsPage, ...]:
    """Made once for each version and language in a process: a version never changes."""
    return tuple(
        QuestionsPage(
            f"questions-{number}",
            str(Translated(page["title"])),
            "answers",
            form_class_of(page),
            Translated(page["title"]).language_here,
            page,
            has_conditions(page),
        )
        for number, page in enumerate(version.definition["pages"], start=1)
    )


def pages_of(version: ServiceVersion) -> list[Page]:
    """Every page that the version may ask."""
    return [*person_pages(), *question_pages(version)]


def pages_for(draft: Draft) -> list[Page]:
    """The pages that this draft's answers lead to."""
    return [page for page in pages_of(draft.version) if page.is_asked(draft.answers)]


Filled = tuple[Page, forms.Form]


def filled(draft: Draft) -> list[Filled]:
    """Each page with its form bound to what the draft keeps, to be checked like something sent."""
    return [(page, page.checked(draft)) for page in pages_for(draft)]


def valid_answers(form: forms.Form) -> dict[str, Any]:
    """What of a form that was checked may be kept, whether or not the rest of it is right."""
    if isinstance(form, QuestionsForm):
        return form.kept_answers()
    return {
        name: kept(form.cleaned_data[name])
        for name in form.fields
        if name in form.cleaned_data and name not in form.errors
    }
