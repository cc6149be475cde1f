"""Addresses of governments' sites in the catalogue's texts; no other site's is ever linked to."""

import json
import re
from urllib.parse import urlencode

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

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
    """The text with its addresses as links that go by the page which says that one is leaving."""
    return mark_safe(ADDRESS.sub(_link, conditional_escape(str(text))))  # noqa: S308 - escaped in here


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
    """Hosts that stand in the texts of services on offer, in any language."""
    texts = json.dumps(list(offered().values_list(*TEXTS)), ensure_ascii=False)
    return frozenset(found["host"].lower() for found in ADDRESS.finditer(texts))
