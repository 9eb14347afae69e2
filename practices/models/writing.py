"""What hangs on a submission only while it is written: the text it was begun from, and those asked to write along."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from members.accounts.models import normalise_address
from members.accounts.permissions import is_member

from ..moves import WRITING
from .submission import Submission


class BroughtText(models.Model):
    """The words of the document a draft was begun from, to be read beside the form; never the file. Gone when it is handed in."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="brought")
    text = models.TextField()
    left_over = models.JSONField(default=list)  # rows of `bringing.filled.LeftOver`

    def __str__(self) -> str:
        return f"{self.submission_id}"


class AuthorInvitationQuerySet(models.QuerySet["AuthorInvitation"]):
    def visible_to(self, user) -> "AuthorInvitationQuerySet":
        """Those that wait for somebody's answer; an address counts once its member has signed in with it."""
        if not is_member(user):
            return self.none()
        mine = Q(person=user) | Q(person=None, address=normalise_address(user.email))
        return self.open().filter(mine).exclude(submission__authorships__user=user)

    def open(self) -> "AuthorInvitationQuerySet":
        """Not declined, not run out, and of something that is still being written."""
        now = timezone.now()
        return self.filter(declined_at=None, until__gt=now, submission__state__in=WRITING)


class AuthorInvitation(models.Model):
    """A member asked to write along: one of the directory, or whoever has an address. Accepted, it is an `Authorship`."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.EmailField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    declined_at = models.DateTimeField(null=True, blank=True)

    objects = AuthorInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "person"], condition=~Q(person=None), name="a_person_asked_once"),
            models.UniqueConstraint(fields=["submission", "address"], condition=~Q(address=""), name="an_address_asked_once"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.key)
