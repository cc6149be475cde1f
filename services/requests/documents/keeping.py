"""Keeps a page's documents with its draft, takes one away, and hands them over to the request.

All run inside the transaction of the change they belong to, the draft's row locked. A file is on
the disk before its row; if the row does not come to be, the file goes again.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, QueryDict

from audit.journal.models import Refusal
from audit.journal.refusals import refuse
from services.catalogue.definition import questions_of
from services.catalogue.kinds import Kind
from services.catalogue.models import ServiceVersion
from services.requests.documents import store
from services.requests.documents.accepting import Accepted
from services.requests.documents.fields import REMOVE, SEND, DocumentsField
from services.requests.documents.models import Document
from services.requests.models import Draft, ServiceRequest


def keep_documents(draft: Draft, form: forms.Form) -> None:
    """Of a form that was checked: what was accepted is kept, whatever else on the page is wrong.

    Names all of them in the draft's answers, which the caller saves.
    """
    for key, field in form.fields.items():
        if not isinstance(field, DocumentsField):
            continue
        if field.removed:
            _remove(draft, key, field.removed)
        for accepted in field.accepted:
            _keep(draft, key, accepted)
        field.look_again()
        numbers = [str(number) for number in field.numbers()]
        if numbers or key in draft.answers:
            draft.answers[key] = numbers


def keep_files_alone(draft: Draft, form: forms.Form) -> None:
    """Where a form is only to be read in another language: its files would not come a second time."""
    if not form.is_multipart():
        return
    form.is_valid()
    with transaction.atomic():
        row = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if row is not None:
            keep_documents(row, form)
            row.save(update_fields=["answers"])
            draft.answers = row.answers


def stays_here(posted: QueryDict) -> bool:
    """Whether a button of a list of documents was pressed: saved, but not gone on."""
    return REMOVE in posted or SEND in posted


def only_refused_files(form: forms.Form) -> None:
    """While somebody is still choosing files, errors are about files alone."""
    for name, errors in [*form.errors.as_data().items()]:
        asked_for = all(error.code == "required" for error in errors)
        if asked_for or not isinstance(form.fields.get(name), DocumentsField):
            del form.errors[name]


def note_refused_files(request: HttpRequest, form: forms.Form) -> None:
    """In the log of refusals, once for a form: what was sent was no harmless picture or PDF."""
    fields = form.fields.values()
    if any(isinstance(field, DocumentsField) and field.refused_a_file for field in fields):
        refuse(request, Refusal.Rule.FILE)


def hand_over_documents(draft: Draft, request: ServiceRequest) -> None:
    """The documents that were asked for go with the request; others go with the draft."""
    Document.objects.filter(
        draft=draft, pk__in=numbers_in(request.version, request.answers)
    ).exclude(state=Document.State.REFUSED).update(draft=None, request=request)


def numbers_in(version: ServiceVersion, answers: Mapping[str, Any]) -> list[str]:
    """The documents that these answers name."""
    return [
        number
        for question in questions_of(version.definition)
        if question["kind"] == Kind.DOCUMENT
        for number in answers.get(question["key"]) or []
    ]


def _keep(draft: Draft, key: str, accepted: Accepted) -> None:
    """Once, where the same file came twice at the same moment."""
    if Document.objects.filter(draft=draft, question=key, digest=accepted.digest).exists():
        return
    store_document(accepted, draft=draft, question=key)


def store_document(accepted: Accepted, **of: Any) -> Document:
    """The file is on the disk before its row; `of` says of what draft or request it is."""
    row = Document(
        id=accepted.id,
        kind=accepted.kind,
        size=len(accepted.content),
        pages=accepted.pages,
        width=accepted.width,
        height=accepted.height,
        digest=accepted.digest,
        state=Document.State.WAITING if settings.CLAMD else Document.State.CLEAN,
        **of,
    )
    store.write(row.file, accepted.content)
    row.save(force_insert=True)
    return row


def _remove(draft: Draft, key: str, number: str) -> None:
    gone = [
        row for row in Document.objects.filter(draft=draft, question=key) if str(row.pk) == number
    ]
    names = [row.file for row in gone]
    Document.objects.filter(pk__in=[row.pk for row in gone]).delete()
    transaction.on_commit(lambda: store.remove(names))
