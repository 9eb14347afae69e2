"""Letters on their way: written down with what causes them, and delivered by the worker."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LetterState(models.TextChoices):
    WAITING = "waiting", _("waits")
    SENT = "sent", _("sent")
    DROPPED = "dropped", _("not sent: it may not be read any more")
    SET_ASIDE = "set_aside", _("set aside: no server took it for three days")


class Letter(models.Model):
    """One letter to one address. What it will say is written only when it is sent; afterwards neither words nor address stay.

    `values` are keys and signs that the kind's `write` needs, never a person's words. `once` names the cause: one cause
    writes one letter.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="letters"
    )
    address = models.EmailField(_("e-mail address"), blank=True)
    values = models.JSONField(default=dict, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    once = models.CharField(max_length=120, unique=True, null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=LetterState, default=LetterState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    trouble = models.CharField(_("trouble"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "next_at"], name="letters_that_wait")]

    def __str__(self) -> str:
        return str(self.key)
