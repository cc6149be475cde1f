"""Questions that many services ask, kept once; a version copies their texts when it is made."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.languages.texts import Translated
from audit.languages.translated import TranslatedField
from services.catalogue.definition import Page, Question, page, question, questions_of
from services.catalogue.kinds import MOST_MEGABYTES, Kind

# What a service says itself about a question that it takes from the bank.
OWN = ("key", "required", "shown_when")
KEY = RegexValidator(r"\A[a-z][a-z0-9_]*\Z", _("Use small Latin letters, digits and _."))
MOST_DAYS_KEPT = 3_650


class BankQuestion(models.Model):
    key = models.CharField(_("key"), max_length=40, unique=True, validators=[KEY])
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    label = TranslatedField(_("label"))
    hint = TranslatedField(_("hint"), blank=True, default=dict)
    error = TranslatedField(_("what to do after a mistake"), blank=True, default=dict)
    options = models.JSONField(_("options"), default=list, blank=True)
    least = models.IntegerField(_("least"), null=True, blank=True)
    most = models.IntegerField(_("most"), null=True, blank=True)
    purpose = TranslatedField(_("why it is asked"))
    kept_days = models.PositiveSmallIntegerField(
        _("kept for days, after the decision"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS_KEPT)],
    )
    document_kinds = models.JSONField(_("kinds of file"), default=list, blank=True)
    document_mb = models.PositiveSmallIntegerField(
        _("largest file, in MB"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MEGABYTES)],
    )
    in_west_bengal = models.BooleanField(_("an address in West Bengal"), default=False)
    # Of each member of a group: [Question], as definition.py says.
    questions = models.JSONField(_("asked of each"), default=list, blank=True)

    class Meta:
        verbose_name = _("shared question")
        verbose_name_plural = _("shared questions")
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.key}: {self.label}"

    def as_question(self) -> Question:
        names = ("kind", "label", "hint", "error", "options", "least", "most", "purpose")
        documents = {"kinds": self.document_kinds, "mb": self.document_mb}
        return question(
            {
                "key": self.key,
                **{name: getattr(self, name) for name in names},
                "bank": self.key,
                "kept_days": self.kept_days,
                "documents": documents if self.document_kinds else {},
                "address": "west_bengal" if self.in_west_bengal else "",
                "questions": self.questions,
            }
        )

    def say(self, shared: Question) -> None:
        """Takes over what this question of the same key says; the caller saves."""
        self.kind = shared["kind"]
        for name in ("label", "hint", "error", "purpose"):
            setattr(self, name, Translated(shared.get(name, {})))
        self.options = shared.get("options", [])
        self.least, self.most = shared.get("least"), shared.get("most")
        self.kept_days = shared.get("kept_days")
        documents = shared.get("documents", {})
        self.document_kinds = documents.get("kinds", [])
        self.document_mb = documents.get("mb")
        self.in_west_bengal = shared.get("address") == "west_bengal"
        self.questions = shared.get("questions", [])


Bank = Mapping[str, Question]


def whole_bank() -> dict[str, Question]:
    """The shared questions by their keys."""
    return {row.key: row.as_question() for row in BankQuestion.objects.all()}


def with_bank(pages: Iterable[Mapping[str, Any]], bank: Bank | None = None) -> list[Page]:
    """The pages with the bank's texts in every question that names it; the stored bank's by default.

    Raises ValidationError where the bank has no such question.
    """
    exact = [page(each) for each in pages]
    named = {each["bank"] for each in questions_of({"pages": exact}) if "bank" in each}
    if bank is None:
        rows = BankQuestion.objects.filter(key__in=named) if named else ()
        bank = {row.key: row.as_question() for row in rows}
    return [{**each, "questions": _filled(each["questions"], bank)} for each in exact]


def _filled(questions: Iterable[Question], bank: Bank) -> list[Question]:
    return [
        from_bank(each, bank)
        if "bank" in each
        else question({**each, "questions": _filled(each.get("questions", ()), bank)})
        for each in questions
    ]


def from_bank(own: Mapping[str, Any], bank: Bank) -> Question:
    """What the bank says, with the key, the duty to answer and the condition that the service says."""
    shared = bank.get(own["bank"])
    if shared is None:
        raise ValidationError(
            _("There is no shared question %(key)s."), "bank", {"key": own["bank"]}
        )
    return question({**shared, **{name: own[name] for name in OWN if name in own}})
