"""What protects people on a practice that is already public: what members alone read, and what was taken down at once."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..moves import Side


class MembersPart(models.Model):
    """The part of a published practice that members alone read: rows of its own, so that no page can give it away.

    It hangs on the key that a practice shares with its translations.
    """

    practice_key = models.UUIDField(_("practice"), unique=True)
    safeguarding_detail = models.TextField(_("safeguarding measures in detail"), blank=True)
    information_sharing = models.TextField(_("information sharing between agencies"), blank=True)
    cost_amount = models.CharField(_("cost in figures"), max_length=200, blank=True)
    offers = models.TextField(_("what is offered to a city that asks"), blank=True)

    class Meta:
        verbose_name = _("members' part of a practice")
        verbose_name_plural = _("members' parts of practices")

    def __str__(self) -> str:
        return str(self.practice_key)


class HidingQuerySet(models.QuerySet["Hiding"]):
    def open(self) -> "HidingQuerySet":
        """Those on which nobody has decided yet."""
        return self.filter(ended_at=None)

    def visible_to(self, user) -> "HidingQuerySet":
        """The desk's alone; asked by the permission, so that it stands in one place."""
        from ..permissions import is_on_desk

        return self.all() if is_on_desk(user) else self.none()


class Hiding(models.Model):
    """A practice that was taken from the site at once, or that somebody asks to be looked at; and what came of it."""

    class Ending(models.TextChoices):
        SHOWN = "shown", _("shown again")
        DOWN = "down", _("taken off the site for good")
        LEFT = "left", _("stays on the site")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    practice_key = models.UUIDField(db_index=True)
    side = models.CharField(max_length=16, choices=Side, blank=True)  # empty: somebody concerned, whoever it is
    reason = models.TextField(_("why"), blank=True, max_length=2000)
    contact = models.EmailField(_("where to answer"), blank=True)
    hid = models.BooleanField(default=True)
    pages = models.JSONField(default=list)  # those that were live, to be shown again
    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=8, choices=Ending, blank=True)
    note = models.TextField(_("what was decided, and why"), blank=True, max_length=2000)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = HidingQuerySet.as_manager()

    class Meta:
        verbose_name = _("hidden practice")
        verbose_name_plural = _("hidden practices")
        ordering = ["-begun_at", "pk"]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def side_label(self) -> str:
        return str(Side(self.side).label) if self.side else str(_("somebody concerned"))
