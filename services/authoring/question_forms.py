"""The form of one question: only the settings that its kind has; and the choosing of a kind."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.languages.fields import ChoicesField, WholeNumberField
from services.authoring.fields import Part, TextsField
from services.catalogue.bank import KEY, MOST_DAYS_KEPT
from services.catalogue.definition import Question, question
from services.catalogue.kinds import (
    COUNTED,
    DOCUMENT_KINDS,
    MOST_MEGABYTES,
    NOT_IN_A_GROUP,
    NUMBERS,
    TEXTS,
    WITH_OPTIONS,
    Kind,
    bounds_of,
)
from services.catalogue.options_field import OptionsField

OPTION = re.compile(r"\A[a-z0-9][a-z0-9_-]{0,39}\Z")
LONGEST_KEY = 40
MOST_OPTIONS = 200
LEAST_SAYS = {
    **dict.fromkeys(TEXTS, (_("Fewest letters"), _("Most letters"))),
    **dict.fromkeys(NUMBERS, (_("Least"), _("Most"))),
    Kind.DOCUMENT: (_("Fewest files"), _("Most files")),
    Kind.GROUP: (_("Fewest members"), _("Most members")),
}
FILES = {"jpeg": "JPEG", "png": "PNG", "pdf": "PDF"}


class QuestionForm(Part):
    """`kind` is fixed once the question is there; `taken` are keys of other questions."""

    texts = ("label", "hint", "error", "purpose")

    label = TextsField(label=_("What is asked"))
    hint = TextsField(
        label=_("Hint below it"),
        needed=False,
        markup=True,
        help_text=_("A blank line begins a paragraph, “- ” a line of a list."),
    )
    error = TextsField(
        label=_("What to do after a mistake"),
        needed=False,
        help_text=_("Beside what the portal itself says of a wrong answer."),
    )
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    purpose = TextsField(
        label=_("Why it is asked"), help_text=_("The citizen may ask; the law wants an answer.")
    )
    kept_days = WholeNumberField(
        label=_("Days it is kept after the decision"),
        least=1,
        most=MOST_DAYS_KEPT,
        required=False,
        help_text=_("Empty: as long as the request itself."),
    )

    def __init__(
        self, *args: Any, kind: str, taken: frozenset[str], is_new: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.taken = kind, taken
        if kind in WITH_OPTIONS:
            self.fields["options"] = OptionsField(
                required=False,
                label=_("Options"),
                help_text=_("One a line: value | বাংলা | English"),
            )
        if bounds := bounds_of(kind):
            self._add_bounds(*bounds)
        if kind == Kind.DOCUMENT:
            self._add_documents()
        if kind == Kind.ADDRESS:
            self.fields["west_bengal"] = forms.BooleanField(
                label=_("In West Bengal only"), required=False
            )
        if is_new:
            self.fields["key"] = forms.CharField(
                required=False,
                label=_("Short name of the question"),
                help_text=_("In Latin letters, as conditions name it. Empty: from the English."),
                validators=[KEY],
                widget=forms.TextInput({"class": "medium", "autocapitalize": "none"}),
            )
        # What may be empty for good says so; for the rest a reviewer asks.
        if "options" in self.fields:
            vars(self.fields["options"])["needed_sometimes"] = True

    def _add_bounds(self, smallest: int, largest: int) -> None:
        says = LEAST_SAYS[Kind(self.kind)]
        lowest = max(smallest, 1) if self.kind in COUNTED else smallest
        for name, label, at_least in zip(("least", "most"), says, (smallest, lowest), strict=True):
            self.fields[name] = WholeNumberField(
                label=label, least=at_least, most=largest, required=False
            )

    def _add_documents(self) -> None:
        self.fields["kinds"] = ChoicesField(
            label=_("Kinds of file"), choices=[(name, FILES[name]) for name in DOCUMENT_KINDS]
        )
        self.fields["mb"] = WholeNumberField(
            label=_("Largest file, in MB"), least=1, most=MOST_MEGABYTES
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("The most is less than the least."))
        return cleaned

    def clean_options(self) -> list[dict[str, str]]:
        options: list[dict[str, str]] = self.cleaned_data["options"]
        for option in options:
            if not OPTION.match(option["value"]):
                raise ValidationError(
                    _("%(value)s: a value has small Latin letters, digits, _ and - (40 at most)."),
                    "value",
                    {"value": option["value"]},
                )
        if len(options) > MOST_OPTIONS:
            raise ValidationError(_("A list has at most 200 options."))
        offered = dict(settings.LANGUAGES)
        before = {option["value"]: option for option in self.initial.get("options") or []}
        return [
            {
                **{
                    code: text
                    for code, text in before.get(option["value"], {}).items()
                    if code not in offered
                },
                **option,
            }
            for option in options
        ]

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if len(key) > LONGEST_KEY:
            raise ValidationError(_("A short name has at most 40 letters."))
        if key in self.taken:
            raise ValidationError(_("Another question has this short name."))
        return key

    @classmethod
    def initial_of(cls, before: Question) -> dict[str, Any]:
        documents = before.get("documents") or {}
        return {
            **before,
            "kinds": documents.get("kinds", ["jpeg", "png", "pdf"]),
            "mb": documents.get("mb", 2),
            "west_bengal": before.get("address") == "west_bengal",
        }

    def written(self, before: Question) -> Question:
        """The question as the form says it; its condition and its members stay."""
        data = self.cleaned_data
        part = dict(before)
        self.write_texts(part)
        for name in ("required", "kept_days", "options", "least", "most"):
            if name in self.fields:
                part[name] = data[name]
        if "kinds" in self.fields:
            part["documents"] = {"kinds": data["kinds"], "mb": data["mb"]}
        if "west_bengal" in self.fields:
            part["address"] = "west_bengal" if data["west_bengal"] else ""
        part["kind"] = self.kind
        part["key"] = before.get("key") or data.get("key") or self.key_of(part["label"])
        return question(part)

    def key_of(self, label: dict[str, str]) -> str:
        """A short name from the English label that no other question has."""
        words = re.sub(r"[^a-z0-9]+", "_", label.get("en", "").lower()).strip("_")
        stem = re.sub(r"^[0-9_]+", "", words)[: LONGEST_KEY - 4].strip("_") or self.kind
        key, number = stem, 1
        while key in self.taken:
            number += 1
            key = f"{stem}_{number}"
        return key


def kinds_for(*, in_a_group: bool) -> list[tuple[str, str]]:
    """The kinds to choose from, with their names in the reader's language."""
    return [
        (kind.value, str(kind.label))
        for kind in Kind
        if not (in_a_group and kind in NOT_IN_A_GROUP)
    ]
