"""Words for what authors see on their pages."""

from django import template
from django.urls import reverse

from audit.languages.texts import Translated
from services.authoring.lacking import Lack
from services.authoring.models import Proposal

register = template.Library()


@register.filter
def proposed_title(proposal: Proposal | str | None) -> str:
    """The proposal's title in the reader's language; its short name while there is none."""
    if not isinstance(proposal, Proposal):
        return ""
    return str(Translated(proposal.content.get("title") or {})) or proposal.slug


@register.filter
def address_of_lack(lack: Lack, slug: str) -> str:
    """Where what is lacking is put right."""
    return reverse(lack.route, args=[slug, *lack.args])
