"""One rule of a condition, made of lists: the question first, then how its answer is compared."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.languages.conditions import mark_needed_sometimes
from audit.languages.fields import (
    ChoiceField,
    ChoicesField,
    DateField,
    SelectField,
    WholeNumberField,
)
from audit.languages.texts import Translated
from services.authoring.subjects import Subjects, label_of
from services.catalogue.condition_faults import rule_fault
from services.catalogue.definition import Question
from services.catalogue.facts import OLDEST
from services.catalogue.operators import operators_of, takes


class SubjectForm(forms.Form):
    """Which question the rule is about; sent by GET, since nothing is stored yet."""

    question = SelectField(label=_("Question"), empty=_("Choose one"), choices=[])

    def __init__(self, *args: Any, subjects: Subjects, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["question"]
        field.choices = [
            ("", field.empty),
            *((key, label_of(question)) for key, question in subjects.items()),
        ]


class RuleForm(forms.Form):
    """The operators of the question's kind, and a field for each sort of value that one of them takes."""

    def __init__(self, *args: Any, subject: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        kind = subject["kind"]
        operators = operators_of(kind)
        self.fields["is"] = ChoiceField(
            label=_("Its answer"),
            choices=[(operator.name, operator.label) for operator in operators],
        )
        self.takes = {operator.name: takes(operator.name, kind) for operator in operators}
        for name, field in self._values().items():
            self.fields[name] = field
            mark_needed_sometimes(self, name)

    def _values(self) -> dict[str, forms.Field]:
        wanted = set(self.takes.values())
        found: dict[str, forms.Field] = {}
        if wanted & {"option", "options"}:
            found["options"] = ChoicesField(
                label=_("This"),
                choices=options_of(self.subject),
                required=False,
                help_text=_("One; several only for “is one of”."),
            )
        if "number" in wanted:
            found["number"] = WholeNumberField(label=_("This number"), required=False)
        if "years" in wanted:
            found["years"] = WholeNumberField(
                label=_("This many years"), least=0, most=OLDEST, required=False
            )
            found["on"] = DateField(
                label=_("On this day"),
                required=False,
                help_text=_("Empty: on the day of asking."),
            )
        if "day" in wanted:
            found["day"] = DateField(label=_("This day"), required=False)
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        wanted = self.takes.get(cleaned.get("is", ""), "nothing")
        field = "options" if wanted == "option" else wanted
        if self.errors or wanted == "nothing":
            return cleaned
        value = cleaned.get(field)
        if value in (None, "", []):
            self.add_error(field, ValidationError(_("Give the value to compare with."), "required"))
        elif wanted == "option" and len(value) != 1:
            self.add_error(field, _("Tick one only, or choose “is one of”."))
        elif fault := rule_fault(self.rule(), self.subject):
            self.add_error(field, fault)
        return cleaned

    def rule(self) -> dict[str, Any]:
        """As services.catalogue.definition says."""
        data = self.cleaned_data
        rule: dict[str, Any] = {"question": self.subject["key"], "is": data["is"]}
        match self.takes[data["is"]]:
            case "option":
                rule["than"] = data["options"][0]
            case "options":
                rule["than"] = data["options"]
            case "number":
                rule["than"] = data["number"]
            case "years":
                rule["than"] = data["years"]
                if data["on"]:
                    rule["on"] = data["on"].isoformat()
            case "day":
                rule["than"] = data["day"].isoformat()
            case _:
                pass
        return rule


def options_of(question: Question) -> list[tuple[str, Any]]:
    if question["kind"] == "yes_no":
        return [("yes", _("Yes")), ("no", _("No"))]
    return [
        (option["value"], str(Translated({k: v for k, v in option.items() if k != "value"})))
        for option in question.get("options") or []
    ]


class MatchForm(forms.Form):
    """Whether all rules must hold, or any; asked only where there are two."""

    match = ChoiceField(
        label=_("Shown when"),
        choices=[("all", _("all of these hold")), ("any", _("any of these holds"))],
    )
