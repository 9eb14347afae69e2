"""What somebody is to hear of, and how they want to hear it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .choices import MailList, Weekday, Wish

USER = settings.AUTH_USER_MODEL


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, viewer) -> "NoticeQuerySet":
        """One's own, and nobody else's. What each of them tells is asked anew whenever it is shown."""
        if viewer is None or not viewer.is_authenticated:
            return self.none()
        return self.filter(user=viewer)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class Notice(models.Model):
    """Something happened that concerns somebody: of which kind, and to which thing. Never a word of what it says."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=40)
    target = models.CharField(_("what"), max_length=80)
    cause = models.CharField(_("cause"), max_length=120)
    created_at = models.DateTimeField(_("since"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    mail = models.CharField(_("mail"), max_length=8, choices=Wish, default=Wish.NEVER)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "cause"], name="one_notice_for_a_cause")]
        indexes = [models.Index(fields=["user", "read_at"], name="notices_to_read")]

    def __str__(self) -> str:
        return str(self.key)


class Preference(models.Model):
    """When and in which language somebody is written to."""

    user = models.OneToOneField(USER, on_delete=models.CASCADE, related_name="preference")
    language = models.CharField(_("language of mail"), max_length=10, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    digest_day = models.PositiveSmallIntegerField(_("day of the weekly mail"), choices=Weekday, default=Weekday.MONDAY)

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")

    def __str__(self) -> str:
        return str(self.pk)


class Channel(models.Model):
    """How one kind of mail reaches somebody. The key alone stops it, and names nobody."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="channels")
    name = models.CharField(_("list"), max_length=12, choices=MailList)
    wish = models.CharField(_("how"), max_length=8, choices=Wish, default=Wish.NEVER)

    class Meta:
        verbose_name = _("mail list")
        verbose_name_plural = _("mail lists")
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_channel_of_a_list")]

    def __str__(self) -> str:
        return self.name
