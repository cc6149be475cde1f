"""Marks a request as refused; the outermost middleware stores the mark once, whatever rolled back."""

import secrets

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from audit.journal.models import Refusal

ALPHABET = "346789ACDEFGHJKMNPQRTWXY"


class OutOfScope(Http404):
    """The record exists and belongs to another centre; the person is told that there is none."""


class TooManyTries(PermissionDenied):
    """A source tried too often; `seconds` until it may try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds


def reference_of(request: HttpRequest) -> str:
    """Eight characters that an error page shows and its Refusal or log line carries."""
    reference: str | None = getattr(request, "bsk_reference", None)
    if reference is None:
        reference = "".join(secrets.choice(ALPHABET) for _ in range(8))
        request.bsk_reference = reference  # type: ignore[attr-defined]  # one mark on one request
    return reference


def refuse(request: HttpRequest, rule: Refusal.Rule) -> None:
    """Notes why this request is refused; the last rule named is the one stored."""
    request.bsk_refusal = rule  # type: ignore[attr-defined]  # one mark on one request
