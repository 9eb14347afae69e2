"""Files that hang on a submission: nobody but its authors sees one before it is clean."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network_site.pages.renditions import GuardedStorage
from network_site.safeguarding.cleaning import REFUSALS, REMOVED, WARNINGS

from .submission import Submission


def guarded() -> GuardedStorage:
    return GuardedStorage()


def random_name(instance, filename: str) -> str:
    """A stored name that says nothing and cannot be guessed."""
    return f"{secrets.token_urlsafe(24)}.{instance.kind}"


class AttachmentState(models.TextChoices):
    WAITING = "waiting", _("being cleaned")
    CLEAN = "clean", _("cleaned")
    REFUSED = "refused", _("not taken")


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user) -> "AttachmentQuerySet":
        """Clean files of submissions that somebody may open; to its authors also those that are not clean."""
        own = models.Q(submission__in=Submission.objects.of(user).values("pk"))
        seen = models.Q(submission__in=Submission.objects.visible_to(user).values("pk"), state=AttachmentState.CLEAN)
        return self.filter(own | seen)


class Attachment(models.Model):
    """A file that somebody handed in. `original` is there only until it is clean, `file` only from then on."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)  # of the original, so that the same file twice in one submission is one
    checksum = models.CharField(max_length=64, blank=True)  # of the cleaned file
    original = models.FileField(storage=guarded, upload_to=random_name, blank=True)
    file = models.FileField(storage=guarded, upload_to=random_name, blank=True)
    text = models.TextField(blank=True)  # what the screening reads
    state = models.CharField(max_length=8, choices=AttachmentState, default=AttachmentState.WAITING)
    refusal = models.CharField(max_length=20, blank=True)
    removed = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    public = models.BooleanField(_("shown with the practice once it is published"), default=False)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["uploaded_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "digest"], name="a_file_once_per_submission")]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def is_clean(self) -> bool:
        return self.state == AttachmentState.CLEAN

    @property
    def is_picture(self) -> bool:
        return self.kind in ("jpeg", "png", "webp")

    def told_removed(self) -> list[str]:
        return [str(REMOVED[code]) for code in self.removed if code in REMOVED]

    def told_warnings(self) -> list[str]:
        return [str(WARNINGS[code]) for code in self.warnings if code in WARNINGS]

    def told_refusal(self) -> str:
        return str(REFUSALS.get(self.refusal, "")) if self.refusal else ""


@receiver(post_delete, sender=Attachment)
def delete_files(sender, instance: Attachment, **kwargs) -> None:
    for file in (instance.original, instance.file):
        if file:
            file.delete(save=False)
