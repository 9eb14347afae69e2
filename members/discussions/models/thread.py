"""A thread: one question, experience, request or announcement, and what was said to it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts.permissions import is_member
from members.people.choices import LANGUAGES
from network_site.themes.models import Theme

from .. import choices
from ..choices import ThreadState, Wish
from .space import Space


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, viewer) -> "ThreadQuerySet":
        """Those of spaces open to a viewer; one that waits or was hidden only for who began it and who facilitates."""
        if not is_member(viewer):
            return self.none()
        rows = self.filter(space__in=Space.objects.open_to(viewer).values("pk"))
        seen = Q(shown=True)
        seen |= Q(started_by=viewer)
        seen |= Q(space__in=Space.objects.run_by(viewer).values("pk"))
        return rows.filter(seen)

    def standing(self) -> "ThreadQuerySet":
        """Those a list names: one that was merged only leads on to another."""
        return self.filter(merged_into=None)

    def about(self, kind: str, key: str) -> "ThreadQuerySet":
        return self.filter(about_kind=kind, about_key=key)

    def by_activity(self) -> "ThreadQuerySet":
        return self.order_by("-last_post_at", "key")


class Thread(models.Model):
    """What it is about stands as two texts, because practices and events live higher up."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="threads")
    title = models.CharField(_("title"), max_length=140, blank=True)
    kind = models.CharField(_("kind"), max_length=14, choices=choices.ThreadKind, default=choices.ThreadKind.QUESTION)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="en")
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="+")
    about_kind = models.CharField(_("about a"), max_length=10, choices=choices.AboutKind, blank=True)
    about_key = models.CharField(_("its key"), max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=ThreadState, default=ThreadState.OPEN)
    locked = models.BooleanField(_("locked"), default=False)
    shown = models.BooleanField(_("shown"), default=True, editable=False)  # not while its first post waits or is hidden
    accepted = models.ForeignKey(
        "discussions.Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    summary = models.TextField(_("summary"), max_length=6000, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="threads_started"
    )
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    last_post_at = models.DateTimeField(_("last post"), default=timezone.now)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="merged")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        ordering = ["-last_post_at", "key"]
        indexes = [
            models.Index(fields=["space", "-last_post_at"], name="threads_by_activity"),
            models.Index(fields=["about_kind", "about_key"], name="threads_about"),
        ]

    def __str__(self) -> str:
        return self.title or str(_("A thread without a title"))

    def get_absolute_url(self) -> str:
        return reverse("discussions:thread", args=[self.key])

    @property
    def is_archived(self) -> bool:
        return self.state == ThreadState.ARCHIVED


class ReadMarkQuerySet(models.QuerySet["ReadMark"]):
    def of(self, user) -> "ReadMarkQuerySet":
        return self.filter(user=user) if is_member(user) else self.none()


class ReadMark(models.Model):
    """How far somebody has read a thread, and how much of it they want to hear. Nobody else is ever told."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="marks")
    number = models.PositiveIntegerField(default=0)
    wish = models.CharField(_("what I hear of it"), max_length=12, choices=Wish, blank=True)  # empty: as of the space

    objects = ReadMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading mark")
        verbose_name_plural = _("reading marks")
        constraints = [models.UniqueConstraint(fields=["user", "thread"], name="a_thread_is_marked_once")]

    def __str__(self) -> str:
        return f"{self.thread_id}: {self.number}"
