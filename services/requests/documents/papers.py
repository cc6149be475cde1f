"""PDF, taken page by page into a new one: no script, no action, no attachment, no form, no lock."""

from dataclasses import dataclass
from io import BytesIO

import pikepdf
from django.utils.translation import gettext as _
from pikepdf import sanitize, settings

from audit.templatetags.languages import digits
from services.requests.documents.pictures import broken
from services.requests.documents.unacceptable import Unacceptable

MOST_PAGES = 30
END = b"%%EOF"

# Of the whole process, so set before any thread opens a PDF: what one small stream may swell to.
settings.set_qpdf_limits(
    doc_max_warnings=200,
    parser_max_nesting=100,
    parser_max_container_size=200_000,
    max_stream_filters=4,
    flate_max_memory=50_000_000,
    run_length_max_memory=50_000_000,
    png_max_memory=50_000_000,
    tiff_max_memory=50_000_000,
    dct_max_memory=50_000_000,
)

UNREADABLE = (
    pikepdf.PdfError,
    pikepdf.PikepdfError,
    pikepdf.DataDecodingError,
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    RuntimeError,
    RecursionError,
)


@dataclass(frozen=True)
class Paper:
    content: bytes
    pages: int


CLEANER = (
    sanitize.Sanitizer()
    .remove_javascript()
    .remove_external_access()
    .remove_attachments()
    .remove_multimedia()
    .remove_thumbnails()
    .remove_web_capture()
    .remove_private_app_data()
)


def made_anew(content: bytes) -> Paper:
    """Raises Unacceptable. What only forbids printing or copying is opened, and loses that lock."""
    if END not in content[-2048:]:  # half a file may open, with some of its pages gone
        raise Unacceptable(broken())
    try:
        with pikepdf.open(BytesIO(content)) as given:
            pages = len(given.pages)
            if pages > MOST_PAGES:
                raise Unacceptable(too_many_pages(pages))
            if not pages:
                raise Unacceptable(broken())
            return Paper(_written(given), pages)
    except pikepdf.PasswordError:
        raise Unacceptable(locked()) from None
    except UNREADABLE:
        raise Unacceptable(broken()) from None


def _written(given: pikepdf.Pdf) -> bytes:
    """Only the pages go over: the catalogue, where most of what acts is kept, is a new one."""
    given.generate_appearance_streams()
    given.flatten_annotations("all")  # what was filled into a form becomes part of the page
    if "/AcroForm" in given.Root:
        del given.Root.AcroForm
    CLEANER.apply(given)
    with pikepdf.new() as made:
        made.pages.extend(given.pages)
        for page in made.pages:
            for name in ("/AA", "/Annots", "/PieceInfo", "/Metadata", "/AF"):
                if name in page:
                    del page[name]
        CLEANER.apply(made)
        out = BytesIO()
        made.save(out, encryption=False, deterministic_id=True)  # the same file twice is the same
        return out.getvalue()


def too_many_pages(pages: int) -> str:
    return _(
        "This PDF has %(pages)s pages, and at most %(most)s can be sent."
        " Send only the pages that are asked for."
    ) % {"pages": digits(pages), "most": digits(MOST_PAGES)}


def locked() -> str:
    return _(
        "This PDF opens only with a password. Open it, print it to a new PDF without one, and send"
        " that; or send a photograph of the paper."
    )
