"""A public note: what helped, in general words, told by nobody in particular."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts.permissions import is_member
from members.discussions.choices import AboutKind
from members.discussions.models import Post
from members.people.choices import LANGUAGES
from network_site.themes.models import Theme

from ..choices import Consent, NoteState
from .question import Question, is_router

USER = settings.AUTH_USER_MODEL


class NoteQuerySet(models.QuerySet["Note"]):
    def of(self, user) -> "NoteQuerySet":
        """Those somebody wrote."""
        return self.filter(asker=user) if is_member(user) else self.none()

    def agreed(self) -> "NoteQuerySet":
        """Those in which nobody's words stand without their yes."""
        return self.exclude(Exists(NoteWords.objects.filter(note=OuterRef("pk")).exclude(consent=Consent.GIVEN)))

    def queue_of(self, user) -> "NoteQuerySet":
        """What waits for a facilitator to look at: never one's own, never before all who are quoted agreed."""
        if not is_router(user):
            return self.none()
        return self.filter(state=NoteState.HANDED).exclude(asker=user).agreed()

    def visible_to(self, viewer) -> "NoteQuerySet":
        """What is published, for everybody; one's own; what waits, for facilitators."""
        seen = Q(state=NoteState.PUBLISHED)
        if is_member(viewer):
            seen |= Q(asker=viewer)
            seen |= Q(pk__in=self.model.objects.queue_of(viewer).values("pk"))
        return self.filter(seen)

    def withdrawn(self) -> "NoteQuerySet":
        """Those that everybody could read once: their address says so, and nothing else of them is left."""
        return self.filter(state=NoteState.WITHDRAWN).exclude(published_at=None)

    def about(self, kind: str, key: str) -> "NoteQuerySet":
        """Those that link to a thing."""
        return self.filter(links__kind=kind, links__key=key)

    def in_order(self) -> "NoteQuerySet":
        return self.order_by("-published_at", "key")


class Note(models.Model):
    """What somebody may read who was never there. Who asked is told to nobody, and neither is from which question it came."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    question = models.OneToOneField(Question, null=True, blank=True, on_delete=models.SET_NULL, related_name="note")
    asker = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="notes_of_questions")
    title = models.CharField(_("title"), max_length=140, blank=True)
    situation = models.TextField(_("situation"), max_length=3000, blank=True)
    tried = models.TextField(_("what was tried"), max_length=3000, blank=True)
    helped = models.TextField(_("what helped"), max_length=3000, blank=True)
    kept = models.JSONField(_("marks that may stay, and why"), default=list, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="en")
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=NoteState, default=NoteState.WRITING)
    revision = models.PositiveIntegerField(default=1)
    message = models.TextField(_("what a facilitator asks"), max_length=1000, blank=True)
    handed_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("public note")
        verbose_name_plural = _("public notes")
        ordering = ["-published_at", "key"]

    def __str__(self) -> str:
        return self.title or str(self.key)

    def get_absolute_url(self) -> str:
        return reverse("asking:note", args=[self.key])

    @property
    def is_published(self) -> bool:
        return self.state == NoteState.PUBLISHED

    @property
    def texts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in TEXTS}


TEXTS = ("title", "situation", "tried", "helped")


class NoteLink(models.Model):
    """What a note leads to, as two texts, because practices live higher up."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=10, choices=AboutKind)
    key = models.CharField(_("its key"), max_length=64)

    class Meta:
        verbose_name = _("link of a note")
        verbose_name_plural = _("links of notes")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["note", "kind", "key"], name="a_note_links_once")]
        indexes = [models.Index(fields=["kind", "key"], name="notes_about")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.key}"


class NoteWordsQuerySet(models.QuerySet["NoteWords"]):
    def visible_to(self, user) -> "NoteWordsQuerySet":
        """Those somebody is asked about, of posts of theirs that still stand, until the note is withdrawn."""
        if not is_member(user):
            return self.none()
        standing = Post.objects.shown().filter(author=user).values("key")
        rows = self.filter(person=user, post_key__in=standing)
        return rows.filter(Q(note__state=NoteState.HANDED) | Q(note__state=NoteState.PUBLISHED))


class NoteWords(models.Model):
    """Words of somebody else that stand in a note. It is not published before they agree, nor after they think again."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="others_words")
    post_key = models.UUIDField()
    person = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()
    consent = models.CharField(max_length=8, choices=Consent, default=Consent.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)

    objects = NoteWordsQuerySet.as_manager()

    class Meta:
        verbose_name = _("words of somebody else")
        verbose_name_plural = _("words of others")
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return str(self.key)
