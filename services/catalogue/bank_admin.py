"""The shared questions, kept by the PMU; services that ask one take a change when next published."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.journal.admin_lists import QuickAdmin, in_this_language
from services.catalogue.bank import BankQuestion
from services.catalogue.facts import FACTS
from services.catalogue.kinds import DOCUMENT_KINDS, WITH_OPTIONS, Kind, bounds_of
from services.catalogue.options_field import OptionsField

FIELDS = (
    "key",
    "kind",
    "label",
    "hint",
    "error",
    "options",
    "least",
    "most",
    "purpose",
    "kept_days",
    "document_kinds",
    "document_mb",
    "in_west_bengal",
)


class BankQuestionForm(forms.ModelForm[BankQuestion]):
    options = OptionsField(
        required=False, label=_("Options"), help_text=_("One a line: value | বাংলা | English")
    )
    document_kinds = forms.MultipleChoiceField(
        required=False,
        label=_("Kinds of file"),
        choices=[(kind, kind.upper()) for kind in DOCUMENT_KINDS],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = BankQuestion
        fields = FIELDS

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if key in FACTS:
            raise forms.ValidationError(_("This is known of every person, and not asked."))
        return key

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if kind:
            self._check_options(kind, cleaned)
            self._check_bounds(kind, cleaned)
            self._check_documents(kind, cleaned)
            if cleaned.get("in_west_bengal") and kind != Kind.ADDRESS:
                self.add_error("in_west_bengal", _("Only an address has this."))
            if kind == Kind.GROUP and not self.instance.questions:
                self.add_error("kind", _("A group comes from the file of shared questions."))
            if kind != Kind.GROUP and self.instance.questions:
                self.add_error("kind", _("This group asks questions of its own."))
        return cleaned

    def _check_options(self, kind: str, cleaned: dict[str, Any]) -> None:
        options = cleaned.get("options")
        if kind in WITH_OPTIONS and options == []:
            self.add_error("options", _("A list to choose from needs its options."))
        if kind not in WITH_OPTIONS and options:
            self.add_error("options", _("Only a list to choose from has options."))
        if options:
            cleaned["options"] = [self.with_unasked_languages(option) for option in options]

    def with_unasked_languages(self, option: dict[str, str]) -> dict[str, str]:
        """The option with the texts it already has in languages that this host does not offer."""
        offered = dict(settings.LANGUAGES)
        for before in self.initial.get("options") or []:
            if before.get("value") == option["value"]:
                kept = {code: text for code, text in before.items() if code not in offered}
                return {**kept, **option}
        return option

    def _check_bounds(self, kind: str, cleaned: dict[str, Any]) -> None:
        bounds = bounds_of(kind)
        for name in ("least", "most"):
            value = cleaned.get(name)
            if value is None:
                continue
            if bounds is None:
                self.add_error(name, _("A question of this kind has no least and no most."))
            elif not bounds[0] <= value <= bounds[1]:
                self.add_error(
                    name,
                    _("Write a number from %(least)d to %(most)d.")
                    % {"least": bounds[0], "most": bounds[1]},
                )
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("The most is less than the least."))

    def _check_documents(self, kind: str, cleaned: dict[str, Any]) -> None:
        for name in ("document_kinds", "document_mb"):
            if kind == Kind.DOCUMENT and name not in self.errors and not cleaned.get(name):
                self.add_error(name, _("A document needs this."))
            if kind != Kind.DOCUMENT and cleaned.get(name):
                self.add_error(name, _("Only a document has this."))


@admin.register(BankQuestion)
class BankQuestionAdmin(QuickAdmin):
    subject_kind = "bank-question"
    subject_field = "key"
    list_display = ("key", in_this_language("label", _("label")), "kind", "kept_days")
    list_filter = ("kind",)
    search_fields = ("key", "label")
    form = BankQuestionForm
    actions = None

    def get_readonly_fields(
        self, request: HttpRequest, obj: BankQuestion | None = None
    ) -> list[str]:
        """Services name a question by its key: it stays what it is."""
        return ["key"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
