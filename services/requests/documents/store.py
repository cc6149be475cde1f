"""The files on disk: encrypted, under random names, written through before anybody is told of them.

A file is one Fernet token. The keys are in the settings and nowhere near the database: the first
encrypts, all decrypt.
"""

import logging
import os
import secrets
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

log = logging.getLogger("bsk.documents")


class Unreadable(Exception):
    """The file is gone, altered, or of a key that is not known here."""


def new_name() -> str:
    return secrets.token_hex(16)


def folder() -> Path:
    return Path(settings.DOCUMENTS_DIR)


def path_of(name: str) -> Path:
    return folder() / name[:2] / name


def keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.DOCUMENT_KEYS])


def write(name: str, content: bytes) -> None:
    _replace(path_of(name), keys().encrypt(content))


def read(name: str, digest: str) -> bytes:
    """What was written under this name, if its SHA-256 is still `digest`. Raises Unreadable."""
    try:
        content = keys().decrypt(path_of(name).read_bytes())
    except (OSError, InvalidToken) as error:
        log.error("a document cannot be read: %s", type(error).__name__)
        raise Unreadable from None
    if sha256(content).hexdigest() != digest:
        log.error("a document is not what was stored")
        raise Unreadable
    return content


def encrypt_anew(name: str) -> None:
    """With the first key, whichever key it had. Raises Unreadable."""
    path = path_of(name)
    try:
        _replace(path, keys().rotate(path.read_bytes()))
    except (OSError, InvalidToken):
        raise Unreadable from None


def remove(names: list[str]) -> None:
    """A name without a file is passed over: it is gone, which is what was wanted."""
    for name in names:
        path_of(name).unlink(missing_ok=True)


def _replace(path: Path, token: bytes) -> None:
    """Whole or not at all, and on the disk itself when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(token)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
