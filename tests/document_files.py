"""Files that people send, and those that nobody should: made here, of Pillow and pikepdf."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS = 0x8825


def photograph(
    width: int = 640, height: int = 480, *, colour: str = "teal", **saving: Any
) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", **saving)
    return out.getvalue()


def photograph_with_place() -> bytes:
    """Held sideways (orientation 6), taken at a place, with a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Phone of Rahima"
    exif.get_ifd(GPS).update({1: "N", 2: (22.0, 34.0, 21.0), 3: "E", 4: (88.0, 21.0, 50.0)})
    return photograph(400, 300, exif=exif, comment=b"Rahima's house")


def scan_in_png(mode: str = "RGB", size: tuple[int, int] = (300, 200)) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, "PNG")
    return out.getvalue()


def huge_png() -> bytes:
    """1 bit, 20,000 by 20,000, which decoded whole as colours would be 1.2 GB."""

    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return struct.pack("!I", len(content)) + body + struct.pack("!I", zlib.crc32(body))

    side = 20_000
    head = struct.pack("!IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((side // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def paper(pages: int = 1, **saving: Any) -> bytes:
    with pikepdf.new() as pdf:
        for _number in range(pages):
            pdf.add_blank_page(page_size=(200, 300))
        out = BytesIO()
        pdf.save(out, **saving)
    return out.getvalue()


def locked_paper() -> bytes:
    return paper(encryption=pikepdf.Encryption(owner="owner", user="citizen"))


def living_paper() -> bytes:
    """With everything in it that acts, loads or hides."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 300))
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('x')")
        pdf.Root.OpenAction = script
        pdf.Root.AA = pikepdf.Dictionary(WC=script)
        pdf.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=[pikepdf.String("go"), script])
        )
        page.AA = pikepdf.Dictionary(O=script)
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 50, 50],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://evil.example/"),
        )
        launch = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 50, 50],
            A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe"),
        )
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T="name",
            V="Rahima",
            DA="/Helv 12 Tf 0 g",
            Rect=[0, 100, 150, 120],
            AP=pikepdf.Dictionary(N=_look(pdf)),
        )
        page.Annots = pdf.make_indirect(pikepdf.Array([link, launch, pdf.make_indirect(field)]))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[page.Annots[2]], XFA="<xfa/>")
        pdf.attachments["virus.exe"] = b"MZ not really"
        pdf.docinfo["/Author"] = "Rahima Khatun"
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def _look(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    """How a field that is filled in is drawn."""
    return pikepdf.Stream(
        pdf,
        b"BT /Helv 12 Tf (Filled by hand) Tj ET",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 150, 20],
    )


def swelling_paper(megabytes: int = 400) -> bytes:
    """A PDF whose objects lie in a stream of a few hundred KB that swells to hundreds of MB."""
    packer = zlib.compressobj(9)
    head = b"3 0 "
    body = head + b"<</Type/Catalog/Pages 4 0 R>>" + b" " * 1000
    packed = packer.compress(body)
    for _number in range(megabytes):
        packed += packer.compress(b" " * 1_000_000)
    packed += packer.flush()
    stream = (
        b"1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
        + packed
        + b"\nendstream\nendobj\n"
    )
    out = b"%PDF-1.7\n" + stream
    at = len(out)
    entries = (
        b"\x00\x00\x00\x00\x00\xff"
        + b"\x01"
        + struct.pack("!I", 9)
        + b"\x00"
        + b"\x01"
        + struct.pack("!I", at)
        + b"\x00"
        + b"\x02"
        + struct.pack("!I", 1)
        + b"\x00"
    )
    return (
        out
        + b"2 0 obj\n<</Type/XRef/Size 4/W[1 4 1]/Root 3 0 R/Length %d>>stream\n" % len(entries)
        + entries
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at
    )


def sent(content: bytes, name: str = "photo.jpg", said: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, said)


def linked_paper(links: int = 80_000) -> bytes:
    """A PDF whose page leads to a chain of objects so long that who follows it runs out of stack."""
    first = 1_000
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</A 1000 0 R>>>>>>",
        **{number: b"<</A %d 0 R>>" % (number + 1) for number in range(first, first + links)},
        first + links: b"null",
    }
    out, table = b"%PDF-1.7\n", []
    parts = [out]
    at = len(out)
    for number in range(1, first + links + 1):
        if body := objects.get(number):
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            table.append(b"%010d 00000 n \n" % at)
            at += len(parts[-1])
        else:
            table.append(b"0000000000 65535 f \n")
    size = first + links + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(table))
    parts.append(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, at))
    return b"".join(parts)


def photograph_of_many_scans(scans: int = 1_000) -> bytes:
    """A progressive JPEG that asks to be decoded a thousand times, in few bytes."""
    whole = photograph(progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:-2] + whole[last:-2] * scans + whole[-2:]
