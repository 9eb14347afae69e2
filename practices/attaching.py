"""Handing in files: taken, cleaned by the worker, thrown away. Every verb is one transaction and harmless twice."""

import hashlib
import re
import unicodedata
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from network_site.pages.files import NetworkDocument
from network_site.reading.bounded import LONGEST, read_upload
from network_site.reading.document import UnreadableDocument
from network_site.safeguarding.cleaning import REFUSALS, Refused, clean, kind_of
from network_site.safeguarding.scanning import ScannerSilent, scan

from .models import Attachment, AttachmentState, PracticePage, Submission
from .moving import demand, locked
from .permissions import can_write

MB = 1024 * 1024
MOST_FILES, MOST_BYTES, MOST_A_DAY = 20, 200 * MB, 60
QUARANTINE, AGAIN = timedelta(days=7), timedelta(minutes=5)
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


@transaction.atomic
def attach(submission: Submission, upload: Any, *, by, public: bool = False) -> Attachment:
    """Take a file into quarantine; the worker cleans it. The same file again is the one that is there.

    Raises ValidationError with one sentence for a file that is not taken, or one too many.
    """
    submission = locked(submission)
    demand(can_write(by, submission), _("Files are added while you write, and only by those who wrote this."))
    if upload.size > 25 * MB:
        raise ValidationError(str(REFUSALS["too_large"]))
    data = upload.read()
    try:
        kind = kind_of(upload.name or "", data)
    except Refused as refusal:
        raise ValidationError(str(REFUSALS[refusal.code])) from refusal
    digest = hashlib.sha256(data).hexdigest()
    there = submission.attachments.filter(digest=digest).first()
    if there:
        return there
    refuse_too_many(submission, len(data), by=by)
    row = Attachment(
        submission=submission, name=safe_name(upload.name or "", kind), kind=kind, size=len(data), digest=digest, public=public, uploaded_by=by
    )  # fmt: skip
    row.original.save(row.name, ContentFile(data), save=False)
    try:
        row.save()
        clean_attachment.enqueue(row.pk)
    except Exception:
        row.original.delete(save=False)
        raise
    return row


def refuse_too_many(submission: Submission, size: int, *, by) -> None:
    rows = list(submission.attachments.values_list("size", flat=True))
    if len(rows) >= MOST_FILES or sum(rows) + size > MOST_BYTES:
        raise ValidationError(_("A submission holds 20 files and 200 MB at most. Take one away first."))
    today = Attachment.objects.filter(uploaded_by=by, uploaded_at__gt=timezone.now() - timedelta(days=1))
    if today.count() >= MOST_A_DAY:
        raise ValidationError(_("You have handed in 60 files today. Go on tomorrow."))


@task()
def clean_attachment(pk: int) -> None:
    """Clean one file that waits; the original goes at once, whatever came of it."""
    row = Attachment.objects.select_related("submission").filter(pk=pk, state=AttachmentState.WAITING).first()
    if row is None:
        return
    try:
        with row.original.open("rb") as original:
            data = original.read()
        scan(data)
        cleaned = clean(data, row.name)
    except ScannerSilent:
        wait(row)
        return
    except Refused as refusal:
        end(row, AttachmentState.REFUSED, refusal=refusal.code)
        return
    except OSError:
        end(row, AttachmentState.REFUSED, refusal="crash")
        return
    row.removed, row.warnings, row.size = cleaned.removed, cleaned.warnings, len(cleaned.data)
    row.checksum = hashlib.sha256(cleaned.data).hexdigest()
    row.text = cleaned.text[:LONGEST] or text_of(cleaned.data, row.name)
    row.file.save(row.name, ContentFile(cleaned.data), save=False)
    end(row, AttachmentState.CLEAN)


@transaction.atomic
def wait(row: Attachment) -> None:
    """Leave a file unseen that the scanner has said nothing of, and come back to it."""
    Attachment.objects.filter(pk=row.pk).update(warnings=["unscanned"])
    clean_attachment.using(run_after=timezone.now() + AGAIN).enqueue(row.pk)


def end(row: Attachment, state: str, *, refusal: str = "") -> None:
    original = row.original.name
    row.state, row.refusal, row.original = state, refusal, ""
    row.warnings = [code for code in row.warnings if code != "unscanned"]
    row.save()
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


@transaction.atomic
def detach(attachment: Attachment, *, by) -> None:
    """Throw a file away, while one writes."""
    submission = locked(attachment.submission)
    demand(can_write(by, submission), _("Files are taken away while you write, and only by those who wrote this."))
    attachment.delete()


def purge_quarantine() -> int:
    """Throw away originals that were not cleaned within a week; gives how many."""
    old = Attachment.objects.filter(state=AttachmentState.WAITING, uploaded_at__lt=timezone.now() - QUARANTINE)
    rows = list(old)
    for row in rows:
        end(row, AttachmentState.REFUSED, refusal="time")
    return len(rows)


def show_with(page: PracticePage, submission: Submission) -> None:
    """Let the clean documents that are meant for it stand among a page's materials; asked again, each stands there once."""
    stored = [(block.block_type, block.value) for block in page.materials]
    titles = {value["title"] for _kind, value in stored}
    for row in submission.attachments.filter(state=AttachmentState.CLEAN, public=True):
        title = row.name.rpartition(".")[0]
        if row.is_picture or title in titles:
            continue
        with row.file.open("rb") as file:
            document: Any = NetworkDocument(title=title, language=submission.language)
            document.file.save(row.name, ContentFile(file.read()), save=False)
            document.save()
        stored.append(("material", {"title": title, "document": document, "url": ""}))
    page.materials = stored
