"""A question to the network, and to whom it was passed on."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts.choices import Status
from members.accounts.permissions import has_second_factor, is_member
from members.accounts.roles import Role, has_role
from members.cities.choices import PopulationBand, Region
from members.discussions.choices import Part, PostState
from members.discussions.models import Membership, Post, Space, Thread
from members.people.choices import LANGUAGES
from network_site.themes.models import Theme

from ..choices import Privacy, QuestionState, Result

USER = settings.AUTH_USER_MODEL
OPEN_STATES = (QuestionState.WAITING, QuestionState.ROUTED)


def is_router(user) -> bool:
    """Facilitators of the network, with a second factor. Administrators are not: no question is theirs to read."""
    if not has_second_factor(user):
        return False
    return has_role(user, Role.FACILITATOR)


class QuestionQuerySet(models.QuerySet["Question"]):
    def of(self, user) -> "QuestionQuerySet":
        """Those somebody asked."""
        return self.filter(asker=user) if is_member(user) else self.none()

    def waiting_for(self, user) -> "QuestionQuerySet":
        """Those no facilitator has passed on yet, for all of them but who asks; of members of today."""
        if not is_router(user):
            return self.none()
        rows = self.filter(state=QuestionState.WAITING, asker__status=Status.APPROVED)
        return rows.exclude(asker=user)

    def run_by(self, user) -> "QuestionQuerySet":
        """Those somebody passed on, or keeps with who did."""
        return self.filter(space__in=Space.objects.run_by(user).values("pk")) if is_member(user) else self.none()

    def queue_of(self, user) -> "QuestionQuerySet":
        """What a facilitator has to look after: what waits, and what they passed on until it is closed."""
        if not is_router(user):
            return self.none()
        keys = self.model.objects.waiting_for(user).values("pk")
        kept = self.model.objects.run_by(user).filter(state=QuestionState.ROUTED).exclude(asker=user).values("pk")
        return self.filter(Q(pk__in=keys) | Q(pk__in=kept))

    def put_to(self, user) -> "QuestionQuerySet":
        """Those somebody is asked to help with, whether or not they have said yes."""
        if not is_member(user):
            return self.none()
        invited = Membership.objects.filter(user=user, state__in=("invited", "in")).values("space")
        return self.filter(state=QuestionState.ROUTED, routings__user=user, space__in=invited)

    def visible_to(self, viewer) -> "QuestionQuerySet":
        """One's own; what waits, for facilitators; what somebody is asked; all else for those who read its room."""
        if not is_member(viewer):
            return self.none()
        rows = self.model.objects
        seen = Q(asker=viewer)
        seen |= Q(pk__in=rows.waiting_for(viewer).values("pk"))
        seen |= Q(pk__in=rows.put_to(viewer).values("pk"))
        seen |= Q(space__in=Space.objects.open_to(viewer).values("pk"))
        return self.filter(seen)

    def with_clock(self) -> "QuestionQuerySet":
        """Each with the moment of the first answer (`first_answer`): a post that stands, of neither asker nor facilitator."""
        hosts = Membership.objects.filter(
            space=OuterRef("thread__space"), user=OuterRef("author"), part=Part.FACILITATOR
        )
        posts = Post.objects.filter(thread=OuterRef("thread"), state=PostState.SHOWN).exclude(Exists(hosts))
        posts = posts.filter(~Q(author=OuterRef("asker")) | Q(author=None)).order_by("created_at")
        return self.annotate(first_answer=Subquery(posts.values("created_at")[:1]))

    def overdue(self, today) -> "QuestionQuerySet":
        """Those past their day without an answer."""
        late = self.with_clock().filter(state__in=OPEN_STATES, due_on__lt=today)
        return late.filter(Q(first_answer=None))


class Question(models.Model):
    """What a member asks. Its words stand here until it is passed on, and from then on in the thread alone."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    asker = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="questions")
    title = models.CharField(_("question"), max_length=140, blank=True)
    situation = models.TextField(_("situation"), max_length=6000, blank=True)
    tried = models.TextField(_("what was tried"), max_length=6000, blank=True)
    kept = models.JSONField(_("marks that may stay, and why"), default=list, blank=True)
    by_when = models.DateField(_("needed by"), null=True, blank=True)
    privacy = models.CharField(_("how it is signed"), max_length=10, choices=Privacy, default=Privacy.CHATHAM)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="en")
    region = models.CharField(_("region, as far as it may be told"), max_length=20, choices=Region, blank=True)
    size = models.CharField(
        _("size of the city, as far as it may be told"), max_length=12, choices=PopulationBand, blank=True
    )
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=QuestionState, default=QuestionState.WAITING)
    result = models.CharField(_("what came of it"), max_length=8, choices=Result, blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    due_on = models.DateField(_("first answer due on"))
    routed_at = models.DateTimeField(_("passed on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    space = models.OneToOneField(Space, null=True, blank=True, on_delete=models.SET_NULL, related_name="question")
    thread = models.OneToOneField(Thread, null=True, blank=True, on_delete=models.SET_NULL, related_name="question")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to the network")
        verbose_name_plural = _("questions to the network")
        ordering = ["due_on", "asked_at", "key"]
        constraints = [models.UniqueConstraint(fields=["asker", "form_key"], name="a_question_is_sent_once")]
        indexes = [models.Index(fields=["state", "due_on"], name="questions_by_day")]

    def __str__(self) -> str:
        return str(self.thread) if self.thread else self.title or str(_("A question to the network"))

    def get_absolute_url(self) -> str:
        return reverse("asking:question", args=[self.key])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class Routing(models.Model):
    """That a question was passed on to somebody. How they answered is how they stand to its room."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="routings")
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(_("passed on"), default=timezone.now)

    class Meta:
        verbose_name = _("somebody asked")
        verbose_name_plural = _("people asked")
        ordering = ["sent_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["question", "user"], name="somebody_is_asked_once")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.user_id}"
