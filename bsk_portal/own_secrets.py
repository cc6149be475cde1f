"""Secrets that a demonstration makes for itself at its first start; servers are given theirs."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def made_once(path: Path, make: Callable[[], str]) -> str:
    """What the file holds, made at the first start; of many first starts at once, one's.

    The file comes to be whole: it is written beside and linked into its place, so that nobody
    reads it empty, and the link fails where another process was first. Raises OSError.
    """
    try:
        return path.read_text()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, path)
    except FileExistsError:
        pass  # another process of the same first start made it
    finally:
        beside.unlink(missing_ok=True)
    return path.read_text()
