"""PDF, taken page by page into a new one: no script, no action, no attachment, no form, no lock."""

import subprocess
import sys
from dataclasses import dataclass
from threading import BoundedSemaphore

from django.utils.translation import gettext as _

from audit.templatetags.languages import digits
from services.requests.documents import rewriting
from services.requests.documents.pictures import broken
from services.requests.documents.unacceptable import Unacceptable

END = b"%%EOF"
SECONDS = 20  # by the clock; what it may compute is less (rewriting.CPU_SECONDS)
# Of eight threads of a worker, two may wait for a PDF.
READING = BoundedSemaphore(2)


@dataclass(frozen=True)
class Paper:
    content: bytes
    pages: int


def made_anew(content: bytes) -> Paper:
    """Raises Unacceptable. What only forbids printing or copying is opened, and loses that lock."""
    if END not in content[-2048:]:  # half a file may open, with some of its pages gone
        raise Unacceptable(broken())
    try:
        with READING:
            done = subprocess.run(  # noqa: S603  # our own program, and no argument of anybody's
                [sys.executable, "-I", rewriting.__file__],
                input=content,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise Unacceptable(broken()) from None
    told, _line, made = done.stdout.partition(b"\n")
    match done.returncode:
        case 0:
            return Paper(made, int(told))
        case rewriting.TOO_MANY:
            raise Unacceptable(too_many_pages(int(told)))
        case rewriting.LOCKED:
            raise Unacceptable(locked())
        case _:  # broken, or one that it could not get through
            raise Unacceptable(broken())


def too_many_pages(pages: int) -> str:
    return _(
        "This PDF has %(pages)s pages, and at most %(most)s can be sent."
        " Send only the pages that are asked for."
    ) % {"pages": digits(pages), "most": digits(rewriting.MOST_PAGES)}


def locked() -> str:
    return _(
        "This PDF opens only with a password. Open it, print it to a new PDF without one, and send"
        " that; or send a photograph of the paper."
    )
