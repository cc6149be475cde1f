"""Hands a document to those who may see its draft or request: to be saved, never shown in place."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.centres.models import Operator
from audit.journal.recording import record
from audit.journal.refusals import OutOfScope
from services.requests.documents import store
from services.requests.documents.fields import MEDIA_TYPES
from services.requests.documents.models import Document
from services.requests.documents.scanning import subject_of
from services.requests.own import own_things

# Whatever a browser makes of it: nothing in it runs, loads, or is of this site.
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_safe
def document(request: HttpRequest, number: UUID) -> HttpResponse:
    found = document_for(request, number)
    if found.state != Document.State.CLEAN:
        return not_to_be_opened(request, found.state)
    try:
        content = store.read(found.file, found.digest)
    except store.Unreadable:
        return not_to_be_opened(request, "unreadable")
    if isinstance(request.user, Operator):
        note_opening(found, request.user)
    answer = HttpResponse(content, content_type=MEDIA_TYPES[found.kind])
    answer["Content-Disposition"] = f'attachment; filename="{found.file_name}"'
    answer["Content-Security-Policy"] = POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def document_for(request: HttpRequest, number: UUID) -> Document:
    """Staff by what they may see, citizens by what is their own. Raises OutOfScope, or Http404."""
    rows = Document.objects.select_related("request")
    if isinstance(request.user, Operator):
        found = rows.visible_to(request.user).filter(pk=number).first()
    else:
        found = rows.filter(own_things(request, "draft", "request"), pk=number).first()
    if found is None:
        raise OutOfScope if Document.objects.filter(pk=number).exists() else Http404
    return found


def note_opening(found: Document, operator: Operator) -> None:
    with transaction.atomic():
        record(
            action="document.opened",
            subject=subject_of(found),
            by=operator.actor,
            document=str(found.pk),
            question=found.question,
        )


def not_to_be_opened(request: HttpRequest, why: str) -> HttpResponse:
    status = 410 if why == Document.State.REFUSED else 409
    return render(request, "services/requests/document.html", {"why": why}, status=status)
