"""Files that hang on a submission: nobody but its authors sees one before it is clean."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from network_site.safeguarding.handed_in import FileState, HandedIn, random_name
from network_site.safeguarding.storage import guarded

from .submission import Submission

__all__ = ["Attachment", "guarded", "random_name"]  # the two functions: a migration names them here


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user) -> "AttachmentQuerySet":
        """Clean files of submissions that somebody may open; to its authors also those that are not clean."""
        own = models.Q(submission__in=Submission.objects.of(user).values("pk"))
        seen = models.Q(submission__in=Submission.objects.visible_to(user).values("pk"), state=FileState.CLEAN)
        return self.filter(own | seen)


class Attachment(HandedIn):
    """A file that somebody handed in with a submission."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="attachments")
    public = models.BooleanField(_("shown with the practice once it is published"), default=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta(HandedIn.Meta):
        constraints = [models.UniqueConstraint(fields=["submission", "digest"], name="a_file_once_per_submission")]
