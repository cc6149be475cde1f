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
from services.requests.models import Draft
from services.requests.pages import Filled, Page, pages_of

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
        """With what the draft keeps; where it says nothing yet, in the centre's own district."""

        def form(page: Page) -> forms.Form:
            begun = begun_with(district) if page.holds == "person" else {}
            initial = {**begun, **page.kept_in(draft)}
            return page.form_class(initial=initial, prefix=prefix_of(page))

        parts = [(page, form(page)) for page in pages_of(draft.version)]
        focus(next(iter(parts[0][1])))
        return cls(draft, parts)

    @classmethod
    def typed(cls, draft: Draft, data: QueryDict) -> "Sheet":
        return cls(
            draft,
            [
                (page, page.form_class(data, prefix=prefix_of(page)))
                for page in pages_of(draft.version)
            ],
        )

    @classmethod
    def as_kept(cls, draft: Draft) -> "Sheet":
        """With what the draft keeps, checked as if it were sent, so that errors show."""

        def form(page: Page) -> forms.Form:
            empty = page.form_class(prefix=prefix_of(page))
            kept = {empty.add_prefix(key): value for key, value in page.kept_in(draft).items()}
            return page.form_class(kept, prefix=prefix_of(page))

        return cls(draft, [(page, form(page)) for page in pages_of(draft.version)])

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
                unticked = (
                    any(each.code != "required" for each in error) and form[name].data is False
                )
                if form[name].data in NOTHING and not unticked:
                    del form.errors[name]
                    blank += 1
        return blank

    def without_errors(self) -> None:
        for _page, form in self.parts:
            form.errors.clear()

    def show_blocks(self) -> None:
        """With all that was typed and no word of error, at the list of blocks."""
        self.without_errors()
        focus(next(field for field in self if field.name == "block"))

    def warnings(self) -> list[str]:
        """What is likely a slip and may yet be right."""
        return [
            warning for _page, form in self.parts for warning in getattr(form, "warnings", list)()
        ]


def with_what_was_kept(draft: Draft, data: QueryDict) -> QueryDict:
    """The typed data, where a field left blank keeps what another tab filled in meanwhile."""
    merged = data.copy()
    for page in pages_of(draft.version):
        form = page.form_class(prefix=prefix_of(page))
        for name, value in page.kept_in(draft).items():
            key = form.add_prefix(name)
            if value in NOTHING or any(text.strip() for text in merged.getlist(key)):
                continue
            values = value if isinstance(value, list) else [value]
            merged.setlist(key, ["on" if each is True else str(each) for each in values])
    return merged
