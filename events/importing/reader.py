"""A file's bytes into a document. What the file is, its content says; its name only helps where the content does not."""

import io
import logging

import filetype
from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from .document import Document, UnreadableDocument
from .marked_up import read_docx, read_html, read_markdown
from .plain import read_plain

__all__ = ["MAX_BYTES", "Document", "UnreadableDocument", "read"]

MAX_BYTES = 20 * 1024 * 1024
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
LEGACY = ["cp1252", "cp1256", "cp1251", "iso8859_6", "koi8_r", "cp1250", "iso8859_1"]
PAGES_AT_MOST = 500


def read(data: bytes, name: str = "") -> Document:
    """Read a docx, pdf, html, markdown or plain text file; raise UnreadableDocument for anything else."""
    refuse_size(data)
    if data.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        document = read_pdf(data)
    elif data.startswith(b"PK\x03\x04"):
        document = read_docx(data)
    elif data.startswith(OLD_WORD):
        raise UnreadableDocument(
            _("This is an old or a password-protected Office file. Save it as .docx without a password.")
        )
    else:
        document = read_text(decoded(data), name.lower())
    if not any(paragraph.text.strip() for paragraph in document.paragraphs):
        raise UnreadableDocument(_("There is no text in this document. If it is a scan, hand in the text instead."))
    return document


def refuse_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(
            _("The file is larger than %(limit)d MB. Save it without pictures, or paste its text.")
            % {"limit": MAX_BYTES // 1024**2}
        )
    if not data.strip():
        raise UnreadableDocument(_("The file is empty."))


def read_text(text: str, name: str) -> Document:
    head = text[:2000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<?xml")) or (name.endswith((".html", ".htm")) and "<" in head):
        return read_html(text)
    if name.endswith((".md", ".markdown")):
        return read_markdown(text)
    return read_plain(text)


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or one of the older encodings that real files have."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return clean(data.decode(encoding, errors="replace"))
    try:
        return refuse_binary(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    kind = filetype.guess(data)
    if kind is not None or data.count(b"\x00"):
        raise not_a_text(kind.extension if kind else "")
    best = from_bytes(data[:200_000], cp_isolation=LEGACY).best()
    if best is None:
        raise not_a_text()
    return refuse_binary(data.decode(best.encoding, errors="replace"))


def refuse_binary(text: str) -> str:
    """Refuse a file that happens to decode but is full of control characters."""
    sample = text[:20_000]
    control = sum(1 for char in sample if ord(char) < 32 and char not in "\t\n\r\f\v")
    if control > max(2, len(sample) // 200):
        raise not_a_text()
    return clean(text)


def clean(text: str) -> str:
    """Take out characters that stand for nothing and that no database keeps."""
    return "".join(
        char for char in text if char in "\t\n\r\f" or (ord(char) >= 32 and not 0xD800 <= ord(char) <= 0xDFFF)
    )


def not_a_text(kind: str = "") -> UnreadableDocument:
    if kind:
        return UnreadableDocument(
            _("This is a file of kind “%(kind)s”. Hand in a docx, pdf, html, markdown or text file.") % {"kind": kind}
        )
    return UnreadableDocument(_("This file is not a text. Hand in a docx, pdf, html, markdown or text file."))


def read_pdf(data: bytes) -> Document:
    """Read the text of a PDF; one that is locked, damaged or only pictures is refused."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument(_("The PDF is protected by a password. Save a copy without one and hand that in."))
        text = "\n\n".join(page.extract_text() or "" for page in reader.pages[:PAGES_AT_MOST])
    except UnreadableDocument:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        IndexError,
        OSError,
        NotImplementedError,
    ):
        # A damaged PDF can fail anywhere in the library; to the reader it is one thing.
        raise UnreadableDocument(_("The PDF is damaged. Open it, save it again, and try once more."))
    if not text.strip():
        raise UnreadableDocument(_("There is no text in this PDF; it may be a scan. Hand in the text instead."))
    return read_plain(clean(text))
