"""What is typed on a page where something is not right yet: kept raw, so that nothing is typed twice.

A page on which all is right keeps its answers alone. Never kept here: a file, more of an Aadhaar number
than its last four digits, and any other text that did not pass and holds such a number.
"""

from collections.abc import Iterator

from django import forms
from django.http import QueryDict

from audit.languages.fields import AadhaarField
from audit.languages.identity_numbers import holds_identity_number
from audit.languages.parts_field import PartsWidget
from services.requests.group_field import ASKED, GroupField, counter_of
from services.requests.models import Draft
from services.requests.pages import Page
from services.requests.question_form import QuestionsForm

# A page of 60 long texts has a hundredth of the first; a person types none of these.
LONGEST_VALUE, LONGEST_PAGE = 20_000, 200_000


def remember(draft: Draft, page: Page, form: forms.Form, *, asked: bool) -> bool:
    """Puts into `draft.typed` what the checked form was sent, or nothing where all of it is right.

    `asked` says that the person wants to hear what is wrong. True when nothing had to be left out.
    """
    draft.typed.pop(page.slug, None)
    if form.is_valid():
        return True
    fields: dict[str, list[str]] = {}
    complete = True
    for name, owner, values in _sent(form):
        kept = _may_be_kept(form, name, owner, values)
        complete &= kept == values
        if kept:
            fields[name] = kept
    if sum(len(value) for values in fields.values() for value in values) > LONGEST_PAGE:
        return False
    draft.typed[page.slug] = {"fields": fields, "asked": asked}
    return complete


def _sent(form: forms.Form) -> Iterator[tuple[str, str, list[str]]]:
    """Name without the form's prefix, field that it belongs to, and values, of each input."""
    if not isinstance(form.data, QueryDict):
        return
    before = f"{form.prefix}-" if form.prefix else ""
    owners = _owners(form)
    for sent, values in form.data.lists():
        name = sent.removeprefix(before)
        if sent != ASKED and (not sent.startswith(before) or name == ASKED):
            continue
        owner = owners.get(name) or next(
            (owners[start] for start in _starts(name) if start in owners), None
        )
        if owner is not None:
            yield name, owner, [str(value) for value in values]


def _owners(form: forms.Form) -> dict[str, str]:
    """By the name of an input, or by how those of a field of parts begin, the field."""
    found = {ASKED: ASKED} if isinstance(form, QuestionsForm) else {}
    for name, field in form.fields.items():
        found[counter_of(name) if isinstance(field, GroupField) else name] = name
    return found


def _starts(name: str) -> Iterator[str]:
    """`family-0-home-district` and `born_0` belong to `family-0-home` and `born`."""
    start, _mark, part = name.rpartition("_")
    if part.isdigit():
        yield start
    while name:
        name = name.rpartition("-")[0]
        yield name


def _inputs_of(form: forms.Form, owner: str) -> set[str]:
    """The inputs that the field reads: what else comes under its name was not looked at by it."""
    field = form.fields.get(owner)
    if field is None or isinstance(field, GroupField):
        return set()  # what a page says of itself, and the counter of its rows
    if isinstance(field.widget, PartsWidget):
        return {f"{owner}-{part}" for part in field.widget.parts.base_fields}
    return {owner}


def _may_be_kept(form: forms.Form, name: str, owner: str, values: list[str]) -> list[str]:
    field = form.fields.get(owner)
    if isinstance(field, forms.FileField):
        return []
    if isinstance(field, AadhaarField):
        last_four = form.cleaned_data.get(owner)
        return [last_four] if last_four else []
    found_right = owner in form.cleaned_data and name in _inputs_of(form, owner)
    if not found_right and any(holds_identity_number(value) for value in (name, *values)):
        return []
    if any(len(value) > LONGEST_VALUE or "\0" in value for value in values):
        return []  # PostgreSQL keeps no NUL in JSON
    return values


def form_of(page: Page, draft: Draft, *, prefix: str | None = None) -> forms.Form:
    """The page as it was left: as typed where something was not right, else what is kept.

    Errors show only where the person had pressed a button to save it.
    """
    told = draft.typed.get(page.slug)
    if not told:
        return page.form(draft, prefix=prefix)
    before = f"{prefix}-" if prefix else ""
    data = QueryDict(mutable=True)
    for name, values in told["fields"].items():
        data.setlist(name if name == ASKED else before + name, values)
    form = page.form(draft, data, prefix=prefix)
    if not told["asked"]:
        without_errors(form)
    return form


def without_errors(form: forms.Form) -> None:
    if isinstance(form, QuestionsForm):
        form.without_errors()
    else:
        form.errors.clear()
