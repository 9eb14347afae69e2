"""A practice while it is written and judged: a record of its own, outside the page tree."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts.permissions import is_member
from members.accounts.roles import Role, has_role
from members.people.permissions import city_in_charge_of

from .. import choices
from ..moves import NEXT, WAITING, WRITING, Side, State
from .content import PracticeContent

DESK = (Role.EDITOR, Role.SAFEGUARDING)
BEFORE_DESK = (*WRITING, State.SUBMITTED, State.WITHDRAWN)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def of(self, user) -> "SubmissionQuerySet":
        """Those somebody writes, alone or with others."""
        if not is_member(user):
            return self.none()
        return self.filter(authorships__user=user)

    def to_cosign(self, user) -> "SubmissionQuerySet":
        """Those that wait for the focal point of a city; anonymous ones never go that way."""
        city = city_in_charge_of(user)
        if city is None:
            return self.none()
        return self.filter(state=State.SUBMITTED, city=city, anonymous=False)

    def assigned_to(self, user) -> "SubmissionQuerySet":
        """Those a reviewer is asked to judge now: only while it is under way, and never after a conflict was declared."""
        if not has_role(user, Role.REVIEWER):
            return self.none()
        return self.filter(
            state=State.IN_REVIEW,
            assignments__reviewer=user,
            assignments__round=models.F("round"),
            assignments__state__in=("asked", "accepted"),
        ).distinct()

    def on_desk(self, user) -> "SubmissionQuerySet":
        """What editors and safeguarding editors work on: nothing that was never handed in, nothing of their own."""
        if not has_role(user, *DESK):
            return self.none()
        handed_in = self.exclude(submitted_at=None).exclude(state__in=(State.SUBMITTED, State.WITHDRAWN))
        return handed_in.exclude(authorships__user=user)

    def visible_to(self, user) -> "SubmissionQuerySet":
        """Every submission somebody may open, on whichever page."""
        if not is_member(user):
            return self.none()
        keys: Q = Q(pk__in=self.of(user).values("pk"))
        keys |= Q(pk__in=self.to_cosign(user).values("pk"))
        keys |= Q(pk__in=self.assigned_to(user).values("pk"))
        keys |= Q(pk__in=self.on_desk(user).values("pk"))
        return self.filter(keys)

    def in_queue_order(self) -> "SubmissionQuerySet":
        """Overdue first, then by age."""
        return self.order_by(models.F("due_on").asc(nulls_last=True), "since", "pk")


class Submission(PracticeContent, models.Model):
    """What somebody shares, as it stands now. Who that is stands in `Authorship` alone."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=110)
    language = models.CharField(_("language"), max_length=10, default="en")
    cities = models.ManyToManyField("cities.City", verbose_name=_("cities"), blank=True, related_name="+")
    country = models.ForeignKey(
        "cities.Country", verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text=_("Only where no city is named: because the place is withheld, or the practice is national."),
    )  # fmt: skip
    themes = models.ManyToManyField(
        "themes.Theme", verbose_name=_("themes"), blank=True, related_name="+", help_text=_("One to five.")
    )
    licence = models.CharField(_("licence"), max_length=16, choices=choices.Licence, default=choices.Licence.CC_BY)
    change_note = models.CharField(_("what changed"), max_length=300, blank=True)
    safeguarding_detail = models.TextField(_("safeguarding measures in detail"), blank=True)
    information_sharing = models.TextField(_("information sharing between agencies"), blank=True)
    cost_amount = models.CharField(_("cost in figures"), max_length=200, blank=True)
    offers = models.TextField(_("what you can offer a city that asks"), blank=True)

    anonymous = models.BooleanField(_("publish without names"), default=False)
    blind = models.BooleanField(_("judge without knowing who wrote it"), default=False)
    rights = models.BooleanField(_("I may share this"), default=False)

    state = models.CharField(_("where it stands"), max_length=16, choices=State, default=State.DRAFT)
    since = models.DateTimeField(_("since"), default=timezone.now)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    round = models.PositiveSmallIntegerField(_("round of review"), default=0)
    revision = models.PositiveIntegerField(_("version"), default=1)
    city = models.ForeignKey("cities.City", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    practice = models.ForeignKey(
        "practices.PracticePage", null=True, blank=True, on_delete=models.SET_NULL, related_name="submissions"
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(default=timezone.now)
    announced_at = models.DateTimeField(null=True, blank=True)  # that it will be deleted, untouched as it is
    submitted_at = models.DateTimeField(null=True, blank=True)
    checked_revision = models.PositiveIntegerField(null=True, blank=True)

    slug = ""  # a page gets its address when it is made
    cover_image_id = None  # and its picture from an editor

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes = [
            models.Index(fields=["state", "due_on", "since"], name="submission_queue"),
            models.Index(fields=["state", "since"], name="submission_age"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def writing(self) -> bool:
        return self.state in WRITING

    @property
    def waiting(self) -> bool:
        return self.state in WAITING

    @property
    def next_side(self) -> Side | None:
        """Who has it now; None where nobody does."""
        return NEXT.get(State(self.state))

    @property
    def overdue(self) -> bool:
        return bool(self.due_on and self.due_on < timezone.localdate())


class Authorship(models.Model):
    """Who wrote a submission: the only place in which that stands. Others read it through `access_authorship` alone."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="authorships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="authorships")
    first = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "user"], name="an_author_once_per_submission")]

    def __str__(self) -> str:
        return f"{self.submission_id}"


class SubmissionVersion(models.Model):
    """The whole content as it stood once."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(Authorship, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)
    checklist = models.JSONField(default=list)

    class Meta:
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint(fields=["submission", "revision"], name="a_version_once")]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.revision}"


class Step(models.Model):
    """A line of the timeline: what happened, by which side, and the words that go with it. Never a name."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=20)
    side = models.CharField(max_length=16, choices=Side)
    state = models.CharField(max_length=16, choices=State)
    on = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.move}"


class FieldNote(models.Model):
    """Something asked about one field, and what became of it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="field_notes")
    field = models.CharField(max_length=40)
    side = models.CharField(max_length=16, choices=Side)
    text = models.TextField(max_length=2000)
    round = models.PositiveSmallIntegerField(default=0)
    asked_on = models.DateTimeField(default=timezone.now)
    shown = models.BooleanField(default=False)
    answered = models.BooleanField(default=False)

    class Meta:
        ordering = ["asked_on", "pk"]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.field}"


class MarkAnswer(models.Model):
    """A mark of the screening that somebody looked at and kept, and why."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="mark_answers")
    fingerprint = models.CharField(max_length=64)
    kind = models.CharField(max_length=30)
    reason = models.CharField(max_length=300)
    side = models.CharField(max_length=16, choices=Side)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "fingerprint", "side"], name="a_mark_answered_once")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.kind}"
