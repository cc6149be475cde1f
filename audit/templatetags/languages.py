"""Numbers, dates and money as the reader's language writes them; for people, never for machines."""

import datetime
from decimal import Decimal
from unicodedata import normalize

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.languages.spoken import attributes, in_its_language, left_to_right, marked
from audit.languages.text import in_digits_of
from audit.languages.texts import Translated

register = template.Library()
SIGNS = ("?", "!", ".", "।", "؟", "۔")  # that end a sentence in the languages offered


@register.simple_tag
def text(value: Translated | None) -> str:
    """The text in the reader's language; one in another language carries its lang."""
    return in_its_language(value) if value else ""


@register.simple_tag
def lang_of(value: Translated | str | None) -> str:
    """The attributes of an element that holds the text, or a text in the language of that code."""
    language = value.language_here if isinstance(value, Translated) else value
    return attributes(language or "")


register.simple_tag(marked)
register.filter(left_to_right)


@register.filter
def digits(value: object) -> str:
    """The text with 0-9 in the reader's digits; nothing for None."""
    return "" if value is None else in_digits_of(get_language() or "bn", value)


@register.filter
def with_colon(label: object) -> str:
    """The label before what is said of it; a question or a statement keeps its own sign instead."""
    bare = strip_tags(str(label))
    return format_html("{}" if bare.endswith(SIGNS) else "{}:", label)


def on_an_indian_day(value: datetime.date | None, layout: str) -> str:
    if not isinstance(value, datetime.date):
        return ""
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    # Django's Bangla months hold letters in a form that Unicode has given up.
    return digits(normalize("NFC", date_format(value, layout)))


@register.filter
def indian_date(value: datetime.date | None) -> str:
    """24 November 2026, as the day is in India; nothing for what is no date."""
    return on_an_indian_day(value, "j F Y")


@register.filter
def short_date(value: datetime.date | None) -> str:
    """24/11/2026, as the day is in India; nothing for what is no date."""
    return on_an_indian_day(value, "d/m/Y")


def in_lakhs(whole: str) -> str:
    """Digits with a comma before the last three, then one in every two: 12,34,567."""
    head, tail = whole[:-3], whole[-3:]
    pairs: list[str] = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*pairs, tail])


@register.filter
def rupees(value: Decimal | int | str | None) -> str:
    """Rs 1,00,000, with paise only where there are any; nothing for None."""
    if value is None or value == "":
        return ""
    whole, paise = f"{Decimal(value):.2f}".split(".")
    amount = in_lakhs(whole) if paise == "00" else f"{in_lakhs(whole)}.{paise}"
    return _("Rs %(amount)s") % {"amount": digits(amount)}
