"""Handing in files: taken, cleaned by the worker, thrown away. Every verb is one transaction and harmless twice."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from network_site.pages.files import NetworkDocument
from network_site.safeguarding.handed_in import FileState
from network_site.safeguarding.taking import MB, clean_waiting, keep, taken

from .models import Attachment, PracticePage, Submission
from .moving import demand, locked
from .permissions import can_write

MOST_FILES, MOST_BYTES, MOST_A_DAY = 20, 200 * MB, 60


@transaction.atomic
def attach(submission: Submission, upload: Any, *, by, public: bool = False) -> Attachment:
    """Take a file into quarantine; the worker cleans it. The same file again is the one that is there.

    Raises ValidationError with one sentence for a file that is not taken, or one too many.
    """
    submission = locked(submission)
    demand(can_write(by, submission), _("Files are added while you write, and only by those who wrote this."))
    file = taken(upload)
    there = submission.attachments.filter(digest=file.digest).first()
    if there:
        return there
    refuse_too_many(submission, len(file.data), by=by)
    row = Attachment(submission=submission, public=public, uploaded_by=by)
    keep(row, file, then=clean_attachment.enqueue)
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
    """Clean one file that waits."""
    row = Attachment.objects.select_related("submission").filter(pk=pk, state=FileState.WAITING).first()
    if row:
        clean_waiting(row, again=lambda when: clean_attachment.using(run_after=when).enqueue(pk))


@transaction.atomic
def detach(attachment: Attachment, *, by) -> None:
    """Throw a file away, while one writes."""
    submission = locked(attachment.submission)
    demand(can_write(by, submission), _("Files are taken away while you write, and only by those who wrote this."))
    attachment.delete()


def show_with(page: PracticePage, submission: Submission) -> None:
    """Let the clean documents that are meant for it stand among a page's materials; asked again, each stands there once."""
    stored = [(block.block_type, block.value) for block in page.materials]
    titles = {value["title"] for _kind, value in stored}
    for row in submission.attachments.filter(state=FileState.CLEAN, public=True):
        title = row.name.rpartition(".")[0]
        if row.is_picture or title in titles:
            continue
        with row.file.open("rb") as file:
            document: Any = NetworkDocument(title=title, language=submission.language)
            document.file.save(row.name, ContentFile(file.read()), save=False)
            document.save()
        stored.append(("material", {"title": title, "document": document, "url": ""}))
    page.materials = stored
