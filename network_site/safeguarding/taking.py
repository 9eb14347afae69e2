"""Taking files in: into quarantine, cleaned by the worker, out of quarantine. Whoever may is asked by the caller."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from network_site.reading.bounded import LONGEST, read_upload
from network_site.reading.document import UnreadableDocument

from .cleaning import REFUSALS, Refused, clean, kind_of
from .handed_in import FileState, HandedIn
from .scanning import ScannerSilent, scan

MB = 1024 * 1024
LARGEST = 25 * MB
QUARANTINE, AGAIN = timedelta(days=7), timedelta(minutes=5)
# What cleaning writes.
FOUND = ("state", "refusal", "original", "file", "size", "checksum", "text", "removed", "warnings")
UNSAFE = re.compile(r'[\\/:*?"<>|%;]+')


def safe_name(name: str, kind: str) -> str:
    """A name for downloads: no path, no control or direction signs, at most a hundred signs, the right ending."""
    plain = unicodedata.normalize("NFC", PurePosixPath((name or "").replace("\\", "/")).name)
    plain = "".join(
        sign
        for sign in plain
        if unicodedata.category(sign)[0] not in "C" and unicodedata.category(sign) not in ("Zl", "Zp")
    )
    stem = " ".join(UNSAFE.sub(" ", plain.rpartition(".")[0] if "." in plain else plain).split()).strip(". ")[:90]
    return f"{stem or _('file')}.{'jpg' if kind == 'jpeg' else kind}"


@dataclass(frozen=True)
class Taken:
    """What a browser sent, known by its content."""

    name: str
    kind: str
    data: bytes
    digest: str


def taken(upload: Any) -> Taken:
    """Read what was sent. Raises ValidationError with one sentence for a file that is not taken."""
    if upload.size > LARGEST:
        raise ValidationError(str(REFUSALS["too_large"]))
    data = upload.read()
    try:
        kind = kind_of(upload.name or "", data)
    except Refused as refusal:
        raise ValidationError(str(REFUSALS[refusal.code])) from refusal
    return Taken(safe_name(upload.name or "", kind), kind, data, hashlib.sha256(data).hexdigest())


def keep(row: HandedIn, file: Taken, *, then: Callable[[int], Any]) -> None:
    """Put a file into quarantine and have it looked at: `then` is told the row's key. Neither or both."""
    row.name, row.kind, row.size, row.digest = file.name, file.kind, len(file.data), file.digest
    row.original.save(row.name, ContentFile(file.data), save=False)
    try:
        row.save()
        then(row.pk)
    except Exception:
        row.original.delete(save=False)
        raise


def clean_waiting(row: HandedIn, *, again: Callable[[datetime], Any]) -> None:
    """Clean a file that waits; the original goes at once, whatever came of it.

    While the scanner says nothing the file stays unseen, and `again` is told when to come back.
    """
    try:
        with row.original.open("rb") as original:
            data = original.read()
        scan(data)
        cleaned = clean(data, row.name)
    except ScannerSilent:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(warnings=["unscanned"])
            again(timezone.now() + AGAIN)
        return
    except Refused as refusal:
        end(row, FileState.REFUSED, refusal=refusal.code)
        return
    except OSError:
        end(row, FileState.REFUSED, refusal="crash")
        return
    row.removed, row.warnings, row.size = cleaned.removed, cleaned.warnings, len(cleaned.data)
    row.checksum = hashlib.sha256(cleaned.data).hexdigest()
    row.text = cleaned.text[:LONGEST] or text_of(cleaned.data, row.name)
    row.file.save(row.name, ContentFile(cleaned.data), save=False)
    end(row, FileState.CLEAN)


def end(row: HandedIn, state: str, *, refusal: str = "") -> None:
    """Say what came of a file, and let its original go.

    Only that is written: while it was cleaned, the file may have been hung on what it was chosen for, or thrown away.
    """
    original = row.original.name
    row.state, row.refusal, row.original = state, refusal, ""
    row.warnings = [code for code in row.warnings if code != "unscanned"]
    found = {name: getattr(row, name) for name in FOUND}
    if not type(row)._default_manager.filter(pk=row.pk).update(**found) and row.file:
        row.file.storage.delete(str(row.file.name))
    if original:
        transaction.on_commit(lambda: row._meta.get_field("original").storage.delete(original))


def text_of(data: bytes, name: str) -> str:
    """The words of a document whose cleaner reads none, for the screening; what cannot be read has none."""
    if not name.endswith((".docx", ".pdf")):
        return ""
    try:
        document = read_upload(ContentFile(data, name=name))
    except UnreadableDocument:
        return ""
    return "\n".join(paragraph.text for paragraph in document.paragraphs)[:LONGEST]


def purge_quarantine(model: type[HandedIn]) -> int:
    """Throw away originals that were not cleaned within a week; gives how many."""
    old = model._default_manager.filter(state=FileState.WAITING, uploaded_at__lt=timezone.now() - QUARANTINE)
    rows = list(old)
    for row in rows:
        end(row, FileState.REFUSED, refusal="time")
    return len(rows)
