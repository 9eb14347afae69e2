"""A post: what somebody wrote, how it was before, and what others made of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts.permissions import is_member
from members.people.choices import LANGUAGES

from ..choices import Attribution, PostState, ReactionKind
from .space import Space
from .thread import Thread

USER = settings.AUTH_USER_MODEL


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, viewer) -> "PostQuerySet":
        """Shown ones of threads a viewer may read; one's own while it waits or is hidden; to facilitators all but the gone."""
        if not is_member(viewer):
            return self.none()
        rows = self.filter(thread__in=Thread.objects.visible_to(viewer).values("pk"))
        seen = Q(state=PostState.SHOWN)
        seen |= Q(author=viewer)
        seen |= Q(thread__space__in=Space.objects.run_by(viewer).values("pk"))
        return rows.filter(seen).exclude(state=PostState.DELETED)

    def shown(self) -> "PostQuerySet":
        """Those that stand there for everybody who reads the thread."""
        return self.filter(state=PostState.SHOWN)

    def in_order(self) -> "PostQuerySet":
        """As they stand in the thread; what waits has no number yet and stands at the end."""
        return self.order_by(models.F("number").asc(nulls_last=True), "created_at", "pk")


class Post(models.Model):
    """One post. `attribution` is the rule it was written under: no later rule tells more of its author."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    author = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="posts")
    attribution = models.CharField(_("signed"), max_length=10, choices=Attribution)
    text = models.TextField(_("text"), max_length=20_000)
    html = models.TextField(editable=False, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="en")
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("changed"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=PostState, default=PostState.SHOWN)
    quotes = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="quoted_by")
    mentioned = models.ManyToManyField(USER, blank=True, related_name="+")

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["thread", "number"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="a_number_once_a_thread"),
            models.UniqueConstraint(fields=["author", "form_key"], name="a_form_is_sent_once"),
        ]

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return reverse("discussions:post", args=[self.key])

    @property
    def is_shown(self) -> bool:
        return self.state == PostState.SHOWN


class PostVersionQuerySet(models.QuerySet["PostVersion"]):
    def visible_to(self, viewer) -> "PostVersionQuerySet":
        """Earlier texts of posts a viewer may read; what a facilitator took out only facilitators still see."""
        if not is_member(viewer):
            return self.none()
        rows = self.filter(post__in=Post.objects.visible_to(viewer).values("pk"))
        seen = Q(withheld=False)
        seen |= Q(post__thread__space__in=Space.objects.run_by(viewer).values("pk"))
        return rows.filter(seen)


class PostVersion(models.Model):
    """How a post read before it was changed."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    until = models.DateTimeField(default=timezone.now)
    by_facilitator = models.BooleanField(default=False)
    withheld = models.BooleanField(default=False)

    objects = PostVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier version of a post")
        verbose_name_plural = _("earlier versions of posts")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="a_version_once_a_post")]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.number}"


class ReactionQuerySet(models.QuerySet["Reaction"]):
    def visible_to(self, viewer) -> "ReactionQuerySet":
        """Those to posts a viewer may read. Only their number is ever shown, never whose they are."""
        return self.filter(post__in=Post.objects.visible_to(viewer).values("pk"))


class Reaction(models.Model):
    """That somebody found a post useful, or tried it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=8, choices=ReactionKind)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints = [models.UniqueConstraint(fields=["post", "user", "kind"], name="a_reaction_once")]

    def __str__(self) -> str:
        return self.kind
