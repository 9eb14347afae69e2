"""What reviewers do: say whether they are free to judge, score, ask, and hand in."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record

from .assigning import settle
from .calling import call_editor
from .choices import Evidence
from .criteria import BY_NAME, CRITERIA, MOST
from .models import Assignment, AssignmentState, Review
from .moves import Side
from .moving import ask_on_fields, demand, locked
from .permissions import can_review
from .versions import normal


def held(assignment: Assignment, by) -> Assignment:
    """The assignment with its submission held; refused to everybody but the reviewer while the round is open."""
    submission = locked(assignment.submission)
    found = Assignment.objects.select_for_update().get(pk=assignment.pk)
    found.submission = submission
    demand(can_review(by, found), _("This review is not open to you."))
    return found


@transaction.atomic
def declare(assignment: Assignment, *, by, conflict: bool) -> Assignment:
    """Say before reading whether something stands in the way; a conflict closes the text at once."""
    row = Assignment.objects.get(pk=assignment.pk)
    if conflict and row.state == AssignmentState.CONFLICT and row.reviewer_id == by.pk:
        return row
    row = held(assignment, by)
    row.state = AssignmentState.CONFLICT if conflict else AssignmentState.ACCEPTED
    row.declared_on = timezone.now()
    row.save()
    record(Action.CONFLICT_DECLARED, actor=by, thing=row.submission, conflict=conflict)
    if conflict:
        call_editor(row.submission, cause=f"conflict:{row.key}")
        settle(row.submission)
    return row


class ReviewedMeanwhile(Exception):
    """The review was saved in another window since this one was opened; `there` is what stands there now."""

    def __init__(self, there: Review) -> None:
        super().__init__()
        self.there = there


def version_of(review: Review | None) -> str:
    """Tells one state of a review from the next; empty before anything was saved."""
    return review.saved_at.isoformat() if review and review.pk else ""


@transaction.atomic
def save_review(
    assignment: Assignment,
    *,
    by,
    values: Mapping,
    questions: Mapping[str, str] | None = None,
    based_on: str | None = None,
) -> Review:
    """Keep what a reviewer has written so far. Only after the statement on conflicts.

    Raises ReviewedMeanwhile where something else was saved since version `based_on`; None does not ask.
    """
    row = held(assignment, by)
    demand(row.state == AssignmentState.ACCEPTED, _("Say first whether you have a conflict of interest."))
    scores = {name: int(score) for name, score in values.get("scores", {}).items() if score not in (None, "")}
    if any(name not in BY_NAME or not 0 <= score <= MOST for name, score in scores.items()):
        raise ValidationError(_("A score is 0, 1, 2 or 3, on one of the eight criteria."))
    evidence = values.get("evidence", "")
    if evidence and evidence not in Evidence.values:
        raise ValidationError(_("Choose a level of evidence of the list."))
    found = {
        "scores": scores,
        "words": {name: text for name, text in values.get("words", {}).items() if name in BY_NAME},
        "evidence": evidence,
        "strengths": values.get("strengths", "")[:600],
        "cautions": values.get("cautions", "")[:600],
        "to_editor": values.get("to_editor", "")[:2000],
    }
    there = Review.objects.filter(assignment=row).first()
    if there and based_on not in (None, version_of(there)) and not says(there, found):
        raise ReviewedMeanwhile(there)
    review, _made = Review.objects.update_or_create(assignment=row, defaults=found | {"saved_at": timezone.now()})
    if questions:
        ask_on_fields(row.submission, questions, side=Side.REVIEWER, shown=False)
    return review


def says(review: Review, values: Mapping) -> bool:
    """Whether a review says the same, however browsers end their lines."""
    return all(normal(as_text(getattr(review, name))) == normal(as_text(value)) for name, value in values.items())


def as_text(value: Any) -> Any:
    """Scores come as numbers and as the digits of a form."""
    return {name: str(one) for name, one in value.items()} if isinstance(value, Mapping) else value


@transaction.atomic
def hand_in(assignment: Assignment, *, by) -> Review:
    """Finish a review; all eight criteria need a score and a word, and a level of evidence is proposed."""
    row = Assignment.objects.get(pk=assignment.pk)
    if row.state == AssignmentState.DONE and row.reviewer_id == by.pk:
        return row.review
    row = held(assignment, by)
    review = Review.objects.filter(assignment=row).first()
    lacking = [
        str(criterion.title)
        for criterion in CRITERIA
        if review is None or criterion.name not in review.scores or not review.words.get(criterion.name, "").strip()
    ]
    if lacking:
        raise ValidationError(_("Give a score and a reason for: %(names)s.") % {"names": ", ".join(lacking)})
    if review is None or not review.evidence:
        raise ValidationError(_("Propose a level of evidence."))
    review.handed_in_at = timezone.now()
    review.save()
    row.state = AssignmentState.DONE
    row.save()
    settle(row.submission)
    return review
