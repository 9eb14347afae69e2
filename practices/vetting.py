"""What the desk does: safeguarding, first look, assignment, decision. Every verb asks who may, and holds the row."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from members.accounts.choices import Status
from members.accounts.mail import send_later
from members.accounts.roles import Role

from .criteria import disagree, gates_missed
from .models import (
    Assignment,
    AssignmentState,
    Decision,
    Expertise,
    FieldNote,
    Outcome,
    Review,
    Reviewer,
    Submission,
)
from .moves import MOVES, Side, State
from .moving import MovedMeanwhile, demand, go, locked
from .permissions import can_cosign, can_edit_desk, can_safeguard, is_author
from .publishing import publish
from .readiness import open_marks
from .versions import FIELDS

APPEAL_DAYS = 60
LEAST_REVIEWERS = 2
GOOD_STATES = (AssignmentState.ASKED, AssignmentState.ACCEPTED, AssignmentState.DONE)
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
        if not conflicts(row.reviewer, submission):
            _assign(submission, row.reviewer, row.expertise, by=by)
    return submission


def conflicts(reviewer, submission: Submission) -> list[str]:
    """Why somebody should not judge a submission, in words; empty where nothing is known against it."""
    found = []
    if is_author(reviewer, submission):
        found.append(_("wrote it"))
    profile = getattr(reviewer, "profile", None)
    city = profile.city if profile else None
    if city and (city.pk == submission.city_id or city in submission.cities.all()):
        found.append(_("works for the same city"))
    elif city and submission.city and city.country_id == submission.city.country_id:
        found.append(_("works in the same country"))
    return found


def is_barred(found: list[str]) -> bool:
    """The same country is told and may be; one's own text and city may not."""
    return bool(set(found) - {_("works in the same country")})


def reviewers_for(submission: Submission) -> list[dict]:
    """Everybody who could judge it: free ones from elsewhere first, with their load and what speaks against them."""
    today = timezone.localdate()
    load = Count(
        "user__assignments", filter=Q(user__assignments__state__in=(AssignmentState.ASKED, AssignmentState.ACCEPTED))
    )
    taken = set(submission.assignments.filter(round=submission.round).values_list("reviewer", flat=True))
    refused = set(submission.assignments.filter(state=AssignmentState.CONFLICT).values_list("reviewer", flat=True))
    rows = (
        Reviewer.objects.filter(user__status=Status.APPROVED, user__groups__name=Role.REVIEWER.value)
        .exclude(user__in=taken | refused)
        .select_related("user__profile__city__country")
        .annotate(load=load)
    )
    authors = set(submission.authorships.values_list("user", flat=True))
    own = {submission.city_id, *submission.cities.values_list("pk", flat=True)}
    found = []
    for row in rows:
        profile = getattr(row.user, "profile", None)
        city = profile.city if profile else None
        against = []
        if row.user_id in authors:
            against.append(_("wrote it"))
        if city and city.pk in own:
            against.append(_("works for the same city"))
        elif city and submission.city and city.country_id == submission.city.country_id:
            against.append(_("works in the same country"))
        free = row.load < row.at_once and not (row.away_until and row.away_until > today)
        found.append({"reviewer": row, "city": city, "against": against, "free": free, "barred": is_barred(against)})
    return sorted(found, key=lambda one: (one["barred"], not one["free"], len(one["against"]), one["reviewer"].load))


@transaction.atomic
def assign(submission: Submission, reviewer, *, by) -> Assignment:
    """Ask somebody to judge it within 21 days. Harmless twice."""
    submission = locked(submission)
    demand(can_edit_desk(by, submission), _("Only an editor from elsewhere may do this."))
    if submission.state != State.IN_REVIEW:
        raise MovedMeanwhile(submission)
    if is_barred(conflicts(reviewer, submission)):
        raise ValidationError(_("This person cannot judge it: they wrote it, or work for the city it is from."))
    brings = Reviewer.objects.filter(user=reviewer).first()
    if brings is None:
        raise ValidationError(_("This person is no reviewer."))
    return _assign(submission, reviewer, brings.expertise, by=by)


def _assign(submission: Submission, reviewer, expertise: str, *, by) -> Assignment:
    row, made = Assignment.objects.get_or_create(
        submission=submission,
        reviewer=reviewer,
        round=submission.round,
        defaults={
            "expertise": expertise,
            "due_on": timezone.localdate() + timedelta(days=MOVES["take_on"].days),
        },
    )
    if made:
        record(Action.REVIEWER_ASSIGNED, actor=by, thing=submission, round=submission.round)
        send_later("practices/mail/review_asked", reviewer.email, {"key": str(row.key)})
    return row


@transaction.atomic
def unassign(assignment: Assignment, *, by) -> None:
    """Take a review away again; the reviewer sees nothing of it from the next request on."""
    submission = locked(assignment.submission)
    demand(can_edit_desk(by, submission), _("Only an editor from elsewhere may do this."))
    changed = Assignment.objects.filter(
        pk=assignment.pk, state__in=(AssignmentState.ASKED, AssignmentState.ACCEPTED)
    ).update(state=AssignmentState.REMOVED)
    if changed:
        record(Action.REVIEWER_REMOVED, actor=by, thing=submission, round=submission.round)
        settle(submission)


def settle(submission: Submission) -> None:
    """Once everybody who was asked has handed in, and those are enough, it waits for the decision."""
    rows = list(submission.assignments.filter(round=submission.round, state__in=GOOD_STATES))
    if submission.state != State.IN_REVIEW or any(row.state != AssignmentState.DONE for row in rows):
        return
    if len(rows) >= LEAST_REVIEWERS and {row.expertise for row in rows} >= set(Expertise.values):
        go(submission, "reviewed", by=None)


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
    demand(is_author(by, submission), _("Only those who wrote this can appeal."))
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


def ask_on_fields(submission: Submission, notes: Mapping[str, str], *, side: Side, shown: bool) -> None:
    """Keep what is asked on each field; a field that does not exist is an error, never left out in silence."""
    for field, text in notes.items():
        if field not in FIELDS:
            raise ValidationError(_("“%(name)s” is not a field here."), params={"name": field})
        if text.strip():
            FieldNote.objects.get_or_create(
                submission=submission,
                field=field,
                side=side,
                round=submission.round,
                text=text.strip()[:2000],
                defaults={"shown": shown},
            )
