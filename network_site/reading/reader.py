"""A file's bytes into a document. What the file is, its content says; its name only helps where the content does not."""

import codecs
import io
import logging
import re

import filetype
from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from .document import Document, UnreadableDocument
from .marked_up import FRONT_MATTER_MARKS, read_docx, read_markdown
from .page import read_html
from .plain import read_plain

__all__ = ["MAX_BYTES", "Document", "UnreadableDocument", "read"]

MAX_BYTES = 20 * 1024 * 1024
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
LEGACY = ["cp1252", "cp1256", "cp1251", "iso8859_6", "koi8_r", "cp1250", "iso8859_1"]
LATIN = ("cp1252", "cp1250", "latin_1", "iso8859_1")
WESTERN, CENTRAL = frozenset("éèàùçêôâîïûœæëñßãõøå"), frozenset("ąćęłńśźżčďěňřšťůžőűăşţ")
PAGES_AT_MOST = 500
HEAD = 20_000
CLOSING_TAGS = re.compile(r"</(?:p|div|li|ul|ol|h[1-6]|a|strong|body|span)\s?>", re.IGNORECASE)
MARKDOWN_HEADING = re.compile(r"^#{1,4} \S", re.MULTILINE)
DECLARED = re.compile(rb"(?:charset|encoding)\s?=\s?[\"']?([\w-]{3,20})", re.IGNORECASE)
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


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
    elif data.startswith(b"{\\rtf"):
        raise not_a_text("rtf")
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
    """Read HTML, Markdown or plain text, whichever the text is; the name decides only between the last two."""
    head = text[:HEAD].lstrip()
    if head.lower().startswith(("<!doctype html", "<html", "<?xml")):
        return read_html(text)
    marked = head.startswith(tuple(f"{mark}\n" for mark in FRONT_MATTER_MARKS)) or MARKDOWN_HEADING.search(head)
    if name.endswith((".md", ".markdown")) or (marked and not name.endswith((".html", ".htm"))):
        return read_markdown(text)
    if len(CLOSING_TAGS.findall(head)) >= (1 if name.endswith((".html", ".htm")) else 3):
        return read_html(text)
    return read_plain(text)


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or one of the older encodings that real files have."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return refuse_binary(data.decode(encoding, errors="replace"))
    try:
        return refuse_binary(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    kind = filetype.guess(data)
    if kind is not None or data.count(b"\x00"):
        raise not_a_text(kind.extension if kind else "")
    declared = declared_encoding(data)
    if declared:
        return refuse_binary(data.decode(declared, errors="replace"))
    best = from_bytes(data[:200_000], cp_isolation=LEGACY).best()
    if best is None:
        raise not_a_text()
    encoding = latin(data) if best.encoding in LATIN else best.encoding
    return refuse_binary(data.decode(encoding, errors="replace"))


def latin(data: bytes) -> str:
    """Western or Central European, by the letters that each would show: the detector takes French for Czech."""
    western = sum(letter in WESTERN for letter in data[:200_000].decode("cp1252", errors="replace"))
    central = sum(letter in CENTRAL for letter in data[:200_000].decode("cp1250", errors="replace"))
    return "cp1250" if central > western else "cp1252"


def refuse_binary(text: str) -> str:
    """Refuse a file that happens to decode but is full of control characters."""
    sample = text[:20_000]
    control = sum(1 for char in sample if ord(char) < 32 and char not in "\t\n\r\f\v")
    if control > max(2, len(sample) // 200):
        raise not_a_text()
    return clean(text)


def clean(text: str) -> str:
    """Take out characters that nobody sees: control characters, marks of direction, halves of characters."""
    return INVISIBLE.sub("", text)


def declared_encoding(data: bytes) -> str:
    """The encoding a web page names for itself, if there is one of that name."""
    found = DECLARED.search(data[:2048]) if data[:2048].lstrip().startswith(b"<") else None
    try:
        name = codecs.lookup(found[1].decode()).name if found else ""
        return name if name and "text".encode(name) else ""
    except (LookupError, UnicodeError, TypeError):
        return ""


def not_a_text(kind: str = "") -> UnreadableDocument:
    if kind:
        return UnreadableDocument(
            _("This is a file of kind “%(kind)s”. Hand in a docx, pdf, html, markdown or text file.") % {"kind": kind}
        )
    return UnreadableDocument(_("This file is not a text. Hand in a docx, pdf, html, markdown or text file."))


def read_pdf(data: bytes) -> Document:
    """Read the text of a PDF; one that is locked, damaged or only pictures is refused."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument(_("The PDF is protected by a password. Save a copy without one and hand that in."))
        text = "\n\n".join(page.extract_text() or "" for page in reader.pages[:PAGES_AT_MOST])
    except UnreadableDocument:
        raise
    except Exception:
        # A damaged PDF can fail anywhere in the library; to the reader it is one thing.
        raise UnreadableDocument(_("The PDF is damaged. Open it, save it again, and try once more."))
    if not text.strip():
        raise UnreadableDocument(_("There is no text in this PDF; it may be a scan. Hand in the text instead."))
    return read_plain(clean(text))
