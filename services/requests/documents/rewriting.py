"""A program of its own that takes a PDF page by page into a new one; `papers.py` starts it.

A PDF can be made that has its reader run for an hour, fill the memory or crash: here that ends this
program alone. It reads the PDF from its standard input and writes to its output the number of pages,
a line end and the new PDF. Its exit says why there is none. It knows nothing of the portal.
"""

import resource
import sys
from io import BytesIO

import pikepdf
from pikepdf import sanitize, settings

MOST_PAGES = 30
TOO_MANY, LOCKED, BROKEN = 10, 11, 12
CPU_SECONDS = 10
MOST_MEMORY = 1_500_000_000  # of addresses, of which the libraries themselves take half

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
    MemoryError,
)

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


def main() -> int:
    limit()
    try:
        with pikepdf.open(BytesIO(sys.stdin.buffer.read())) as given:
            pages = len(given.pages)
            content = written(given) if 0 < pages <= MOST_PAGES else b""
    except pikepdf.PasswordError:
        return LOCKED
    except UNREADABLE:
        return BROKEN
    sys.stdout.buffer.write(b"%d\n" % pages + content)
    if pages > MOST_PAGES:
        return TOO_MANY
    return 0 if content else BROKEN


def limit() -> None:
    """Of this process: its time, its memory, and what one small stream may swell to."""
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MOST_MEMORY),
    ):
        resource.setrlimit(what, (most, most))
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


def written(given: pikepdf.Pdf) -> bytes:
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


if __name__ == "__main__":
    sys.exit(main())
