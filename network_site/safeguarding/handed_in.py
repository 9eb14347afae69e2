"""A file that somebody handed in, whatever it hangs on: nobody else sees it before it is clean."""

import secrets
import uuid
from functools import partial

from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import class_prepared, post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .cleaning import REFUSALS, REMOVED, WARNINGS
from .storage import guarded


def random_name(instance, filename: str) -> str:
    """A stored name that says nothing and cannot be guessed."""
    return f"{secrets.token_urlsafe(24)}.{instance.kind}"


class FileState(models.TextChoices):
    WAITING = "waiting", _("being cleaned")
    CLEAN = "clean", _("cleaned")
    REFUSED = "refused", _("not taken")


class HandedIn(models.Model):
    """`original` is there only until the file is clean, `file` only from then on. Both go with the row."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)  # of the original, so that the same file twice in one place is one
    checksum = models.CharField(max_length=64, blank=True)  # of the cleaned file
    original = models.FileField(storage=guarded, upload_to=random_name, blank=True)
    file = models.FileField(storage=guarded, upload_to=random_name, blank=True)
    text = models.TextField(blank=True)  # what the screening reads
    state = models.CharField(max_length=8, choices=FileState, default=FileState.WAITING)
    refusal = models.CharField(max_length=20, blank=True)
    removed = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["uploaded_at", "pk"]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def is_clean(self) -> bool:
        return self.state == FileState.CLEAN

    @property
    def is_picture(self) -> bool:
        return self.kind in ("jpeg", "png", "webp")

    def told_removed(self) -> list[str]:
        return [str(REMOVED[code]) for code in self.removed if code in REMOVED]

    def told_warnings(self) -> list[str]:
        return [str(WARNINGS[code]) for code in self.warnings if code in WARNINGS]

    def told_refusal(self) -> str:
        return str(REFUSALS.get(self.refusal, "")) if self.refusal else ""


@receiver(class_prepared)
def files_go_with_their_row(sender, **kwargs) -> None:
    """Only for models of files: a receiver for all of them would make every deletion slow."""
    if issubclass(sender, HandedIn):
        post_delete.connect(delete_files, sender=sender)


def delete_files(sender, instance: HandedIn, **kwargs) -> None:
    for file in (instance.original, instance.file):
        if file:
            # Once it is certain: a row that stays after all must not stand there without its file.
            transaction.on_commit(partial(file.storage.delete, str(file.name)))
