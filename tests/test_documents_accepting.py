"""What people send as documents: written anew, or refused with a sentence that says what to do."""

import resource
import time
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.utils import translation
from PIL import Image

from services.requests.documents.accepting import accept
from services.requests.documents.unacceptable import Unacceptable
from tests import document_files as files

ALL = ("jpeg", "png", "pdf")
BROKEN = "This file cannot be read: it is broken or not whole. Choose it again, or make it anew."
WRONG_KIND = (
    "A file of this kind cannot be sent here, only JPEG, PNG or PDF."
    " Photograph the paper, or save it as a PDF where that is allowed."
)

WHOSE = (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def taken(content: bytes, name: str = "photo.jpg", *, kinds: tuple[str, ...] = ALL) -> Any:
    return accept(files.sent(content, name), kinds=kinds, most_bytes=5_000_000)


def refusal(content: bytes, name: str = "photo.jpg", *, kinds: tuple[str, ...] = ALL) -> str:
    with pytest.raises(Unacceptable) as refused:
        taken(content, name, kinds=kinds)
    return str(refused.value)


def picture_in(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_photograph_is_made_smaller_and_keeps_its_shape():
    found = taken(files.photograph(6000, 4000))
    assert (found.kind, found.width, found.height) == ("jpeg", 2400, 1600)
    assert picture_in(found.content).size == (2400, 1600)


def test_photograph_is_turned_upright_and_tells_nothing_of_place_phone_or_person():
    given = files.photograph_with_place()
    assert picture_in(given).getexif().get_ifd(files.GPS)
    found = taken(given)
    kept = picture_in(found.content)
    assert (kept.size, dict(kept.getexif()), set(kept.info)) == (
        (300, 400),
        {},
        {"jfif", "jfif_version", "jfif_unit", "jfif_density"},
    )
    assert b"Rahima" not in found.content


def test_what_is_hung_on_to_a_photograph_is_gone():
    found = taken(files.photograph() + b"<script>alert(1)</script>%PDF-1.7")
    assert b"script" not in found.content


def test_photograph_of_two_frames_as_phones_make_them_is_a_photograph():
    out = BytesIO()
    second = Image.new("RGB", (320, 240))
    Image.new("RGB", (640, 480)).save(out, "MPO", save_all=True, append_images=[second])
    found = taken(out.getvalue())
    assert (found.kind, found.width, picture_in(found.content).format) == ("jpeg", 640, "JPEG")


@pytest.mark.parametrize(
    ("mode", "kept"),
    [("1", "L"), ("L", "L"), ("P", "RGB"), ("RGB", "RGB"), ("RGBA", "RGBA"), ("I;16", "L")],
)
def test_png_of_any_mode_is_kept_in_a_plain_one(mode: str, kept: str):
    assert picture_in(taken(files.scan_in_png(mode)).content).mode == kept


def test_printers_colours_become_the_screens():
    out = BytesIO()
    Image.new("CMYK", (300, 200)).save(out, "JPEG")
    assert picture_in(taken(out.getvalue()).content).mode == "RGB"


def test_kind_is_told_by_content_whatever_the_name_says():
    found = taken(files.scan_in_png(), "../../../etc/পুরোনো ছবি.pdf")
    assert found.kind == "png"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty. Choose it again."),
        (b"<!doctype html><script>alert(1)</script>", WRONG_KIND),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', WRONG_KIND),
        (b"GIF89a" + bytes(60), WRONG_KIND),
        (b"PK\x03\x04" + bytes(60), WRONG_KIND),
        (b"MZ" + bytes(60), WRONG_KIND),
        (b"\xff\xd8\xff<script>alert(1)</script>", BROKEN),
        (b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", BROKEN),
        (b"%PDF-1.7\n<script>alert(1)</script>\n%%EOF", BROKEN),
        (files.photograph()[:600], BROKEN),
        (files.scan_in_png()[:80], BROKEN),
        (files.paper(3)[:300], BROKEN),
    ],
    ids=lambda value: repr(value[:12]),
)
def test_what_is_none_of_these_kinds_or_only_begins_like_one_is_refused(
    content: bytes, sentence: str
):
    assert refusal(content, "photo.png") == sentence


def test_heic_is_refused_with_what_to_do_on_the_phone():
    assert refusal(b"\x00\x00\x00\x18ftypheic" + bytes(60)) == (
        "This is a HEIC picture, which many computers cannot open. Set the phone's camera to"
        " “most compatible” (JPEG) and take it again, or send a screenshot of it."
    )


def test_kind_that_this_question_does_not_allow_is_refused():
    assert refusal(files.paper(), kinds=("jpeg",)) == (
        "A file of this kind cannot be sent here, only JPEG."
        " Photograph the paper, or save it as a PDF where that is allowed."
    )


def test_file_over_the_limit_is_refused_with_both_sizes_before_it_is_read():
    given = files.sent(bytes(6_340_000))
    with pytest.raises(Unacceptable) as refused:
        accept(given, kinds=ALL, most_bytes=5_000_000)
    assert (str(refused.value), given.tell()) == (
        "This file has 6.3 MB, and at most 5 MB can be sent. Photograph the paper with a smaller"
        " picture size, or send fewer pages.",
        0,
    )


def test_limits_are_told_in_the_readers_digits():
    with translation.override("bn"):
        assert "৩১" in refusal(files.paper(31))


def test_bomb_of_400_megapixels_is_refused_at_once_and_in_little_memory():
    bomb = files.huge_png()
    assert len(bomb) < 60_000
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    sentence = refusal(bomb)
    took = time.process_time() - began
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert sentence.startswith("This picture is too large to be opened.")
    assert (took < 2, grown < 100_000) == (True, True), (took, grown)


def test_picture_just_over_the_limit_is_refused_with_its_size():
    assert refusal(files.scan_in_png("1", (6000, 5000))) == (
        "This picture is 6000 by 5000 points, too many to be opened."
        " Photograph the paper with a phone."
    )


def test_pdf_loses_all_that_acts_loads_or_hides_and_keeps_its_page():
    found = taken(files.living_paper())
    with pikepdf.open(BytesIO(found.content)) as kept:
        assert (found.kind, found.pages) == ("pdf", 1)
        assert set(kept.Root.keys()) == {"/Type", "/Pages"}
        assert set(kept.pages[0].obj.keys()) == {
            "/Type",
            "/Parent",
            "/MediaBox",
            "/Resources",
            "/Contents",
        }
        assert (dict(kept.docinfo), len(kept.attachments)) == ({}, 0)
        drawn = [look.read_bytes() for look in kept.pages[0].Resources.XObject.values()]
    assert drawn == [b"BT /Helv 12 Tf (Filled by hand) Tj ET"]
    for trace in (b"alert", b"evil", b"calc", b"MZ", b"Rahima", b"JavaScript", b"xfa"):
        assert trace not in found.content


def test_pdf_with_a_password_is_refused_with_what_to_do():
    assert refusal(files.locked_paper()) == (
        "This PDF opens only with a password. Open it, print it to a new PDF without one, and"
        " send that; or send a photograph of the paper."
    )


def test_pdf_that_only_forbids_printing_is_kept_without_that_lock():
    given = files.paper(encryption=pikepdf.Encryption(owner="office", user=""))
    with pikepdf.open(BytesIO(taken(given).content)) as kept:
        assert not kept.is_encrypted


def test_pdf_of_too_many_pages_is_refused_with_the_limit():
    assert taken(files.paper(30)).pages == 30
    assert refusal(files.paper(31)) == (
        "This PDF has 31 pages, and at most 30 can be sent. Send only the pages that are asked for."
    )


def test_pdf_that_swells_is_refused_soon_and_in_none_of_the_portals_memory():
    bomb = files.swelling_paper()
    assert len(bomb) < 500_000
    before, own = (resource.getrusage(whose) for whose in WHOSE)
    assert refusal(bomb) == BROKEN
    after, grown = (resource.getrusage(whose) for whose in WHOSE)
    assert after.ru_utime - before.ru_utime < 5
    assert grown.ru_maxrss - own.ru_maxrss < 50_000


def test_same_file_twice_is_the_same_document():
    for content in (files.photograph(), files.scan_in_png(), files.paper(2)):
        assert taken(content).digest == taken(content).digest


def test_pdf_that_crashes_its_reader_is_refused_and_the_portal_goes_on():
    assert refusal(files.linked_paper()) == BROKEN


def test_photograph_of_a_thousand_scans_is_refused_before_it_is_decoded():
    assert refusal(files.photograph_of_many_scans()) == BROKEN
    assert taken(files.photograph(progressive=True)).kind == "jpeg"


def test_file_is_read_whole_each_time_that_its_page_is_checked():
    file = files.sent(files.photograph())
    kept = [accept(file, kinds=ALL, most_bytes=5_000_000).digest for _time in range(2)]
    assert kept[0] == kept[1]
