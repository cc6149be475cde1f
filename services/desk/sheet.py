"""All pages of a draft on one: the citizens' own forms, side by side, under the citizens' own rules."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from services.requests import drafts
from services.requests.documents.keeping import keep_files_alone, only_refused_files
from services.requests.group_field import GroupField
from services.requests.inputs import as_inputs
from services.requests.models import Draft
from services.requests.pages import Filled, Page, QuestionsPage, pages_for, pages_of, question_pages
from services.requests.question_form import QuestionsForm, typing_on
from services.requests.typed import form_of

# The citizens' pages say "you"; the operator fills in for somebody.
TITLES = {
    "about-you": _("About the person"),
    "how-to-reach-you": _("How to reach the person"),
    "where-you-live": _("Where the person lives"),
}
NOTHING: tuple[Any, ...] = (None, "", [], False)


def title_of(page: Page) -> str:
    return str(TITLES.get(page.slug, page.title))


def begun_with(district: str) -> dict[str, str]:
    """Most people who come live in the centre's own district, and read Bangla."""
    return {"district": district, "language": settings.LANGUAGE_CODE}


def focus(field: BoundField) -> None:
    """Where the keys go when the page has opened."""
    field.field.widget.attrs["autofocus"] = True


def prefix_of(page: Page) -> str | None:
    """A question's key may be the name of one of the person's fields; names on the page may not."""
    return "q" if page.holds == "answers" else None


class Sheet:
    """Stands where a form stands: has fields, errors and non-field errors, of all its pages."""

    def __init__(self, draft: Draft, parts: list[Filled]) -> None:
        self.draft = draft
        self.parts = parts

    @classmethod
    def to_fill_in(cls, draft: Draft, *, district: str) -> "Sheet":
        """As it was left; where it says nothing yet, in the centre's own district."""

        def form(page: Page) -> forms.Form:
            if page.holds == "answers" or page.slug in draft.typed:
                return form_of(page, draft, prefix=prefix_of(page))
            initial = {**begun_with(district), **page.kept_in(draft)}
            return page.form_class(initial=initial)

        parts = [(page, form(page)) for page in pages_for(draft)]
        focus(next(iter(parts[0][1])))
        sheet = cls(draft, parts)
        sheet.leave_blanks()
        return sheet

    @classmethod
    def typed(cls, draft: Draft, data: QueryDict, files: Any = None) -> "Sheet":
        """What a page asks may hang on what was typed above it, on the same sheet."""
        parts: list[Filled] = []
        answers = dict(draft.answers)
        for page in pages_of(draft.version):
            if page.is_asked(answers):
                form = page.form(draft, data, files, prefix=prefix_of(page), answers=answers)
                parts.append((page, form))
            if isinstance(page, QuestionsPage):
                answers = page.with_own(answers, parts[-1][1] if parts[-1][0] is page else None)
        return cls(draft, parts)

    @classmethod
    def as_kept(cls, draft: Draft) -> "Sheet":
        """With what the draft keeps, checked as if it were sent, so that errors show."""
        return cls(
            draft,
            [(page, page.checked(draft, prefix=prefix_of(page))) for page in pages_for(draft)],
        )

    def __iter__(self) -> Iterator[BoundField]:
        return chain.from_iterable(form for _page, form in self.parts)

    @property
    def errors(self) -> dict[str, Any]:
        return {
            form.add_prefix(name): error
            for _page, form in self.parts
            for name, error in form.errors.items()
        }

    def non_field_errors(self) -> list[Any]:
        return [error for _page, form in self.parts for error in form.non_field_errors()]

    def save(self) -> bool:
        """Keeps what is right on every page; True when everything is. The draft is locked."""
        right = [drafts.save_page(self.draft, page, form) for page, form in self.parts]
        self.draft.refresh_from_db(fields=["touched_at"])
        return all(right)

    def leave_blanks(self) -> int:
        """Passes over what is not filled in yet, so that errors are about what is; tells how much."""
        blank = 0
        for _page, form in self.parts:
            for name, error in [*form.errors.as_data().items()]:
                wrong = any(each.code != "required" for each in error)
                unticked = wrong and form[name].data is False
                counted = isinstance(form.fields[name], GroupField)
                left = not wrong if counted else form[name].data in NOTHING and not unticked
                if left:
                    del form.errors[name]
                    blank += 1
        return blank

    def without_errors(self) -> None:
        for _page, form in self.parts:
            if isinstance(form, QuestionsForm):
                form.without_errors()
            else:
                form.errors.clear()

    def is_multipart(self) -> bool:
        return any(form.is_multipart() for _page, form in self.parts)

    def keep_files_alone(self) -> None:
        for _page, form in self.parts:
            keep_files_alone(self.draft, form)

    def only_refused_files(self) -> None:
        for _page, form in self.parts:
            only_refused_files(form)

    def show_blocks(self) -> None:
        """With all that was typed and no word of error, at the list of blocks."""
        self.without_errors()
        focus(next(field for field in self if field.name == "block"))

    def warnings(self) -> list[str]:
        """What is likely a slip and may yet be right."""
        return [
            warning for _page, form in self.parts for warning in getattr(form, "warnings", list)()
        ]

    @property
    def has_conditions(self) -> bool:
        """Whether the page must say which of the questions that depend on answers it shows."""
        return any(page.depends for page in question_pages(self.draft.version))

    @property
    def fresh_labels(self) -> list[str]:
        """Of the questions that an answer has just brought in."""
        return [
            label
            for _page, form in self.parts
            if isinstance(form, QuestionsForm)
            for label in form.fresh_labels
        ]

    def typing_on(self, row: str) -> None:
        """With all that was typed and no word of error, in the row that was added, if one was."""
        self.without_errors()
        for _page, form in self.parts:
            typing_on(form, row)


def with_what_was_kept(draft: Draft, data: QueryDict) -> QueryDict:
    """The typed data, where a field left blank keeps what another tab filled in meanwhile."""
    merged = data.copy()
    for page in pages_of(draft.version):
        form = page.form_class(prefix=prefix_of(page))
        for name, value in page.kept_in(draft).items():
            if name in page.form_class.base_fields and value not in NOTHING:
                key = form.add_prefix(name)
                inputs = dict(as_inputs(key, value))
                if not any(is_typed(merged, each) for each in (key, *inputs)):
                    for each, values in inputs.items():
                        merged.setlist(each, values)
    return merged


def is_typed(data: QueryDict, name: str) -> bool:
    return not name.endswith("-rows") and any(text.strip() for text in data.getlist(name))
