"""A text in each language, kept as JSON: a new language is data, not a column."""

from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.languages.texts import Translated
from audit.languages.translated_form import TranslatedFormField


class TranslatedField(models.JSONField):
    """A JSON column holding a Translated; `lines=True` keeps a list of strings per language.

    Validation refuses a text that lacks one of the portal's full languages, Bangla and English.
    """

    def __init__(self, *args: Any, lines: bool = False, **kwargs: Any) -> None:
        self.lines = lines
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.lines:
            kwargs["lines"] = True
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Translated | None:
        loaded = super().from_db_value(value, expression, connection)
        return Translated(loaded) if isinstance(loaded, dict) else loaded

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return Translated(value) if isinstance(value, dict) else value

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        if self.blank and not value:
            return
        texts = cast(dict[str, Any], value) if isinstance(value, dict) else {}
        for language, name in settings.FULL_LANGUAGES:
            if not texts.get(language):
                raise ValidationError(
                    _("The text in %(language)s is missing."), "language", {"language": name}
                )

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        """Keeps the texts in languages that the form did not ask for: a host may offer fewer."""
        before = getattr(instance, self.attname) or {}
        offered = dict(settings.LANGUAGES)
        unasked = {code: text for code, text in before.items() if code not in offered}
        setattr(instance, self.attname, Translated({**data, **unasked}) if data else data)

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("choices_form_class", None)
        return TranslatedFormField(
            lines=self.lines,
            required=not self.blank,
            label=kwargs.get("label") or str(self.verbose_name).capitalize(),
            help_text=self.help_text,
        )
