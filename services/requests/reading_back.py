"""Kept answers as they are read back: each question asked, and a group as a list for each member."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from audit.languages.shown import Shown, shown, shown_answers
from services.catalogue.models import ServiceVersion
from services.requests.group_field import GroupBoundField
from services.requests.pages import question_pages
from services.requests.question_form import QuestionsForm


@dataclass(frozen=True)
class ShownGroup:
    """The answers about each member, by the title of its row; no rows where none was told about."""

    name: str
    label: str
    rows: list[tuple[str, list[Shown]]]
    text: str = ""


Answer = Shown | ShownGroup


def read_back(form: forms.BaseForm, kept: Mapping[str, Any]) -> list[Answer]:
    """What a page's form asks, with the kept answers."""
    if not isinstance(form, QuestionsForm):
        return list(shown_answers(form, kept))
    return [_read_back(form, field) for field in form.top]


def _read_back(form: QuestionsForm, field: BoundField) -> Answer:
    if form.draft is None and field.name not in form.told:
        # A request keeps an answer to all that was asked, until the question's own period is over.
        return Shown(field.name, str(field.label), _("No longer kept"))
    if isinstance(field, GroupBoundField):
        return ShownGroup(field.name, str(field.label), _rows(form, field))
    return _answer(form, field.name)


def _rows(form: QuestionsForm, group: GroupBoundField) -> list[tuple[str, list[Shown]]]:
    told = len(form.told.get(group.name) or [])
    return [
        (row.title, [_answer(form, field.name) for field in row.fields])
        for row in group.rows[:told]
    ]


def _answer(form: QuestionsForm, name: str) -> Shown:
    field = form.fields[name]
    return Shown(name, str(field.label or name), shown(field, form.initial.get(name)))


def answers_shown(version: ServiceVersion, answers: Mapping[str, Any]) -> list[Answer]:
    """The kept answers of a request, in the reader's language, in the order they were asked."""
    return [
        answer
        for page in question_pages(version)
        if page.is_asked(answers)
        for answer in read_back(page.of_request(answers), answers)
    ]
