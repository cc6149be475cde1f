"""Documents as people see them listed: a number, the kind and the size, and no name of their own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.templatetags.languages import digits
from services.requests.documents.models import Document
from services.requests.documents.unacceptable import megabytes


@dataclass(frozen=True)
class Listed:
    id: str
    title: str
    address: str  # "" where it cannot be opened
    note: str


def listed(documents: Iterable[Document]) -> list[Listed]:
    return [_listed(document, number) for number, document in enumerate(documents, start=1)]


def _listed(document: Document, number: int) -> Listed:
    is_open = document.state == Document.State.CLEAN
    return Listed(
        id=str(document.pk),
        title=title_of(document, number),
        address=reverse("document", args=[document.pk]) if is_open else "",
        note=note_on(document),
    )


def title_of(document: Document, number: int) -> str:
    told = [document.get_kind_display(), size_of(document.size)]
    if document.pages:
        pages = ngettext("%(pages)s page", "%(pages)s pages", document.pages)
        told.insert(1, pages % {"pages": digits(document.pages)})
    return _("File %(number)s (%(told)s)") % {"number": digits(number), "told": ", ".join(told)}


def size_of(size: int) -> str:
    if size < 100_000:
        return _("%(size)s KB") % {"size": digits(max(size // 1000, 1))}
    return _("%(size)s MB") % {"size": megabytes(size)}


def note_on(document: Document) -> str:
    match document.state:
        case Document.State.WAITING:
            return _("Kept. It is being checked for viruses and can be opened after that.")
        case Document.State.REFUSED:
            return virus_found()
    return ""


def virus_found() -> str:
    return _("A file held a virus and was not kept. Remove it here, and send a clean one.")


def as_links(numbers: Iterable[str]) -> SafeString:
    """A line for each document of these numbers that there is, where none can be removed any more."""
    found = list(Document.objects.filter(pk__in=list(numbers)))
    lines = ((_line(each, row),) for each, row in zip(listed(found), found, strict=True))
    return format_html_join("\n", "{}", lines)


def _line(each: Listed, document: Document) -> SafeString:
    if each.address:
        return format_html('<a href="{}">{}</a>', each.address, each.title)
    note = each.note
    if document.state == Document.State.REFUSED:
        note = _("It held a virus and was not kept. A clean copy must be sent in its place.")
    return format_html("{} {}", each.title, note)
