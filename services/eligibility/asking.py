"""The form that asks the facts which rules of eligibility name; what it is told is kept nowhere."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from audit.languages.conditions import mark_needed_sometimes
from audit.languages.fields import SelectField, WholeNumberField
from audit.languages.kept import kept
from audit.languages.texts import Translated
from citizens.people.address_form import districts, language_of_places
from services.catalogue.bank import BankQuestion
from services.catalogue.conditions import is_answered
from services.catalogue.definition import Question
from services.catalogue.facts import FACTS, OLDEST
from services.catalogue.kinds import DATES, NUMBERS, WITH_OPTIONS, Kind
from services.requests.questions import field_of

# Of the others a rule can only say whether they were answered, which no page can find out.
ASKED = WITH_OPTIONS | NUMBERS | DATES | {Kind.YES_NO}


class FactsForm(forms.Form):
    """No fact must be told, but one at least: what is not told is what the answer depends on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_needed_sometimes(self, *self.fields)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not self.errors and not any(is_answered(kept(answer)) for answer in told.values()):
            raise forms.ValidationError(_("Answer at least one question."), "nothing_told")
        return told

    def facts(self) -> dict[str, Any]:
        """The valid answers as they would be kept; an age as one that was told today."""
        told = {name: kept(answer) for name, answer in self.cleaned_data.items()}
        if told.get("age") is not None:
            today = timezone.localdate().isoformat()
            told["age"] = {"known": "age", "age": told["age"], "on": today}
        return told


def questions_of(keys: Iterable[str]) -> dict[str, Question]:
    """The facts and shared questions of these keys that can be asked, in their order."""
    wanted = list(keys)
    shared = {
        row.key: row.as_question()
        for row in BankQuestion.objects.filter(key__in=wanted, kind__in=ASKED)
    }
    known = {**shared, **FACTS}
    return {key: known[key] for key in wanted if key in known}


def form_of(questions: dict[str, Question]) -> type[FactsForm]:
    """A form with a field for each question, named by its key."""
    fields = {key: _field(key, question) for key, question in questions.items()}
    return type("FactsForm", (FactsForm,), fields)


def labels_of(keys: Iterable[str], questions: dict[str, Question]) -> list[Translated]:
    """What the facts are called; a shared question that is gone from the bank has no name."""
    return [Translated(questions[key]["label"]) for key in keys if key in questions]


def _field(key: str, question: Question) -> forms.Field:
    if key == "age":
        return WholeNumberField(
            label=_("Age in years, today"),
            required=False,
            least=0,
            most=OLDEST,
            widget=forms.TextInput({"inputmode": "numeric", "class": "short"}),
        )
    if key == "district":
        field = SelectField(
            label=_("District"),
            empty=_("Choose a district"),
            choices=districts(),
            required=False,
        )
        if (language := language_of_places()) != get_language():
            field.widget.attrs["lang"] = language
        return field
    return field_of({**question, "required": False})
