"""The small markup of long texts: paragraphs, lists and links; anything else is refused where it is typed.

A blank line ends a paragraph, lines that begin with "- " are a list, [words](https://…) is a link.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

LINK = re.compile(r"\[(?P<words>[^\[\]\n]+)\]\((?P<address>[^()\s]+)\)")
_HTML = re.compile(r"<[a-z/!?]|&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
_BOLD = re.compile(r"\*\*|(?<![^\W_])__(?=\w)|`")
_HEADING = re.compile(r"^\s*#{1,6}\s|^\s*(?:={3,}|-{3,}|\*{3,})\s*$", re.MULTILINE)
_OTHER_LIST = re.compile(r"^\s*[*+•>]\s|^\s*\|", re.MULTILINE)
_SCHEME = re.compile(r"\b(?:javascript|data|vbscript|file)\s*:", re.IGNORECASE)

Linked = Callable[[str, str], SafeString]  # (words, address) -> a link


def check(text: str, *, blocks: bool = True) -> None:
    """Raises ValidationError with a sentence on the first thing that is not of the markup.

    `blocks=False` is for one line of text: links, and nothing else.
    """
    for found, sentence in (
        (_HTML, _("Write plain text: HTML is not taken.")),
        (re.compile(r"!\["), _("A text holds no images.")),
        (_SCHEME, _("A link begins with https:// and with nothing else.")),
        (_HEADING, _("A text holds no headings or lines drawn across.")),
        (_OTHER_LIST, _("Begin each line of a list with a hyphen and a space.")),
        (_BOLD, _("A text holds no bold letters or code: leave out **, __ and `.")),
    ):
        if found.search(text):
            raise ValidationError(sentence, "markup")
    if "](" in LINK.sub("", text):
        raise ValidationError(_("Write a link as [words](https://address)."), "markup")
    for link in LINK.finditer(text):
        if not link["address"].startswith("https://"):
            raise ValidationError(_("A link begins with https:// and with nothing else."), "markup")
    if not blocks and ("\n" in text or text.startswith("- ")):
        raise ValidationError(_("This is one line: no list or second paragraph."), "markup")


def shown(text: str, *, linked: Linked, plain: Callable[[str], SafeString]) -> SafeString:
    """The text as HTML: a single paragraph without a <p> around it, else <p> and <ul>.

    Everything is escaped, whatever `check` let through; `plain` escapes what is between links.
    """
    blocks = list(_blocks(text))
    if len(blocks) == 1 and not blocks[0][0]:
        return _inline(" ".join(blocks[0][1]), linked, plain)
    return format_html_join(
        "", "{}", ((_block(is_list, lines, linked, plain),) for is_list, lines in blocks)
    )


def _blocks(text: str) -> Iterator[tuple[bool, list[str]]]:
    """(whether it is a list, its lines without the hyphens)."""
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in part.split("\n")]
        for is_list, run in groupby(lines, key=lambda line: line.startswith("- ")):
            yield is_list, [line.removeprefix("- ") for line in run]


def _block(
    is_list: bool, lines: list[str], linked: Linked, plain: Callable[[str], SafeString]
) -> SafeString:
    if not is_list:
        return format_html("<p>{}</p>", _inline(" ".join(lines), linked, plain))
    items = ((_inline(line, linked, plain),) for line in lines)
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", items))


def _inline(text: str, linked: Linked, plain: Callable[[str], SafeString]) -> SafeString:
    parts: list[str] = []
    at = 0
    for link in LINK.finditer(text):
        parts.append(plain(text[at : link.start()]))
        if link["address"].startswith("https://"):
            parts.append(linked(link["words"], link["address"]))
        else:
            parts.append(conditional_escape(link[0]))
        at = link.end()
    parts.append(plain(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped
