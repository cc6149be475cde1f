"""The questions of a service, page by page; each save publishes a version."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.journal.admin_lists import QuickAdmin, in_this_language
from services.catalogue.models import Question, QuestionPage
from services.catalogue.options_field import OptionsField
from services.catalogue.versions import publish

WITH_OPTIONS = {Question.Kind.CHOICE.value, Question.Kind.CHOICES.value}


class QuestionForm(forms.ModelForm[Question]):
    options = OptionsField(
        required=False, label=_("Options"), help_text=_("One a line: value | বাংলা | English")
    )

    class Meta:
        model = Question
        fields = ("order", "key", "kind", "required", "label", "hint", "options", "least", "most")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        options, kind = cleaned.get("options"), cleaned.get("kind")
        if kind in WITH_OPTIONS and options == []:
            self.add_error("options", _("A list to choose from needs its options."))
        if kind not in WITH_OPTIONS and options:
            self.add_error("options", _("Only a list to choose from has options."))
        if options:
            cleaned["options"] = [self.with_unasked_languages(option) for option in options]
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("The most is less than the least."))
        return cleaned

    def with_unasked_languages(self, option: dict[str, str]) -> dict[str, str]:
        """The option with the texts it already has in languages that this host does not offer."""
        offered = dict(settings.LANGUAGES)
        for before in self.initial.get("options") or []:
            if before.get("value") == option["value"]:
                kept = {code: text for code, text in before.items() if code not in offered}
                return {**kept, **option}
        return option


class QuestionFormSet(forms.BaseInlineFormSet[Question, QuestionPage, forms.ModelForm[Question]]):
    """Refuses a key that another page of the service has: an answer is stored by its key."""

    def clean(self) -> None:
        super().clean()
        others = Question.objects.filter(page__service_id=self.instance.service_id)
        taken = set(others.exclude(page_id=self.instance.pk).values_list("key", flat=True))
        for form in self.forms:
            if form not in self.deleted_forms and form.cleaned_data.get("key") in taken:
                form.add_error("key", _("Another page of this service has this key."))


class QuestionInline(admin.StackedInline[Question, QuestionPage]):
    model = Question
    form = QuestionForm
    formset = QuestionFormSet
    extra = 0


class PageForm(forms.ModelForm[QuestionPage]):
    class Meta:
        model = QuestionPage
        fields = ("service", "number", "title")
        labels = {"service": _("service")}


@admin.register(QuestionPage)
class QuestionPageAdmin(QuickAdmin):
    subject_kind = "page"
    list_display = (
        in_this_language("service", _("service")),
        "number",
        in_this_language("title", _("title")),
    )
    form = PageForm
    list_filter = ("service",)
    list_select_related = ("service",)
    search_fields = ("service__slug", "title")
    autocomplete_fields = ("service",)
    inlines = (QuestionInline,)
    actions = None

    def get_readonly_fields(
        self, request: HttpRequest, obj: QuestionPage | None = None
    ) -> list[str]:
        return ["service"] if obj else []

    def delete_model(self, request: HttpRequest, obj: QuestionPage) -> None:
        super().delete_model(request, obj)
        publish(obj.service)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        publish(form.instance.service)
