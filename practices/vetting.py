"""What the desk does: safeguarding, first look, assignment, decision. Every verb asks who may, and holds the row."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .assigning import LEAST_REVIEWERS, ask_reviewer
from .barring import is_barred
from .criteria import disagree, gates_missed
from .models import (
    AssignmentState,
    Decision,
    Expertise,
    Outcome,
    Review,
    Submission,
)
from .moves import MOVES, Side, State
from .moving import MovedMeanwhile, ask_on_fields, demand, go, locked
from .permissions import can_cosign, can_edit_desk, can_safeguard, is_first_author
from .publishing import publish
from .readiness import open_marks

APPEAL_DAYS = 60
MONTHS = {"E3": 36, "E4": 36, "E0": 12}


@transaction.atomic
def cosign(submission: Submission, *, by) -> Submission:
    """The city's focal point says that the city stands behind it."""
    submission = locked(submission)
    if submission.state == State.SAFEGUARDING:
        return submission
    demand(can_cosign(by, submission), _("Only the focal point of this city can co-sign."))
    return go(submission, "cosign", by=by)


@transaction.atomic
def give_back(submission: Submission, *, by, note: str) -> Submission:
    """The city's focal point asks for changes before the city stands behind it."""
    submission = locked(submission)
    demand(can_cosign(by, submission), _("Only the focal point of this city can give it back."))
    return go(submission, "return", by=by, note=note)


SAFEGUARDING = ("clear", "make_safe", "lock", "unlock")


@transaction.atomic
def safeguard(submission: Submission, name: str, *, by, note: str = "", notes: Mapping[str, str] | None = None):
    """Clear it for the editors, send it back to be made safe, lock it, or open it again.

    Nothing is cleared while a mark of the screening stands that nobody has explained.
    """
    submission = locked(submission)
    demand(name in SAFEGUARDING and can_safeguard(by, submission), _("Only a safeguarding editor may do this."))
    if submission.state == MOVES[name].target:
        return submission
    if name == "clear":
        if open_marks(submission):
            raise ValidationError(_("Some marks have no answer yet. Explain each, or send the text back."))
        submission.checked_revision = submission.revision
    ask_on_fields(submission, notes or {}, side=Side.SAFEGUARDING, shown=True)
    return go(submission, name, by=by, note=note)


@transaction.atomic
def take_on(submission: Submission, *, by) -> Submission:
    """Take it into review. Whoever judged it before judges it again after its changes."""
    submission = locked(submission)
    demand(can_edit_desk(by, submission), _("Only an editor from elsewhere may do this."))
    if submission.state == State.IN_REVIEW:
        return submission
    before = list(submission.assignments.filter(round=submission.round, state=AssignmentState.DONE))
    submission.round += 1
    submission.editor = by
    go(submission, "take_on", by=by)
    for row in before:
        if not is_barred(row.reviewer, submission):
            ask_reviewer(submission, row.reviewer, row.expertise, by=by)
    return submission


def findings(submission: Submission) -> dict:
    """The scores and levels of the current round together: what missed a gate, and whether reviewers disagree."""
    rows = list(
        Review.objects.filter(
            assignment__submission=submission,
            assignment__round=submission.round,
            assignment__state=AssignmentState.DONE,
        ).select_related("assignment")
    )
    scores: dict[str, list[int]] = {}
    for row in rows:
        for name, score in row.scores.items():
            scores.setdefault(name, []).append(score)
    levels = [row.evidence for row in rows if row.evidence]
    return {
        "reviews": rows,
        "scores": scores,
        "missed": gates_missed(scores, submission.extent),
        "disagree": disagree(scores, levels),
        "needs_third": disagree(scores, levels) and len(rows) < LEAST_REVIEWERS + 1,
        "levels": levels,
    }


@transaction.atomic
def review_again(submission: Submission, *, by) -> Submission:
    """Open the round again for a third reviewer."""
    submission = locked(submission)
    demand(can_edit_desk(by, submission), _("Only an editor from elsewhere may do this."))
    if submission.state == State.IN_REVIEW:
        return submission
    return go(submission, "review_again", by=by)


@transaction.atomic
def ask_changes(submission: Submission, *, by, note: str, notes: Mapping[str, str] | None = None) -> Submission:
    """Send it back with one message, and a note for each field where there is something to do."""
    submission = locked(submission)
    demand(can_edit_desk(by, submission), _("Only an editor from elsewhere may do this."))
    if submission.state == State.DECISION:
        _decide(submission, Outcome.CHANGES, letter=note, by=by)
    ask_on_fields(submission, notes or {}, side=Side.EDITOR, shown=True)
    submission.field_notes.filter(round=submission.round, side=Side.REVIEWER).update(shown=True)
    return go(submission, "ask_changes", by=by, note=note)


@transaction.atomic
def decline(submission: Submission, *, by, note: str) -> Submission:
    """Say no, with the reason; the owner may appeal within 60 days where it was reviewed."""
    submission = locked(submission)
    demand(can_edit_desk(by, submission), _("Only an editor from elsewhere may do this."))
    if submission.state == State.DECISION:
        if findings(submission)["needs_third"]:
            raise ValidationError(_("The reviewers are too far apart; ask a third one first."))
        _decide(submission, Outcome.DECLINED, letter=note, by=by)
    return go(submission, "decline", by=by, note=note)


@transaction.atomic
def accept(
    submission: Submission, *, by, letter: str, strengths: str, cautions: str, evidence: str, checked: bool
) -> Submission:
    """Publish it: page, revision, audit entry, index and notices in one transaction, or nothing of it.

    Demands the gates, agreeing reviewers or a third one, answered marks, and the safeguarding checklist ticked again.
    """
    submission = locked(submission)
    demand(can_edit_desk(by, submission), _("Only an editor from elsewhere may do this."))
    if submission.state != State.DECISION:
        raise MovedMeanwhile(submission)
    found = findings(submission)
    faults = []
    if found["missed"]:
        names = ", ".join(str(criterion.title) for criterion in found["missed"])
        faults.append(_("These criteria are below their gate: %(names)s.") % {"names": names})
    if found["needs_third"]:
        faults.append(_("The reviewers are too far apart; ask a third one first."))
    if submission.checked_revision != submission.revision or open_marks(submission):
        faults.append(_("The text has marks or changes that safeguarding has not seen."))
    if not checked:
        faults.append(_("Tick that the safeguarding checklist still holds for this version."))
    if not strengths.strip() and not cautions.strip():
        faults.append(_("Write a public note: at least one strength or caution, in the reviewers' sense."))
    if faults:
        raise ValidationError(faults)
    decision = _decide(
        submission, Outcome.ACCEPTED, letter=letter, by=by, strengths=strengths, cautions=cautions, evidence=evidence,
        valid_until=valid_until(submission, evidence),
    )  # fmt: skip
    publish(submission, decision, roles=roles_of_round(submission), by=by)
    return go(submission, "accept", by=by, note=letter)


def valid_until(submission: Submission, evidence: str):
    """24 months; 12 for pilots and for what is described only, 36 from independent evaluation on."""
    months = 12 if submission.running_state == "pilot" else MONTHS.get(evidence, 24)
    return timezone.localdate() + timedelta(days=round(months * 30.44))


def roles_of_round(submission: Submission) -> str:
    """Who checked it, in roles."""
    rows = submission.assignments.filter(round=submission.round, state=AssignmentState.DONE)
    names = [str(Expertise(row.expertise).label) for row in rows]
    return _("%(count)d peer reviewers (%(roles)s) and an editor") % {
        "count": len(names),
        "roles": ", ".join(sorted(set(names))),
    }


def _decide(submission: Submission, outcome: Outcome, *, letter: str, by, **found) -> Decision:
    if not letter.strip():
        raise ValidationError(_("Write the letter: the contributor gets no answer without a reason."), code="note")
    return Decision.objects.create(
        submission=submission,
        round=submission.round,
        revision=submission.revision,
        outcome=outcome,
        letter=letter.strip(),
        editor=by,
        **found,
    )


@transaction.atomic
def appeal(submission: Submission, *, by, note: str) -> Submission:
    """Ask for two new reviewers, once, within 60 days of a decision after review."""
    submission = locked(submission)
    demand(is_first_author(by, submission), _("Only the one who began this can appeal."))
    if submission.steps.filter(move="appeal").exists() and submission.state == State.IN_REVIEW:
        return submission
    demand(may_appeal(submission), _("An appeal is possible once, within 60 days of a decision after review."))
    submission.round += 1
    return go(submission, "appeal", by=by, note=note)


def may_appeal(submission: Submission) -> bool:
    if submission.state != State.DECLINED or submission.round == 0:
        return False
    if submission.steps.filter(move="appeal").exists():
        return False
    return timezone.now() - submission.since < timedelta(days=APPEAL_DAYS)
