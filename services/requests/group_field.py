"""A group that repeats, as one field of its form: how many members are on the page, and their rows.

The questions of each member are fields of the form, named `family-0-name`; the count of the rows
that the page shows comes back as `family-rows`. "Add another" and "Remove" are buttons of the form.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _

from audit.languages.conditions import missing
from audit.languages.spoken import in_its_language
from audit.languages.texts import Translated
from audit.templatetags.languages import digits
from services.catalogue.kinds import MOST_MEMBERS

ADD, REMOVE = "add", "remove"
# Names the fields that the page showed because of a condition, in any number of hidden inputs.
ASKED = "asked"
# Rows that a page may hold beyond what is allowed, so that nothing typed is cut off unseen.
MOST_ROWS = 2 * MOST_MEMBERS


class RowsWidget(forms.HiddenInput):
    """How many rows the page shows."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(counter_of(name))


class GroupField(forms.Field):
    """Its value is the number of members told about; `least` and `most` bound it, None does not."""

    widget = RowsWidget
    template_name = "forms/group.html"

    def __init__(self, *, least: int | None, most: int | None, **kwargs: Any) -> None:
        super().__init__(template_name=self.template_name, **kwargs)
        self.least = least or (1 if self.required else 0)
        self.most = most or MOST_MEMBERS

    def rows_in(self, value: Any) -> int:
        """Of a counter as posted; never more than a page can hold."""
        text = str(value or "")
        count = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
        return min(max(count, self.least), MOST_ROWS)

    def check_count(self, told: int) -> None:
        """Raises ValidationError, in the reader's digits, where too few or too many are told about."""
        if told < self.least:
            sentence = _("Fill in at least %(count)s of these.")
            raise missing(sentence % {"count": digits(self.least)})
        if told > self.most:
            sentence = _("At most %(count)s can be given here. Remove the others.")
            raise ValidationError(sentence % {"count": digits(self.most)}, "most")

    def get_bound_field(self, form: Any, field_name: str) -> "GroupBoundField":
        return GroupBoundField(form, self, field_name)


def group_field_of(question: Mapping[str, Any]) -> GroupField:
    return GroupField(
        least=question.get("least"),
        most=question.get("most"),
        required=question["required"],
        label=in_its_language(Translated(question["label"])),
        help_text=in_its_language(Translated(question.get("hint") or {})),
    )


@dataclass(frozen=True)
class Row:
    """One member on the page; `name` is what its "Remove" button sends."""

    title: str
    name: str
    fields: list[BoundField]


class GroupBoundField(BoundField):
    """The group as its template draws it."""

    field: GroupField

    @cached_property
    def rows(self) -> list[Row]:
        form: Any = self.form
        return [
            Row(
                row_title(self.label, number),
                f"{self.html_name}-{number}",
                [form[name] for name in names],
            )
            for number, names in enumerate(form.rows[self.name])
        ]

    @property
    def counter(self) -> str:
        return counter_of(self.html_name)

    @property
    def use_fieldset(self) -> bool:
        return False

    @property
    def is_hidden(self) -> bool:
        return False

    @property
    def may_have_more(self) -> bool:
        return len(self.rows) < self.field.most

    @property
    def may_have_fewer(self) -> bool:
        return len(self.rows) > self.field.least


def row_title(label: Any, number: int) -> str:
    """ "Family: 1" of the first row, which is number 0."""
    return format_html("{}: {}", label or "", digits(number + 1))


def counter_of(group: str) -> str:
    return f"{group}-rows"


def asks_for_rows(posted: QueryDict) -> bool:
    """Whether "Add another" or "Remove" was pressed."""
    return ADD in posted or REMOVE in posted


def with_rows_changed(posted: QueryDict) -> QueryDict:
    """What was typed, with a blank row more or without the row to be removed."""
    changed = posted.copy()
    if group := posted.get(ADD):
        _count(changed, group, +1)
    elif row := re.fullmatch(r"(?P<group>.+)-(?P<number>[0-9]{1,4})", posted.get(REMOVE, "")):
        _without_row(changed, row["group"], int(row["number"]))
    return changed


def added_row(posted: QueryDict) -> str:
    """How the names of the fields in a row just added begin; "" where none was."""
    group = posted.get(ADD, "")
    return f"{group}-{_rows(posted, group)}-" if group else ""


def _rows(posted: QueryDict, group: str) -> int:
    text = posted.get(counter_of(group), "")
    return min(int(text), MOST_ROWS) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def _count(changed: QueryDict, group: str, by: int) -> None:
    changed[counter_of(group)] = str(max(_rows(changed, group) + by, 0))


def _without_row(changed: QueryDict, group: str, gone: int) -> None:
    if gone >= _rows(changed, group):
        return
    for name, moved in _moves(list(changed), group, gone):
        values = changed.pop(name)
        if moved:
            changed.setlist(moved, values)
    if (asked := names_shown(changed)) is not None:
        moves = dict(_moves(list(asked), group, gone))
        changed[ASKED] = " ".join(filter(None, (moves.get(name, name) for name in asked)))
    _count(changed, group, -1)


def names_shown(posted: Any) -> set[str] | None:
    """The fields that conditions had brought onto the page; None where the page did not say."""
    if ASKED not in posted:
        return None
    told = posted.getlist(ASKED) if isinstance(posted, QueryDict) else [posted[ASKED]]
    return {name for names in told for name in names.split()}


def _moves(names: list[str], group: str, gone: int) -> Iterator[tuple[str, str]]:
    """Old and new name of each field in the rows from the one that goes; the new one "" for its own."""
    pattern = re.compile(rf"{re.escape(group)}-(?P<number>[0-9]{{1,4}})-(?P<rest>.+)")
    found = [(name, match) for name in names if (match := pattern.fullmatch(name))]
    for name, match in sorted(found, key=lambda each: int(each[1]["number"])):
        number = int(match["number"])
        if number >= gone:
            yield name, "" if number == gone else f"{group}-{number - 1}-{match['rest']}"
