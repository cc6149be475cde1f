"""Has waiting documents scanned: what was not answered for stays waiting, never lost, never passed."""

import logging
import time
from collections import Counter

from django.conf import settings
from django.db import transaction

from audit.journal.actors import Actor
from audit.journal.recording import record
from services.requests.documents import store
from services.requests.documents.models import Document
from services.requests.documents.scanner import NoVerdict, ScannerDown, VirusFound, scan

log = logging.getLogger("bsk.documents")

# The schedule has other work: what is left after this long is done in its next round.
LONGEST_SECONDS = 5
AT_ONCE = 200
# The first may be a key that this host lacks, the second a limit of the scanner's settings.
UNREADABLE, UNDECIDED = "cannot be read", "got no verdict of the scanner"

State = Document.State


def scan_waiting(*, by: Actor) -> str:
    """How many were scanned, in words. Raises ScannerDown while documents wait in vain."""
    waiting = Document.objects.filter(state=State.WAITING).order_by("created_at")
    if not settings.CLAMD:
        if count := waiting.count():
            raise ScannerDown(f"{count} documents wait, and no virus scanner is set.")
        return "no virus scanner is set"
    began = time.monotonic()
    counted: Counter[str] = Counter()
    for document in waiting[:AT_ONCE]:
        if time.monotonic() - began > LONGEST_SECONDS:
            break
        counted[_scan(document, by=by)] += 1
    for fault in (UNREADABLE, UNDECIDED):
        if counted[fault]:
            raise ScannerDown(f"{counted[fault]} waiting documents {fault}.")
    return f"{counted[State.CLEAN]} clean, {counted[State.REFUSED]} refused"


def _scan(document: Document, *, by: Actor) -> str:
    """Its new state, or why it goes on waiting while others have their turn."""
    try:
        scan(store.read(document.file, document.digest), address=settings.CLAMD)
    except VirusFound as found:
        log.warning("a document held a virus: %s", found)
        _refuse(document, found=str(found), by=by)
        return State.REFUSED
    except NoVerdict:
        return UNDECIDED
    except store.Unreadable:
        return UNREADABLE
    Document.objects.filter(pk=document.pk, state=State.WAITING).update(state=State.CLEAN)
    return State.CLEAN


def _refuse(document: Document, *, found: str, by: Actor) -> None:
    """The row stays, so that the citizen's page or the desk says so; the file goes."""
    with transaction.atomic():
        row = (
            Document.objects.select_for_update(of=("self",))
            .select_related("request")
            .filter(pk=document.pk, state=State.WAITING)
            .first()
        )
        if row is None:
            return
        row.state = State.REFUSED
        row.save(update_fields=["state"])
        record(
            action="document.refused",
            subject=subject_of(row),
            by=by,
            document=str(row.pk),
            question=row.question,
            found=found,
        )
        transaction.on_commit(lambda: store.remove([row.file]))


def subject_of(document: Document) -> str:
    """The request it goes with, else the document itself: a draft has no number."""
    if document.request:
        return f"request:{document.request.acknowledgement}"
    return f"document:{document.pk}"
