"""Virus scanning, with a scanner of ours on a real socket: what it did not call clean is never passed."""

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from audit.journal.actors import SCHEDULE
from audit.models import Event
from bsk_portal.schedule.jobs import SCAN
from bsk_portal.schedule.runs import run
from services.models import Document, Draft
from services.requests.documents import scanner, scanning, store
from services.requests.documents.checks import scanner_has_an_address, scanner_is_set
from tests import document_files as files
from tests.admin_rows import make_request
from tests.document_rows import files_there, make_document, make_draft
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """Speaks the INSTREAM command of clamd; `mode` says how it behaves."""

    def __init__(self, line: socket.socket) -> None:
        self.line, self.mode, self.seen = line, "ok", list[bytes]()
        self.too_large = b""
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        while not self.stopped.is_set():
            try:
                caller, _address = self.line.accept()
            except OSError:
                return
            with caller:
                try:
                    self.answer(caller)
                except OSError:
                    continue

    def answer(self, caller: socket.socket) -> None:
        if self.mode == "hangs up":
            return
        if self.mode == "silent":
            while self.mode == "silent" and not self.stopped.wait(0.02):
                pass
            return
        reader = caller.makefile("rb")
        assert reader.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!I", reader.read(4))[0]:
            content += reader.read(size)
        self.seen.append(content)
        caller.sendall(self.said_of(content))

    def said_of(self, content: bytes) -> bytes:
        if self.mode == "error" or (self.too_large and self.too_large in content):
            return b"INSTREAM size limit exceeded. ERROR\0"
        if self.mode == "half":
            return b"stream: O"
        if self.mode == "odd":
            return b"stream: NOT OK\0"
        return b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


@pytest.fixture(params=["unix", "tcp"])
def clamd(request: Any, settings: Any, tmp_path: Path) -> Iterator[Clamd]:
    if request.param == "unix":
        path = f"/tmp/bsk-clamd-{id(tmp_path)}"
        line = socket.socket(socket.AF_UNIX)
        line.bind(path)
        settings.CLAMD = path
    else:
        path = ""
        line = socket.create_server(("127.0.0.1", 0))
        settings.CLAMD = f"127.0.0.1:{line.getsockname()[1]}"
    line.listen()
    found = Clamd(line)
    yield found
    found.stopped.set()
    line.shutdown(socket.SHUT_RDWR)
    line.close()
    found.thread.join(5)
    if path:
        Path(path).unlink()


@pytest.fixture
def draft(caste_certificate: Any) -> Draft:
    return make_draft(caste_certificate)


@pytest.fixture
def impatient(monkeypatch: Any) -> None:
    monkeypatch.setattr(scanner, "TIMEOUT_SECONDS", 0.2)


def states() -> list[str]:
    return list(Document.objects.order_by("created_at").values_list("state", flat=True))


pytestmark = pytest.mark.django_db(transaction=True)


def test_clean_documents_can_be_opened_once_they_were_scanned_whole(clamd: Clamd, draft: Draft):
    content = files.photograph(2400, 2400, quality=95)
    make_document(draft, content=content, state="waiting")
    make_document(draft, state="waiting")
    assert scanning.scan_waiting(by=SCHEDULE) == "2 clean, 0 refused"
    assert (states(), clamd.seen[0] == content) == (["clean", "clean"], True)


def test_virus_is_refused_its_file_goes_and_it_is_written_down(clamd: Clamd, draft: Draft):
    bad = make_document(draft, content=EICAR, state="waiting")
    good = make_document(draft, state="waiting")
    assert scanning.scan_waiting(by=SCHEDULE) == "1 clean, 1 refused"
    assert (states(), files_there()) == (["refused", "clean"], [good.file])
    event = Event.objects.get()
    assert (event.action, event.subject, event.by, event.details) == (
        "document.refused",
        f"document:{bad.pk}",
        "schedule",
        {"document": str(bad.pk), "question": "proof", "found": "Eicar-Signature"},
    )


def test_virus_in_what_was_sent_already_is_told_with_the_request(
    clamd: Clamd, caste_certificate: Any, operator: Any
):
    request = make_request(caste_certificate, operator)
    make_document(request, content=EICAR, state="waiting")
    scanning.scan_waiting(by=SCHEDULE)
    assert list(Event.objects.values_list("action", "subject")) == [
        ("document.refused", f"request:{request.acknowledgement}")
    ]


@pytest.mark.parametrize("mode", ["error", "half", "odd", "hangs up", "silent"])
def test_scanner_that_does_not_say_clean_passes_nothing_and_loses_nothing(
    clamd: Clamd, draft: Draft, impatient: None, mode: str
):
    document = make_document(draft, content=EICAR, state="waiting")
    clamd.mode = mode
    with pytest.raises(scanner.ScannerDown):
        scanning.scan_waiting(by=SCHEDULE)
    assert (states(), files_there()) == (["waiting"], [document.file])
    clamd.mode = "ok"
    scanning.scan_waiting(by=SCHEDULE)
    assert states() == ["refused"]


def test_document_without_a_verdict_keeps_no_other_from_its_turn(clamd: Clamd, draft: Draft):
    make_document(draft, content=b"too large for this scanner", state="waiting")
    make_document(draft, state="waiting")
    clamd.too_large = b"too large for"
    with pytest.raises(scanner.ScannerDown, match="1 waiting documents got no verdict"):
        scanning.scan_waiting(by=SCHEDULE)
    assert states() == ["waiting", "clean"]


def test_scanner_that_is_down_passes_nothing(draft: Draft, settings: Any):
    make_document(draft, state="waiting")
    for address in ("/nowhere/clamd.ctl", "127.0.0.1:1", "127.0.0.1:port"):
        settings.CLAMD = address
        with pytest.raises(scanner.ScannerDown, match="does not answer"):
            scanning.scan_waiting(by=SCHEDULE)
    assert states() == ["waiting"]


def test_document_that_this_host_cannot_read_waits_and_keeps_no_other_from_its_turn(
    clamd: Clamd, draft: Draft
):
    lost = make_document(draft, state="waiting")
    store.path_of(lost.file).unlink()
    make_document(draft, state="waiting")
    with pytest.raises(scanner.ScannerDown, match="1 waiting documents cannot be read"):
        scanning.scan_waiting(by=SCHEDULE)
    assert states() == ["waiting", "clean"]


def test_waiting_documents_are_not_passed_when_the_setting_is_taken_away(
    draft: Draft, settings: Any
):
    make_document(draft, state="waiting")
    settings.CLAMD = ""
    with pytest.raises(scanner.ScannerDown, match="1 documents wait, and no virus scanner is set"):
        scanning.scan_waiting(by=SCHEDULE)
    assert states() == ["waiting"]


def test_job_of_the_schedule_says_that_the_scanner_is_down(draft: Draft, settings: Any):
    assert run(SCAN, timezone.now(), by=SCHEDULE).outcome == "no virus scanner is set"
    make_document(draft, state="waiting")
    settings.CLAMD = "/nowhere/clamd.ctl"
    ran = run(SCAN, timezone.now(), by=SCHEDULE)
    assert (ran.well, ran.outcome) == (
        False,
        "The virus scanner does not answer (FileNotFoundError).",
    )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", ["documents.I001"]),
        ("/run/clamav/clamd.ctl", []),
        ("clamd.internal:3310", []),
        ("clamd", ["documents.E001"]),
    ],
)
def test_check_tells_whether_a_scanner_is_set(settings: Any, address: str, said: list[str]):
    settings.CLAMD = address
    assert [
        told.id for check in (scanner_is_set, scanner_has_an_address) for told in check(None)
    ] == said
