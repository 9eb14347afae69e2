"""Documents handed in: what a file is decides, not what it is called."""

import zipfile
from pathlib import PurePosixPath

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

MB = 1024 * 1024
HEAD = 64 * 1024
TEXT = {"csv", "srt", "txt", "vtt"}
# What an archive of each kind must hold; the name alone of an office document says little.
ARCHIVES = {
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "xlsx": "xl/workbook.xml",
    "odt": "content.xml",
}
PROGRAM = "vbaproject.bin"


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
        # UTF-16 is text too and full of NUL bytes, but begins with a mark.
        marked = head.startswith((b"\xff\xfe", b"\xfe\xff"))
        return filetype.guess(head) is None and (marked or b"\0" not in head)
    if extension == "pdf":
        return b"%PDF-" in head[:1024]
    return extension in ARCHIVES and is_archive(extension, upload)


def is_archive(extension: str, upload: File) -> bool:
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    if any(name.endswith(PROGRAM) for name in names):
        refuse(_("The document holds a program (macros); save it without and try again."), "program")
    return ARCHIVES[extension] in names


def refuse(sentence: str, code: str, **params) -> None:
    raise ValidationError(sentence, code=code, params=params)
