"""Form fields of authors: a text in each language, of which any may still be missing."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.languages.text_fields import in_readers_digits
from audit.languages.texts import Translated
from audit.languages.translated_form import TranslatedFormField
from services.catalogue.addresses import check_text

LONGEST = 600  # letters of one text, as in the catalogue's files


class TextsField(TranslatedFormField):
    """A text in each language; what is missing is told when the service is sent for review.

    `lines` makes each line an item of a list. `markup` lets paragraphs and lists stand in a text.
    """

    default_error_messages = {
        "too_long": _("Use at most %(limit)s characters in each language. This has %(count)s."),
    }

    def __init__(
        self, *, lines: bool = False, markup: bool = False, needed: bool = True, **kwargs: Any
    ) -> None:
        self.markup = markup
        # Said as "(if you wish)" beside the label of what may stay out for good.
        self.needed_sometimes = needed
        super().__init__(lines=lines, required=False, **kwargs)
        for box in self.widget.widgets:
            box.attrs["rows"] = 5 if lines else 3 if markup else 2
            box.attrs.pop("cols", None)

    def compress(self, data_list: list[Any]) -> Translated:
        texts = super().compress(data_list)
        found = Translated()
        for code, text in texts.items():
            items = [line for line in text if line] if self.lines else [self.one(text)]
            for item in items:
                self.check(item)
            if any(items):
                found[code] = items if self.lines else items[0]
        return found

    def one(self, text: str) -> str:
        return text if self.markup else " ".join(text.split())

    def check(self, text: str) -> None:
        if len(text) > LONGEST:
            counts = {
                "limit": in_readers_digits(LONGEST),
                "count": in_readers_digits(len(text)),
            }
            raise ValidationError(self.error_messages["too_long"], "too_long", counts)
        check_text(text, blocks=self.markup)


def with_unasked(before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> dict[str, Any]:
    """The texts, with those kept in languages that this host does not offer and so did not ask for."""
    offered = dict(settings.LANGUAGES)
    kept = {code: text for code, text in (before or {}).items() if code not in offered}
    return {**now, **kept} if now else {}


class Part(forms.Form):
    """A form over one part of a proposal: `initial_of` reads the part, `write` changes it in place."""

    texts: tuple[str, ...] = ()

    def write_texts(self, part: dict[str, Any]) -> None:
        for name in self.texts:
            part[name] = with_unasked(part.get(name), self.cleaned_data[name])
