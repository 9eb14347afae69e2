"""Drawings of old programs with a canary in their comments, and Word documents that hold them."""

import gzip
import io
import struct
import zipfile

from docx import Document
from PIL import Image

from .told import CANARY

TYPES = {"emf": "image/x-emf", "wmf": "image/x-wmf", "emz": "image/x-emz", "svg": "image/svg+xml", "tiff": "image/tiff"}


def emf() -> bytes:
    """An enhanced metafile: a header, a comment of GDI+, its end (MS-EMF 2.3)."""
    words = CANARY.encode("utf-16-le")
    described = words + b"\0" * (-len(words) % 4)
    comment = b"EMF+" + CANARY.encode() + b"\0" * (-len(CANARY) % 4)
    comment_record = struct.pack("<III", 70, 12 + len(comment), len(comment)) + comment
    end = struct.pack("<IIIII", 14, 20, 0, 0, 20)
    size = 88 + len(described)
    header = struct.pack("<II", 1, size) + struct.pack("<8i", 0, 0, 100, 100, 0, 0, 2000, 2000) + b" EMF"
    header += struct.pack(
        "<IIIHHIIIiiii", 0x10000, size + len(comment_record) + 20, 3, 1, 0, len(CANARY), 88, 0, 1024, 768, 300, 200
    )
    return header + described + comment_record + end


def wmf() -> bytes:
    """A Windows metafile: a header, an escape with a comment, its end (MS-WMF 2.3)."""
    comment = CANARY.encode() + b"\0" * (len(CANARY) % 2)
    escape = struct.pack("<IHHH", 5 + len(comment) // 2, 0x0626, 0x000F, len(comment)) + comment
    end = struct.pack("<IH", 3, 0)
    return struct.pack("<HHHIHIH", 1, 9, 0x300, 9 + (len(escape) + 6) // 2, 0, len(escape) // 2, 0) + escape + end


def tiff() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "teal").save(out, "TIFF", description=CANARY)
    return out.getvalue()


DRAWINGS = {
    "emf": emf(), "wmf": wmf(), "emz": gzip.compress(emf(), 0), "tiff": tiff(),
    "svg": f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{CANARY}</desc></svg>'.encode(),
}  # fmt: skip


def drawn_letter(kind: str) -> bytes:
    """A Word document with one picture, which is a drawing of this kind."""
    document, picture, out = Document(), io.BytesIO(), io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(picture, "PNG")
    document.add_paragraph("Seen at once.")
    document.add_picture(picture)
    document.save(out)
    return replaced(out.getvalue(), "word/media/image1.png", kind, "word/_rels/document.xml.rels")


def replaced(data: bytes, name: str, kind: str, relations: str) -> bytes:
    """The document with a drawing of this kind in the place of its one picture."""
    out, end = io.BytesIO(), name.rpartition("/")[2].encode()
    stem = name.rpartition(".")[0]
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "[Content_Types].xml":
                content = content.replace(
                    b'Extension="png" ContentType="image/png"',
                    f'Extension="{kind}" ContentType="{TYPES[kind]}"'.encode(),
                )
            if part == relations:
                content = content.replace(end, end.replace(b".png", f".{kind}".encode()))
            new.writestr(f"{stem}.{kind}" if part == name else part, DRAWINGS[kind] if part == name else content)
    return out.getvalue()
