"""Who looks after a published practice, and what they were asked about it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts.permissions import is_member

from .page import PracticePage


class Stewardship(models.Model):
    """Somebody who took over a practice whose writer is not reachable any more."""

    practice_key = models.UUIDField(unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return str(self.practice_key)


class StewardOfferQuerySet(models.QuerySet["StewardOffer"]):
    def visible_to(self, user) -> "StewardOfferQuerySet":
        """Those that wait for somebody's answer, while the practice is shown and still needs somebody."""
        if not is_member(user):
            return self.none()
        return self.open().filter(person=user)

    def open(self) -> "StewardOfferQuerySet":
        wanting = PracticePage.objects.visible_to(None).filter(needs_owner=True).values("translation_key")
        return self.filter(until__gt=timezone.now(), practice_key__in=wanting)


class StewardOffer(models.Model):
    """An editor asks somebody to look after a practice; nobody does before they have said yes.

    `person` is empty where no member has the address that was asked, so that the board tells nobody who is a member.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    practice_key = models.UUIDField(unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()

    objects = StewardOfferQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return str(self.key)


class RenewalAnswer(models.TextChoices):
    RUNNING = "running", _("still running, and right as it stands")
    CHANGED = "changed", _("still running, but the text is no longer right")
    ENDED = "ended", _("ended")
    WRONG = "wrong", _("I am the wrong person to ask")


class Renewal(models.Model):
    """One letter that asks whether a practice is still right: a link of one use, dead once a newer one is sent."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    practice_key = models.UUIDField(db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    valid_until = models.DateField()
    number = models.PositiveSmallIntegerField()
    sent_on = models.DateField(default=timezone.localdate)
    answer = models.CharField(max_length=8, choices=RenewalAnswer, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice_key", "valid_until", "number"], name="asked_once_at_a_time")
        ]

    def __str__(self) -> str:
        return str(self.key)
