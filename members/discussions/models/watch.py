"""What keeps a space safe: reports, what facilitators did about them, and the glass that only an emergency breaks."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts.permissions import has_second_factor, is_member
from members.accounts.roles import Role, has_role

from ..choices import ReportReason, ReportState
from .post import Post
from .space import Space

USER = settings.AUTH_USER_MODEL
AN_HOUR = timedelta(hours=1)


def is_administrator(user) -> bool:
    """Administrators with a second factor."""
    if not is_member(user):
        return False
    if not has_second_factor(user):
        return False
    return user.is_superuser or has_role(user, Role.ADMINISTRATOR)


class ReportQuerySet(models.QuerySet["Report"]):
    def queue_of(self, viewer) -> "ReportQuerySet":
        """What waits for a facilitator: of the spaces they run, nothing about a post of their own."""
        rows = self.filter(post__thread__space__in=Space.objects.run_by(viewer).values("pk"))
        return rows.exclude(post__author=viewer) if is_member(viewer) else rows.none()

    def visible_to(self, viewer) -> "ReportQuerySet":
        """One's own reports, and those one has to handle. Who reported is told to nobody."""
        if not is_member(viewer):
            return self.none()
        return self.filter(Q(reporter=viewer) | Q(pk__in=self.model.objects.queue_of(viewer).values("pk")))


class Report(models.Model):
    """Somebody says that a post should not stand as it does."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("reason"), max_length=12, choices=ReportReason)
    text = models.TextField(_("in your words"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.OPEN)
    created_at = models.DateTimeField(_("reported"), default=timezone.now)
    handled_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["created_at", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "reporter"], condition=Q(state=ReportState.OPEN), name="one_open_report_each"
            )
        ]

    def __str__(self) -> str:
        return str(self.key)


class ModerationQuerySet(models.QuerySet["Moderation"]):
    def visible_to(self, viewer) -> "ModerationQuerySet":
        """What was done to one's own posts, and in the spaces one facilitates."""
        if not is_member(viewer):
            return self.none()
        return self.filter(
            Q(post__author=viewer) | Q(post__thread__space__in=Space.objects.run_by(viewer).values("pk"))
        )

    def asking_suspension(self, viewer) -> "ModerationQuerySet":
        """What facilitators ask of the administrators, who learn whose post it was only by breaking the glass."""
        return self.filter(move="ask_suspension") if is_administrator(viewer) else self.none()


class Moderation(models.Model):
    """One thing a facilitator did to a post, with the words its author gets."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="moderations")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    move = models.CharField(_("what"), max_length=16)
    note = models.TextField(_("why"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = ModerationQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of moderation")
        verbose_name_plural = _("steps of moderation")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return str(self.key)


class BreakGlassQuerySet(models.QuerySet["BreakGlass"]):
    def valid_for(self, user) -> "BreakGlassQuerySet":
        """Those that let an administrator read now; gone with the hour, the role or the second factor."""
        if not is_administrator(user):
            return self.none()
        return self.filter(who=user, until__gt=timezone.now())

    def visible_to(self, viewer) -> "BreakGlassQuerySet":
        """Everybody who is meant to read a space is told that it was opened, by an administrator, until when and why."""
        return self.filter(space__in=Space.objects.meant_for(viewer).values("pk"))


def in_an_hour():
    return timezone.now() + AN_HOUR


class BreakGlass(models.Model):
    """An administrator opened a space, or looked who wrote one post: with a reason, for an hour, announced to the space."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    who = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="glasses")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.CASCADE, related_name="glasses")
    reason = models.CharField(_("reason"), max_length=400)
    created_at = models.DateTimeField(_("opened"), default=timezone.now)
    until = models.DateTimeField(_("until"), default=in_an_hour)
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True)

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening in an emergency")
        verbose_name_plural = _("openings in an emergency")
        ordering = ["-created_at", "key"]

    def __str__(self) -> str:
        return str(self.key)
