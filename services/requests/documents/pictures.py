"""JPEG and PNG, measured by their heads, decoded, turned upright and written anew: nothing else stays."""

import struct
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from audit.templatetags.languages import digits
from services.requests.documents.unacceptable import Unacceptable

# A photograph of 50 megapixels; a JPEG is decoded at a fraction of that, a PNG whole.
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 25_000_000}
LONGEST_SIDE = 2_400  # an A4 page at about 200 dots an inch
QUALITY = 85
# A progressive JPEG is gone through once more for each of its scans. Cameras write ten; the small and
# the second picture that some put into the file have theirs.
MOST_SCANS, SCAN = 40, b"\xff\xda"
# One thread a process decodes, whichever of its eight asks: each would keep the memory of its largest
# picture for the next. Twenty of 12 megapixels in eight threads took 600 MB, in one 165.
DECODER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")

# What Pillow raises for what is no picture, or only a part of one.
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, struct.error)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True)
class Picture:
    content: bytes
    width: int
    height: int


def made_anew(content: bytes, kind: str) -> Picture:
    """`kind` is JPEG or PNG, by which alone it is read. Raises Unacceptable."""
    if kind == "JPEG" and content.count(SCAN) > MOST_SCANS:
        raise Unacceptable(broken())
    return DECODER.submit(_made_anew, content, kind, get_language() or "bn").result()


def _made_anew(content: bytes, kind: str, language: str) -> Picture:
    with override(language):
        try:
            with Image.open(BytesIO(content), formats=[kind]) as found:
                if found.width * found.height > MOST_PIXELS[kind]:
                    raise Unacceptable(too_many_pixels(found.width, found.height))
                return _written(_upright(found, kind), kind)
        except BOMBS:
            raise Unacceptable(too_many_pixels()) from None
        except UNREADABLE:
            raise Unacceptable(broken()) from None


def _upright(found: Image.Image, kind: str) -> Image.Image:
    """Decoded, no larger than LONGEST_SIDE, as its EXIF says it was held, and without any of it.

    Made smaller before anything else: whatever else is done takes a copy.
    """
    small = found if kind == "JPEG" else _plain(found)
    if kind == "JPEG":
        shrunk = LONGEST_SIDE / max(found.size)
        found.draft("RGB", (round(found.width * shrunk), round(found.height * shrunk)))
        found.load()
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=None)
    try:
        turned = ImageOps.exif_transpose(small)
    except UNREADABLE:  # the picture itself is whole
        turned = small
    turned = turned.convert("RGB") if kind == "JPEG" and turned.mode != "RGB" else turned
    turned.info = {}
    return turned


def _plain(png: Image.Image) -> Image.Image:
    """In a mode that can be made smaller smoothly; what its EXIF says of how it was held stays."""
    mode = _mode_of(png)
    return png if png.mode == mode else png.convert(mode)


def _mode_of(png: Image.Image) -> str:
    """Grey stays grey; a palette or 16 bits become plain colours; what is clear stays clear."""
    if png.has_transparency_data:
        return "RGBA"
    return "L" if png.mode in {"1", "L"} or png.mode.startswith("I") else "RGB"


def _written(picture: Image.Image, kind: str) -> Picture:
    out = BytesIO()
    if kind == "JPEG":
        picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    else:
        picture.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), *picture.size)


def too_many_pixels(width: int = 0, height: int = 0) -> str:
    if not width:
        return _("This picture is too large to be opened. Photograph the paper with a phone.")
    size = {"width": digits(width), "height": digits(height)}
    return (
        _(
            "This picture is %(width)s by %(height)s points, too many to be opened."
            " Photograph the paper with a phone."
        )
        % size
    )


def broken() -> str:
    return _(
        "This file cannot be read: it is broken or not whole. Choose it again, or make it anew."
    )
