"""The contributor names one person who is not to judge: once, and without learning who judges."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from members.accounts.models import User
from members.people.models import Profile

from .assigning import settle
from .calling import call_editor
from .coauthors import in_directory, valid
from .models import AssignmentState, ReviewerRefusal, Submission
from .moving import demand, locked
from .permissions import can_refuse_reviewer


@transaction.atomic
def refuse_reviewer(
    submission: Submission, *, by, profile: Profile | None = None, address: str = ""
) -> ReviewerRefusal:
    """Ask not to be judged by somebody of the directory, or by whoever has an address; the answer tells nothing.

    Before the first round it can be said anew, afterwards it stands. Somebody who is reading for this round reads no more.
    """
    submission = locked(submission)
    demand(can_refuse_reviewer(by, submission), _("This can be said once, by whoever began it, before it is judged."))
    person = in_directory(profile, by) if profile else User.objects.filter(email=valid(address)).first()
    if person == by:
        raise ValidationError(_("You do not judge what you wrote yourself."), code="self")
    row, _made = ReviewerRefusal.objects.update_or_create(submission=submission, defaults={"person": person})
    record(Action.REVIEWER_REMOVED, actor=None if submission.anonymous else by, thing=submission, result="refused")
    reading = submission.assignments.filter(
        round=submission.round, reviewer=person, state__in=(AssignmentState.ASKED, AssignmentState.ACCEPTED)
    )
    if person and reading.update(state=AssignmentState.REMOVED):
        settle(submission)
        call_editor(submission, cause=f"refusal:{row.pk}")
    return row
