"""Files without a row go, those left by a change that did not come to be; keys are changed for all."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.requests.documents import store
from services.requests.documents.models import Document

# A file is there before its row: a younger one may yet get it.
YOUNG_SECONDS = 3_600


def sweep_files() -> int:
    """How many files without a row went; also what a process that died left half written."""
    gone = 0
    for files in _old_files():
        known = set(Document.objects.filter(file__in=[*files]).values_list("file", flat=True))
        for name, path in files.items():
            if name not in known:
                path.unlink(missing_ok=True)
                gone += 1
    return gone


def _old_files() -> Iterator[dict[str, Path]]:
    """Folder by folder, of which there are at most 256."""
    limit = time.time() - YOUNG_SECONDS
    if not store.folder().is_dir():
        return
    for folder in sorted(store.folder().iterdir()):
        if folder.is_dir():
            yield {path.name: path for path in folder.iterdir() if _is_old(path, limit)}


def _is_old(path: Path, limit: float) -> bool:
    try:
        return path.stat().st_mtime < limit
    except FileNotFoundError:
        return False


@dataclass(frozen=True)
class Rotated:
    files: int
    unreadable: int


def encrypt_all_anew() -> Rotated:
    """Every file with the first key; earlier keys may be dropped once none was unreadable."""
    files = unreadable = 0
    rows = Document.objects.exclude(state=Document.State.REFUSED)
    for name in rows.values_list("file", flat=True).iterator():
        try:
            store.encrypt_anew(name)
            files += 1
        except store.Unreadable:
            # It may just have gone with its draft.
            unreadable += Document.objects.filter(file=name).exists()
    return Rotated(files, unreadable)
