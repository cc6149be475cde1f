"""Documents on disk: encrypted, under random names, gone with their draft, whatever happens half-way."""

import os
import re
import stat
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.journal.actors import SCHEDULE
from bsk_portal.schedule.purge import purge
from services.models import Document, Draft, ServiceRequest
from services.requests.documents import store
from services.requests.documents.sweeping import sweep_files
from tests import document_files as files
from tests.admin_rows import make_request
from tests.desk_fixtures import begin, signed_in
from tests.document_rows import files_there, make_document, make_draft
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]
WORDS = b"words of a paper that nobody may read on the disk"


@pytest.fixture
def draft(caste_certificate: Any) -> Draft:
    return make_draft(caste_certificate)


def grow_old(folder: Path) -> None:
    past = time.time() - 3_700
    for path in folder.rglob("*"):
        os.utime(path, (past, past))


def rotate() -> str:
    out = StringIO()
    call_command("rotate_document_keys", stdout=out)
    return out.getvalue()


def test_file_lies_encrypted_under_a_random_name_for_the_portal_alone(own_documents: Path):
    name = store.new_name()
    store.write(name, WORDS)
    path = own_documents / name[:2] / name
    assert re.fullmatch(r"[0-9a-f]{32}", name)
    assert WORDS[:9] not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == [name]


@pytest.mark.django_db
def test_what_is_read_is_what_was_written_or_nothing(draft: Draft, own_documents: Path):
    document = make_document(draft, content=WORDS)
    assert store.read(document.file, document.digest) == WORDS
    path = own_documents / document.file[:2] / document.file
    whole = path.read_bytes()
    other = store.new_name()
    store.write(other, b"another paper")
    for spoilt in (
        whole[:-5],
        whole[:50] + (b"B" if whole[50:51] == b"A" else b"A") + whole[51:],
        b"",
        WORDS,
        store.path_of(other).read_bytes(),  # well encrypted, and not what this row is of
    ):
        path.write_bytes(spoilt)
        with pytest.raises(store.Unreadable):
            store.read(document.file, document.digest)
    path.unlink()
    with pytest.raises(store.Unreadable):
        store.read(document.file, document.digest)


def test_file_of_an_unknown_key_cannot_be_read(settings: Any):
    name = store.new_name()
    store.write(name, WORDS)
    settings.DOCUMENT_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(store.Unreadable):
        store.read(name, "")


@pytest.mark.django_db
def test_rotation_leaves_every_document_to_the_new_key_alone(draft: Draft, settings: Any):
    old = Fernet.generate_key().decode()
    new = Fernet.generate_key().decode()
    settings.DOCUMENT_KEYS = [old]
    documents = [make_document(draft, content=WORDS + bytes([number])) for number in range(3)]
    settings.DOCUMENT_KEYS = [new, old]
    assert rotate() == "3 documents are encrypted with the first key.\n"
    settings.DOCUMENT_KEYS = [new]
    assert [store.read(each.file, each.digest)[-1] for each in documents] == [0, 1, 2]
    assert len(files_there()) == 3


@pytest.mark.django_db
def test_rotation_says_when_earlier_keys_are_still_needed(draft: Draft, settings: Any):
    make_document(draft)
    settings.DOCUMENT_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="1 documents could not be read"):
        rotate()


@pytest.mark.django_db(transaction=True)
def test_files_go_with_their_draft(draft: Draft):
    other = make_document(make_draft(draft.service, browser="c" * 64))
    make_document(draft)
    make_document(draft, state="waiting")
    assert len(files_there()) == 3
    with transaction.atomic():
        Draft.objects.filter(pk=draft.pk).delete()
        assert len(files_there()) == 3
    assert files_there() == [other.file]
    assert list(Document.objects.all()) == [other]


@pytest.mark.django_db(transaction=True)
def test_files_stay_when_the_draft_is_not_deleted_after_all(draft: Draft):
    document = make_document(draft)
    with transaction.atomic():
        draft.delete()
        transaction.set_rollback(True)
    assert files_there() == [document.file]
    assert store.read(document.file, document.digest) == files.photograph()


@pytest.mark.django_db(transaction=True)
def test_files_go_with_their_request(caste_certificate: Any, operator: Any):
    request = make_request(caste_certificate, operator)
    make_document(request)
    with transaction.atomic():
        ServiceRequest.objects.filter(pk=request.pk).delete()
    assert (files_there(), Document.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_draft_deleted_outside_a_transaction_leaves_its_file_to_the_sweep(
    draft: Draft, own_documents: Path
):
    make_document(draft)
    draft.delete()
    assert (len(files_there()), sweep_files()) == (1, 0)
    grow_old(own_documents)
    assert (sweep_files(), files_there()) == (1, [])


@pytest.mark.django_db(transaction=True)
def test_files_go_when_the_operator_throws_her_form_away(caste_certificate: Any, operator: Any):
    desk = signed_in(operator)
    address = begin(desk)
    make_document(Draft.objects.get())
    assert desk.post(f"{address}discarding/").status_code == 302
    assert (files_there(), Document.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_purge_takes_documents_and_files_with_what_they_were_sent_with(
    caste_certificate: Any, operator: Any
):
    past = timezone.now() - timedelta(days=500)
    decided = {"status": "delivered", "closed_at": past, "submitted_at": past}
    make_document(make_request(caste_certificate, operator, **decided))
    make_document(make_draft(caste_certificate))
    Draft.objects.update(touched_at=past)
    kept = [
        make_document(make_request(caste_certificate, operator, submitted_at=past)),
        make_document(make_draft(caste_certificate, browser="c" * 64)),
    ]
    purge(as_of=timezone.now(), by=SCHEDULE)
    assert files_there() == sorted(document.file for document in kept)
    assert set(Document.objects.all()) == set(kept)


@pytest.mark.django_db
def test_sweep_takes_what_is_old_and_has_no_row(draft: Draft, own_documents: Path):
    kept = make_document(draft)
    store.write(store.new_name(), b"its change was rolled back")
    (own_documents / kept.file[:2] / ".tmp123").write_bytes(b"half written")
    grow_old(own_documents)
    young = store.new_name()
    store.write(young, b"its row is just coming")
    assert (sweep_files(), files_there()) == (2, sorted([kept.file, young]))


@pytest.mark.django_db
def test_document_is_a_drafts_or_a_requests_and_never_both_or_neither(draft: Draft, operator: Any):
    request = make_request(draft.service, operator)
    for owners in ({"draft": draft, "request": request}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.create(
                question="proof", kind="jpeg", size=1, digest="", state="clean", **owners
            )
