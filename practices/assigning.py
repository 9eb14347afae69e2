"""Who judges a submission: whom the desk can ask, what speaks against them, and when the round is complete."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from members.accounts.choices import Status
from members.accounts.roles import Role
from members.notifications.actions import notify

from .barring import BARS, TELLS_PLACE, against, city_of, is_barred, known_of
from .models import Assignment, AssignmentState, Expertise, Reviewer, Submission
from .moves import MOVES, State
from .moving import MovedMeanwhile, demand, go, locked
from .permissions import can_edit_desk

LEAST_REVIEWERS = 2
GOOD_STATES = (AssignmentState.ASKED, AssignmentState.ACCEPTED, AssignmentState.DONE)


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
    known = known_of(submission)
    found = []
    for row in rows:
        reasons = against(row.user, known)
        barred = bool(BARS.intersection(reasons))
        if submission.anonymous:
            if barred and TELLS_PLACE.intersection(reasons):
                continue  # a reason would tell the desk where it is from, and the button too
            reasons = [reason for reason in reasons if reason not in TELLS_PLACE]
        free = row.load < row.at_once and not (row.away_until and row.away_until > today)
        told = [str(reason.label) for reason in reasons]
        found.append({"reviewer": row, "city": city_of(row.user), "against": told, "free": free, "barred": barred})
    return sorted(found, key=lambda one: (one["barred"], not one["free"], len(one["against"]), one["reviewer"].load))


@transaction.atomic
def assign(submission: Submission, reviewer, *, by) -> Assignment:
    """Ask somebody to judge it within 21 days. Harmless twice."""
    submission = locked(submission)
    demand(can_edit_desk(by, submission), _("Only an editor from elsewhere may do this."))
    if submission.state != State.IN_REVIEW:
        raise MovedMeanwhile(submission)
    if is_barred(reviewer, submission):
        raise ValidationError(_("This person cannot judge it. Ask somebody else."))
    brings = Reviewer.objects.filter(user=reviewer).first()
    if brings is None:
        raise ValidationError(_("This person is no reviewer."))
    return ask_reviewer(submission, reviewer, brings.expertise, by=by)


def ask_reviewer(submission: Submission, reviewer, expertise: str, *, by) -> Assignment:
    """Write the request down and tell the reviewer by mail, without a word of what it is about."""
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
        notify("review-asked", reviewer, target=str(row.key), cause=f"assignment:{row.key}")
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
