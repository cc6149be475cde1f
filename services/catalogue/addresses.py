"""Addresses of governments' sites in the catalogue's texts; no other site's is ever linked to."""

import json
import re
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from audit.languages import markup
from services.catalogue.listing import offered

# An address as PMU writes it in a sentence, with https:// or without, up to a query.
ADDRESS = re.compile(
    r"(?<![\w@/.-])(?:https?://)?"
    r"(?P<host>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:gov\.in|nic\.in|org\.in)|wb\.gov\.in)"
    r"(?P<path>(?:/[a-z0-9._~-]+)*/?)(?![\w@-]|\.\w)",
    re.ASCII | re.IGNORECASE,
)
TEXTS = ("summary", "eligibility", "papers", "steps", "time_limit_notice")


def linked(text: object) -> SafeString:
    """The text with its links and addresses going by the page which says that one is leaving."""
    return markup.shown(str(text), linked=_named_link, plain=_with_addresses)


def check_text(text: str, *, blocks: bool = True) -> None:
    """Raises ValidationError for what is not of the markup, or links to what is no government's site."""
    markup.check(text, blocks=blocks)
    for link in markup.LINK.finditer(text):
        if not _is_governments(link["address"]):
            raise ValidationError(
                _("%(address)s is not an address of a government's site (gov.in, nic.in, org.in)."),
                "address",
                {"address": link["address"]},
            )


def _is_governments(address: str) -> bool:
    return address.startswith("https://") and ADDRESS.fullmatch(address) is not None


def _named_link(words: str, address: str) -> SafeString:
    if not _is_governments(address):
        return format_html("{} ({})", words, address)
    return format_html(
        '<a class="leaving" href="/leaving/?{}" rel="noopener noreferrer">{}</a>',
        urlencode({"to": address}),
        words,
    )


def _with_addresses(text: str) -> SafeString:
    return mark_safe(ADDRESS.sub(_link, conditional_escape(text)))  # noqa: S308 - escaped in here


def _link(found: re.Match[str]) -> str:
    path = found["path"].rstrip(".")  # a full stop ends the sentence and not the address
    stop = found["path"][len(path) :]
    return format_html(
        '<a class="leaving" href="/leaving/?{}" rel="noopener noreferrer">{}</a>{}',
        urlencode({"to": f"https://{found['host'].lower()}{path}"}),
        found[0].removesuffix(stop),
        stop,
    )


def hosts_named() -> frozenset[str]:
    """Hosts that stand in the texts and questions of services on offer, in any language."""
    rows = offered().values_list(*TEXTS, "current_version__definition")
    texts = json.dumps(list(rows), ensure_ascii=False)
    return frozenset(found["host"].lower() for found in ADDRESS.finditer(texts))
