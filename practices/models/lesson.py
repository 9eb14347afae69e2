"""Where a draft came out of a post, and whose words are asked for with it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts.permissions import is_member
from members.discussions.models import Post

from ..moves import WRITING
from .submission import Submission


class Lesson(models.Model):
    """That a post of a space is the beginning of a draft. Only the author of both ever learns of it."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="lesson")
    post_key = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return str(self.post_key)


class Consent(models.TextChoices):
    ASKED = "asked", _("not agreed yet")
    GIVEN = "given", _("agreed")
    REFUSED = "refused", _("not agreed")


class QuotationQuerySet(models.QuerySet["Quotation"]):
    def visible_to(self, user) -> "QuotationQuerySet":
        """Those somebody is asked about, of posts that still stand, while the draft is still written."""
        if not is_member(user):
            return self.none()
        standing = Post.objects.filter(author=user, state="shown").values("key")
        return self.filter(person=user, post_key__in=standing, lesson__submission__state__in=WRITING)


class Quotation(models.Model):
    """Words of somebody that an author wants to take along. They stand in no draft before their author agrees."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="quotations")
    post_key = models.UUIDField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()
    consent = models.CharField(max_length=8, choices=Consent, default=Consent.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return str(self.key)
