"""Marks a text that is not in the page's language, so that it is read out and set as what it is."""

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from audit.languages.texts import Translated


def attributes(language: str) -> SafeString:
    """lang, and dir where the text runs the other way; nothing in the page's own language."""
    here = get_language() or settings.LANGUAGE_CODE
    if not language or language == here:
        return SafeString("")
    directions = [code in settings.LANGUAGES_BIDI for code in (language, here)]
    if directions[0] == directions[1]:
        return format_html(' lang="{}"', language)
    return format_html(' lang="{}" dir="{}"', language, "rtl" if directions[0] else "ltr")


def marked(text: str, language: str) -> str:
    """The text as it is in the page's language, else inside a span that names its own."""
    told = attributes(language)
    return format_html("<span{}>{}</span>", told, text) if told and text else text


def left_to_right(text: str) -> str:
    """A number with a sign or spaces, kept in its order where the page runs the other way."""
    if (get_language() or settings.LANGUAGE_CODE) not in settings.LANGUAGES_BIDI:
        return text
    return format_html('<bdi dir="ltr">{}</bdi>', text)


def in_its_language(texts: Translated) -> str:
    return marked(str(texts), texts.language_here)
