"""The form field and widget of a Translated: one box for each language, marked with its `lang`."""

from typing import Any

from django import forms
from django.conf import settings

from audit.languages.text import clean_text
from audit.languages.texts import Translated


class TranslatedWidget(forms.MultiWidget):
    template_name = "audit/languages/translated_widget.html"

    def __init__(self, *, lines: bool) -> None:
        self.languages = [code for code, _name in settings.LANGUAGES]
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            code: forms.Textarea(
                {"lang": code, "rows": 5 if lines else 2, "cols": 60, "aria-label": name}
            )
            for code, name in settings.LANGUAGES
        }
        super().__init__(boxes)

    def decompress(self, value: Any) -> list[str]:
        texts = value if isinstance(value, dict) else {}
        return [
            "\n".join(text) if isinstance(text, list) else str(text or "")
            for text in (texts.get(code) for code in self.languages)
        ]


class TranslatedFormField(forms.MultiValueField):
    """Gives a Translated; `lines` makes each non-empty line an item."""

    widget: TranslatedWidget

    def __init__(self, *, lines: bool, **kwargs: Any) -> None:
        self.lines = lines
        fields = [
            forms.CharField(label=name, required=False, strip=True)
            for _code, name in settings.LANGUAGES
        ]
        super().__init__(
            fields, widget=TranslatedWidget(lines=lines), require_all_fields=False, **kwargs
        )

    def compress(self, data_list: list[Any]) -> Translated:
        texts = Translated()
        for (code, _name), typed in zip(settings.LANGUAGES, data_list, strict=False):
            text = clean_text(typed or "", lines=True)
            if text:
                texts[code] = text.split("\n") if self.lines else text
        return texts

    def has_changed(self, initial: Any, data: Any) -> bool:
        offered = dict(settings.LANGUAGES)
        texts = initial if isinstance(initial, dict) else {}
        before = {code: text for code, text in texts.items() if code in offered}
        return self.compress([str(text or "") for text in data or []]) != before
