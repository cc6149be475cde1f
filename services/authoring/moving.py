"""Refuses a move that would have a condition name what is asked only later."""

from collections.abc import Callable
from copy import deepcopy

from django.contrib import messages
from django.http import HttpRequest

from services.authoring.content import Content
from services.authoring.models import Proposal
from services.catalogue.condition_faults import faults
from services.catalogue.definition import definition


def refuse_break(
    request: HttpRequest, proposal: Proposal, change: Callable[[Content], None]
) -> bool:
    """Whether the change would break a condition that holds now; a message then says which."""
    after = deepcopy(proposal.content)
    change(after)
    known = set(_faults(proposal.content))
    broken = [fault for fault in _faults(after) if fault not in known]
    for fault in broken:
        messages.warning(request, fault)
    return bool(broken)


def _faults(content: Content) -> list[str]:
    return faults(definition(content["pages"]))
