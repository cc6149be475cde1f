"""One page of a version's questions as a form: groups with rows, and only what conditions ask for.

A question that is not asked is no field of the form: neither drawn, nor checked, nor kept.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.html import format_html

from audit.languages.doubts import doubts_of
from audit.languages.kept import kept as as_kept
from services.catalogue.kinds import Kind
from services.requests.asked import Question, has_conditions, is_asked
from services.requests.group_field import GroupField, group_field_of, names_shown, row_title
from services.requests.questions import field_of

if TYPE_CHECKING:
    from services.requests.models import Draft


def is_blank(value: Any) -> bool:
    """Whether a person who left the field alone would have sent just this."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value is False or value in ([], {})  # 0 is an answer


class QuestionsForm(forms.Form):
    """`kept` are all answers of the draft: the page's own to show, those before for conditions.

    Bound to `data`, it is checked like any form; `of_kept` checks what is kept itself. `fresh` are
    the fields that an answer on this same page has just brought in: the person has not seen them,
    so they are no errors, but the page is not done either.
    """

    page: ClassVar[Mapping[str, Any]] = {"questions": []}
    has_conditions: ClassVar[bool] = False
    members: ClassVar[Mapping[str, Mapping[str, forms.Field]]] = {}

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        kept: Mapping[str, Any] | None = None,
        draft: "Draft | None" = None,
        prefix: str | None = None,
        of_kept: bool = False,
    ) -> None:
        self.told = kept or {}
        self.draft = draft
        self.of_kept = of_kept
        self.asked: list[Question] = []
        self.groups: dict[str, GroupField] = {}
        self.rows: dict[str, list[list[str]]] = {}
        self.spare: set[str] = set()  # fields of rows that were left blank and need not be filled
        self.conditional: list[str] = []
        self.fresh: list[str] = []
        self._tried: dict[str, Any] = {}
        self._as_kept: dict[str, Any] = {}
        super().__init__({} if of_kept else data, files, initial={}, prefix=prefix)
        self._shown = None if of_kept or data is None else names_shown(data)
        declared = self.fields
        self.fields = {}
        self._ask(declared)

    def _ask(self, declared: dict[str, forms.Field]) -> None:
        """Takes the page's questions in their order: each is asked, or not, by the answers before."""
        own = {question["key"] for question in self.page["questions"]}
        so_far = {key: answer for key, answer in self.told.items() if key not in own}
        for question in self.page["questions"]:
            key = question["key"]
            if not self._leads_to(question, key, so_far):
                continue
            self.asked.append(question)
            self._add(key, declared[key], self.told.get(key), question)
            field = self.fields[key]
            if isinstance(field, GroupField):
                self.groups[key] = field
                so_far[key] = self._add_rows(question, field, so_far)
            elif self.has_conditions:
                so_far[key] = self._answer(key)

    def _leads_to(self, question: Question, name: str, so_far: Mapping[str, Any]) -> bool:
        """Asked by the answers; or it was, and stays while the answer it hangs on is wrong."""
        rules = (question.get("shown_when") or {}).get("rules", ())
        if is_asked(question, so_far):
            return True
        wrong = any(
            isinstance(self._tried.get(self._beside(name, rule["question"])), ValidationError)
            for rule in rules
        )
        return wrong and self.add_prefix(name) in (self._shown or ())

    def _beside(self, name: str, key: str) -> str:
        """The field of another question as one in the row of `name`, if the row has it."""
        row = f"{name.rpartition('-')[0]}-{key}"
        return row if row in self.fields else key

    def _add(self, name: str, field: forms.Field, value: Any, question: Question) -> None:
        self.fields[name] = field
        self.initial[name] = value
        self._as_kept[self.add_prefix(name)] = value
        if question.get("shown_when") or self.page.get("shown_when"):
            self.conditional.append(name)
            if self._shown is not None and self.add_prefix(name) not in self._shown:
                self.fresh.append(name)

    def _add_rows(
        self, group: Question, field: GroupField, so_far: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """The fields of every row on the page; what they answer so far."""
        key = group["key"]
        told = list(self.told.get(key) or [])
        self._as_kept[self.add_prefix(key)] = len(told)
        shown = self[key].data if self.is_bound else len(told)
        answers = []
        for number in range(field.rows_in(shown)):
            row = told[number] if number < len(told) else {}
            names, answer = self._add_row(group, number, row, so_far)
            self.rows.setdefault(key, []).append(names)
            answers.append(answer)
        self.rows.setdefault(key, [])
        if self.is_bound:
            self._spare_blank_rows(key)
        return [row for row in answers if row]

    def _add_row(
        self, group: Question, number: int, told: Mapping[str, Any], so_far: Mapping[str, Any]
    ) -> tuple[list[str], dict[str, Any]]:
        names: list[str] = []
        answers: dict[str, Any] = {}
        for member in group.get("questions", ()):
            key = member["key"]
            name = f"{group['key']}-{number}-{key}"
            if not self._leads_to(member, name, {**so_far, **answers}):
                continue
            field = deepcopy(self.members[group["key"]][key])
            vars(field)["row"] = row_title(self.groups[group["key"]].label, number)
            self._add(name, field, told.get(key), member)
            names.append(name)
            if self.has_conditions:
                answers[key] = self._answer(name)
            elif self.is_bound:
                answers[key] = None if is_blank(self[name].data) else True
        return names, {key: answer for key, answer in answers.items() if not is_blank(answer)}

    def _spare_blank_rows(self, key: str) -> None:
        for names in self.rows[key]:
            if all(is_blank(self[name].data) for name in names):
                self.spare.update(names)

    def _answer(self, name: str) -> Any:
        """The answer of one field as it is kept; None where there is none, or a wrong one."""
        if not self.is_bound:
            return self.initial.get(name)
        found = self._try(name)
        return None if isinstance(found, ValidationError) else as_kept(found)

    def _try(self, name: str) -> Any:
        """What the field makes of its data, or the ValidationError; made once, files are read once."""
        if name not in self._tried:
            bound = self[name]
            try:
                self._tried[name] = cleaned(bound)
            except ValidationError as error:
                self._tried[name] = error
        return self._tried[name]

    def _widget_data_value(self, widget: Any, html_name: str) -> Any:
        if not self.of_kept:
            return widget.value_from_datadict(self.data, self.files, html_name)
        value = self._as_kept.get(html_name)
        return widget.decompress(value) if isinstance(widget, forms.MultiWidget) else value

    def _clean_fields(self) -> None:
        for name in self.fields:
            if name in self.spare or name in self.fresh:
                continue
            found = self._try_count(name) if name in self.groups else self._try(name)
            if isinstance(found, ValidationError):
                self.add_error(name, found)
            else:
                self.cleaned_data[name] = found

    def _try_count(self, key: str) -> Any:
        told = len(self._rows_told(key))
        try:
            self.groups[key].check_count(told)
        except ValidationError as error:
            return error
        return told

    def _rows_told(self, key: str) -> list[list[str]]:
        return [names for names in self.rows[key] if not self.spare.issuperset(names)]

    def is_valid(self) -> bool:
        return super().is_valid() and not self.fresh

    def without_errors(self) -> None:
        """As typed, while the person is still at it: nothing is called wrong and nothing is new."""
        self.errors.clear()
        self.fresh = []

    def kept_answers(self) -> dict[str, Any]:
        """By key, what is right on this page, whether or not the rest is; a group as [{key: …}]."""
        self.is_valid()  # checks it, unless that was done
        return {
            question["key"]: self._kept_rows(question["key"])
            if question["key"] in self.groups
            else as_kept(self.cleaned_data[question["key"]])
            for question in self.asked
            if question["key"] in self.cleaned_data or question["key"] in self.groups
        }

    def _kept_rows(self, key: str) -> list[dict[str, Any]]:
        return [
            {
                name.rpartition("-")[2]: as_kept(self.cleaned_data[name])
                for name in names
                if name in self.cleaned_data
            }
            for names in self._rows_told(key)
        ]

    def warnings(self) -> list[str]:
        """What is likely a slip in a right answer, and the question it was asked by."""
        self.is_valid()
        return [
            format_html("{}: {}", field.label or "", sentence)
            for name, field in self.fields.items()
            for sentence in doubts_of(field, self.cleaned_data.get(name))
        ]

    @property
    def top(self) -> list[BoundField]:
        """The page's own questions, to be drawn: a group draws its rows itself."""
        return [self[question["key"]] for question in self.asked]

    @property
    def asked_names(self) -> str:
        """What the hidden input says; it stands on every page that has conditions."""
        return " ".join(self.add_prefix(name) for name in self.conditional)

    @property
    def fresh_labels(self) -> list[str]:
        return [str(self[name].label) for name in self.fresh]


def cleaned(bound: BoundField) -> Any:
    """What the field makes of its data. Raises ValidationError."""
    if isinstance(bound.field, forms.FileField):
        return bound.field.clean(bound.data, bound.initial)
    return bound.field.clean(bound.data)


def fields_to_draw(form: forms.Form) -> list[BoundField]:
    return form.top if isinstance(form, QuestionsForm) else list(form)


def typing_on(form: forms.Form, row: str = "") -> None:
    """The person is still at it: no errors; the keys go to the row whose fields begin with `row`."""
    if isinstance(form, QuestionsForm):
        form.without_errors()
    for name, field in form.fields.items():
        if row and form.add_prefix(name).startswith(row):
            field.widget.attrs["autofocus"] = True
            return


def form_class_of(page: Mapping[str, Any]) -> type[QuestionsForm]:
    """The form of one page, in the language that is active; it serves every draft."""
    fields: dict[str, Any] = {}
    members: dict[str, dict[str, forms.Field]] = {}
    for question in page["questions"]:
        if question["kind"] == Kind.GROUP:
            fields[question["key"]] = group_field_of(question)
            members[question["key"]] = {
                member["key"]: field_of(member) for member in question.get("questions", ())
            }
        else:
            fields[question["key"]] = field_of(question)
    told = {"page": page, "has_conditions": has_conditions(page), "members": members}
    form_class: type[QuestionsForm] = type("QuestionsForm", (QuestionsForm,), told)
    # Not as attributes: a key may be the name of one.
    form_class.base_fields = fields
    return form_class
