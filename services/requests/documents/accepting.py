"""Takes a file as one of the kinds a question allows, by what is in it; its name counts for nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from services.requests.documents import papers, pictures
from services.requests.documents.unacceptable import Unacceptable, megabytes

NAMES = {"jpeg": "JPEG", "png": "PNG", "pdf": "PDF"}
# By how the file begins; what follows is then decoded, and must be what its beginning promised.
BEGINNINGS = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}
HEIF = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True)
class Accepted:
    """What is kept of a file: written anew, of a known kind, with the number it will have."""

    kind: str
    content: bytes
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    id: UUID = field(default_factory=uuid4)

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


def accept(file: UploadedFile[bytes], *, kinds: Iterable[str], most_bytes: int) -> Accepted:
    """The file made harmless. Raises Unacceptable with a sentence in the reader's language.

    Its size is known before it is read, its pixels before they are decoded.
    """
    size = file.size or 0
    if not size:
        raise Unacceptable(_("This file is empty. Choose it again."))
    if size > most_bytes:
        raise Unacceptable(too_large(size, most_bytes))
    file.seek(0)  # a page that was drawn before its questions changed is read a second time
    content = file.read()
    kind = kind_of(content)
    if kind not in kinds:
        raise Unacceptable(wrong_kind(content, kinds))
    if kind == "pdf":
        paper = papers.made_anew(content)
        return Accepted(kind, paper.content, pages=paper.pages)
    picture = pictures.made_anew(content, NAMES[kind])
    return Accepted(kind, picture.content, width=picture.width, height=picture.height)


def kind_of(content: bytes) -> str:
    """jpeg, png, pdf, or "" where it begins like none of them."""
    for beginning, kind in BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    return "pdf" if b"%PDF-" in content[:1024] else ""


def too_large(size: int, most: int) -> str:
    return _(
        "This file has %(size)s MB, and at most %(most)s MB can be sent. Photograph the paper with"
        " a smaller picture size, or send fewer pages."
    ) % {"size": megabytes(size), "most": megabytes(most)}


def wrong_kind(content: bytes, kinds: Iterable[str]) -> str:
    if content[4:8] == b"ftyp" and content[8:12] in HEIF:
        return _(
            "This is a HEIC picture, which many computers cannot open. Set the phone's camera to"
            " “most compatible” (JPEG) and take it again, or send a screenshot of it."
        )
    return _(
        "A file of this kind cannot be sent here, only %(kinds)s. Photograph the paper, or save it"
        " as a PDF where that is allowed."
    ) % {"kinds": in_words(kinds)}


def in_words(kinds: Iterable[str]) -> str:
    """The kinds as people read them: "JPEG, PNG or PDF"."""
    *most, last = [NAMES[kind] for kind in kinds]
    if not most:
        return last
    return _("%(most)s or %(last)s") % {"most": ", ".join(most), "last": last}
