"""What is kept of what members do here: as little as the promises need."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import FollowKind

USER = settings.AUTH_USER_MODEL


class Following(models.Model):
    """A member follows a thing. What it is called is read when it is shown, so that nothing hidden stays in a list."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="followings")
    kind = models.CharField(_("kind"), max_length=10, choices=FollowKind)
    target = models.CharField(_("what"), max_length=64)
    state = models.CharField(_("the question, for a search"), max_length=2000, blank=True)
    title = models.CharField(_("its words, for a search"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    seen = models.JSONField(_("what was there when it was last looked at"), null=True, blank=True)
    created_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        ordering = ["kind", "created_at"]
        constraints = [models.UniqueConstraint(fields=["user", "kind", "target"], name="a_thing_is_followed_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.target}"


class ContactMessage(models.Model):
    """That somebody wrote to somebody. The text is here only until the worker has handed it over."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sender = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="messages_sent")
    recipient = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="messages_received")
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return str(self.key)


class SeenProfile(models.Model):
    """One profile that one member was shown on one day; forgotten when the day's ceiling is over."""

    viewer = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    profile = models.ForeignKey("people.Profile", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["viewer", "day", "profile"], name="seen_once_a_day")]

    def __str__(self) -> str:
        return str(self.day)


class ReadingDay(models.Model):
    """The day on which a member reached the ceiling; the managers are told once."""

    viewer = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["viewer", "day"], name="one_alarm_a_day")]

    def __str__(self) -> str:
        return str(self.day)


class DataExport(models.Model):
    """Somebody's own data, made ready by the worker; only the session that asked can fetch it, for a day."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="exports")
    session_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    content = models.BinaryField(blank=True, default=bytes)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.key)


class Erasure(models.Model):
    """That somebody left, under a keyed hash of their account's key, so that a restored backup forgets them again."""

    hashed = models.CharField(max_length=64, unique=True)
    posts = models.CharField(max_length=10)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.hashed[:8]
