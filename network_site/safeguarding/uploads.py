"""Documents handed in: what a file is decides, not what it is called."""

import lzma
import re
import zipfile
import zlib
from pathlib import PurePosixPath

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

MB = 1024 * 1024
HEAD = 64 * 1024
TEXT = {"csv", "md", "srt", "txt", "vtt"}
# Written in letters, yet something else than text.
LETTERED = {"application/pdf", "application/postscript", "application/rtf"}
# Signs that no text holds, in any encoding that marks no bytes of its own: pictures and programs are full of them.
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# What an archive of each kind must hold; the name alone of an office document says little.
ARCHIVES = {
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "xlsx": "xl/workbook.xml",
    "odt": "content.xml",
}
ODT = b"application/vnd.oasis.opendocument.text"
# Macros, in Microsoft's and in OpenDocument's archives; the script-l?.xml are lists that may be empty.
PROGRAM = re.compile(r"(?:^|/)vbaproject\.bin$|^scripts/.*[^/]$|^basic/(?!(?:.*/)?script-l[bc]\.xml$).*[^/]$")

UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, LookupError, OSError, ValueError, NotImplementedError, RuntimeError, EOFError,
)  # fmt: skip


def check_upload(upload: File) -> None:
    """Raise ValidationError with one sentence for a document that is too large, empty, or not what its name says."""
    limit = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if upload.size > limit:
        refuse(_("The document is larger than %(limit)d MB."), "too_large", limit=limit // MB)
    if not upload.size:
        refuse(_("The document is empty."), "empty")
    extension = PurePosixPath(upload.name or "").suffix.lower().lstrip(".")
    if extension not in settings.WAGTAILDOCS_EXTENSIONS:
        allowed = ", ".join(settings.WAGTAILDOCS_EXTENSIONS)
        refuse(_("Documents of this kind are not taken; these are: %(kinds)s."), "kind", kinds=allowed)
    upload.seek(0)
    head = upload.read(HEAD)
    try:
        fits = is_kind(extension, head, upload)
    finally:
        upload.seek(0)
    if not fits:
        refuse(_("The document's content is not what its name says: it is no .%(kind)s."), "misnamed", kind=extension)


def is_kind(extension: str, head: bytes, upload: File) -> bool:
    if extension in TEXT:
        upload.seek(0)
        return is_text(upload.read())
    if extension == "pdf":
        return b"%PDF-" in head[:1024]
    return extension in ARCHIVES and head.startswith(b"PK") and is_archive(extension, upload)


def is_text(data: bytes) -> bool:
    """True for letters in any encoding. What a file begins with is not enough: “BMI,age” would be a bitmap."""
    guess = filetype.guess(data[:HEAD])
    if guess is not None and guess.mime in LETTERED:
        return False
    # UTF-16 is text too and full of NUL bytes, but begins with a mark.
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeDecodeError:
            return False
    return not CONTROL.search(data.rstrip(b"\x1a"))


def is_archive(extension: str, upload: File) -> bool:
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            names = {name.lower() for name in archive.namelist()}
            marked = extension != "odt" or says_odt(archive)
    except UNREADABLE:
        return False
    if any(PROGRAM.search(name) for name in names):
        refuse(_("The document holds a program (macros); save it without and try again."), "program")
    return marked and ARCHIVES[extension] in names


def says_odt(archive: zipfile.ZipFile) -> bool:
    """Every OpenDocument archive has a content.xml; its first member says which kind it is."""
    with archive.open("mimetype") as member:
        return member.read(len(ODT) + 1).strip() == ODT


def refuse(sentence: str, code: str, **params) -> None:
    raise ValidationError(sentence, code=code, params=params)
