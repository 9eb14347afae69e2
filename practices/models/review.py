"""Who judges a submission, what they found, and what was decided."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import choices
from ..criteria import CRITERIA
from ..moves import Side
from .submission import Submission


class Expertise(models.TextChoices):
    PRACTITIONER = "practitioner", _("practitioner")
    EVALUATION = "evaluation", _("evaluation experience")


class Reviewer(models.Model):
    """What a reviewer brings, and whether they have time."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviewer")
    expertise = models.CharField(_("experience"), max_length=16, choices=Expertise, default=Expertise.PRACTITIONER)
    at_once = models.PositiveSmallIntegerField(_("reviews at a time"), default=2)
    away_until = models.DateField(_("not before"), null=True, blank=True)

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")

    def __str__(self) -> str:
        return str(self.user.key)


class AssignmentState(models.TextChoices):
    ASKED = "asked", _("asked")
    ACCEPTED = "accepted", _("reading")
    CONFLICT = "conflict", _("conflict of interest")
    DONE = "done", _("done")
    REMOVED = "removed", _("removed")


class Assignment(models.Model):
    """One reviewer of one round."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments")
    round = models.PositiveSmallIntegerField()
    expertise = models.CharField(max_length=16, choices=Expertise)
    state = models.CharField(max_length=10, choices=AssignmentState, default=AssignmentState.ASKED)
    asked_on = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    declared_on = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "reviewer", "round"], name="a_reviewer_once_per_round")
        ]
        indexes = [models.Index(fields=["reviewer", "state"], name="assignment_of_reviewer")]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def overdue(self) -> bool:
        return self.due_on < timezone.localdate()


class ReviewerRefusal(models.Model):
    """Somebody whom the contributor asks not to be judged by; once for each submission.

    `person` is empty where no member has the address that was given: whoever gives it is not told.
    """

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="refusal")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.submission_id}"


class Review(models.Model):
    """What one reviewer found: eight scores with words, a level of evidence, and questions to named fields."""

    assignment = models.OneToOneField(Assignment, on_delete=models.CASCADE, related_name="review")
    scores = models.JSONField(default=dict)  # criterion → 0 to 3
    words = models.JSONField(default=dict)  # criterion → why
    evidence = models.CharField(max_length=2, blank=True)
    strengths = models.TextField(blank=True, max_length=600)
    cautions = models.TextField(blank=True, max_length=600)
    to_editor = models.TextField(blank=True, max_length=2000)
    saved_at = models.DateTimeField(default=timezone.now)
    handed_in_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.assignment_id}"

    def get_evidence_display(self) -> str:
        return str(choices.Evidence(self.evidence).label) if self.evidence else "–"

    @property
    def lines(self) -> list[dict]:
        """The scores with their words, in the order of the criteria."""
        return [
            {"title": one.title, "score": self.scores.get(one.name, "–"), "words": self.words.get(one.name, "")}
            for one in CRITERIA
        ]


class Outcome(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    CHANGES = "changes", _("changes requested")
    DECLINED = "declined", _("declined")


class Decision(models.Model):
    """What an editor decided on a round; one a round, however many press at once."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="decisions")
    round = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    letter = models.TextField()
    strengths = models.TextField(blank=True, max_length=600)
    cautions = models.TextField(blank=True, max_length=600)
    evidence = models.CharField(max_length=2, choices=choices.Evidence, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["decided_at"]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.round}"


class Remark(models.Model):
    """A word in the conversation that stays with the record, between the desk and one side."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="remarks")
    side = models.CharField(max_length=16)
    text = models.TextField(max_length=2000)
    to_owner = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.submission_id}"

    @property
    def side_label(self) -> str:
        return str(Side(self.side).label)
