"""Who may do what with submissions. What somebody may see is `Submission.objects.visible_to(user)`."""

from members.accounts.audit import Action, record
from members.accounts.permissions import is_member
from members.accounts.roles import Role, has_role
from members.people.models.profile import city_of
from members.people.permissions import city_in_charge_of, is_focal_point

from .models import (
    Assignment,
    AssignmentState,
    AuthorInvitation,
    Authorship,
    PracticePage,
    ReviewerRefusal,
    Submission,
)
from .models.submission import DESK
from .moves import BEFORE_JUDGED, State, may_move


def can_share(user) -> bool:
    """Members share practices."""
    return is_member(user)


def authorship_of(user, submission: Submission) -> Authorship | None:
    """Somebody's part in the writing; None for everybody who has none. All that authors may hangs on this one answer."""
    if not is_member(user):
        return None
    return submission.authorships.filter(user=user).first()


def is_author(user, submission: Submission) -> bool:
    return authorship_of(user, submission) is not None


def is_first_author(user, submission: Submission) -> bool:
    """Whoever began it: hands it in, takes it back, appeals, and says who writes along.

    While that one is no member (lapsed, suspended), whoever of the others joined first stands in.
    """
    row = authorship_of(user, submission)
    if row is None:
        return False
    if row.first:
        return True
    rows = submission.authorships.select_related("user").order_by("-first", "pk")
    return next((one.pk for one in rows if is_member(one.user)), None) == row.pk


def is_of_owners_city(user, submission: Submission) -> bool:
    """Whether somebody works for a city the practice is from; they judge and decide nothing about it."""
    city = city_of(user)
    if city is None:
        return False
    if submission.city_id == city:
        return True
    return submission.cities.filter(pk=city).exists()


def can_write(user, submission: Submission) -> bool:
    """Its authors, while it is a draft or changes are asked."""
    return submission.writing and is_author(user, submission)


def can_withdraw(user, submission: Submission) -> bool:
    return may_move(submission.state, "withdraw") and is_first_author(user, submission)


def can_invite_authors(user, submission: Submission) -> bool:
    """The one who began it, while it is written."""
    return submission.writing and is_first_author(user, submission)


def can_refuse_reviewer(user, submission: Submission) -> bool:
    """Whoever began it, until it is judged: once, and anew as long as nobody was asked to judge it."""
    if submission.state not in BEFORE_JUDGED or not is_first_author(user, submission):
        return False
    return submission.round == 0 or not ReviewerRefusal.objects.filter(submission=submission).exists()


def can_cosign(user, submission: Submission) -> bool:
    """The focal point of the submission's city; not on one's own, unless nobody else could."""
    if submission.state != State.SUBMITTED or submission.anonymous:
        return False
    return is_focal_point(user, submission.city)


def can_safeguard(user, submission: Submission) -> bool:
    """Safeguarding editors, on nothing of their own."""
    if not has_role(user, Role.SAFEGUARDING):
        return False
    return not is_author(user, submission)


def can_edit_desk(user, submission: Submission) -> bool:
    """Editors, on nothing of their own and nothing from their own city."""
    if not has_role(user, Role.EDITOR):
        return False
    if is_author(user, submission):
        return False
    return not is_of_owners_city(user, submission)


def can_review(user, assignment: Assignment) -> bool:
    """The reviewer who was asked, while the round is open and no conflict was declared."""
    if not has_role(user, Role.REVIEWER) or assignment.reviewer_id != user.pk:
        return False
    if assignment.state not in (AssignmentState.ASKED, AssignmentState.ACCEPTED):
        return False
    return assignment.submission.state == State.IN_REVIEW and assignment.round == assignment.submission.round


def is_on_desk(user) -> bool:
    """Editors and safeguarding editors."""
    return is_member(user) and has_role(user, *DESK)


def can_hide_now(user, practice) -> bool:
    """Safeguarding editors, editors, and the focal point of a city the practice is from."""
    if is_on_desk(user):
        return True
    city = city_in_charge_of(user)
    if city is None or practice.pk is None or practice.place_withheld:
        return False  # a button would tell the focal point that a withheld place is theirs
    return PracticePage.objects.of_keys([practice.translation_key]).filter(cities=city).exists()


def can_name_owner(user, practice) -> bool:
    """Editors, of what nobody looks after."""
    return is_member(user) and has_role(user, Role.EDITOR) and practice.needs_owner


def can_archive(user) -> bool:
    """Editors."""
    return is_member(user) and has_role(user, Role.EDITOR)


def can_end_hiding(user) -> bool:
    """Safeguarding editors decide what becomes of something that was hidden."""
    return is_member(user) and has_role(user, Role.SAFEGUARDING)


def can_redact(user) -> bool:
    """Safeguarding editors."""
    return is_member(user) and has_role(user, Role.SAFEGUARDING)


def can_take_down(user, submission: Submission) -> bool:
    """Whoever began it, once it is on the site."""
    return may_move(submission.state, "take_down") and is_first_author(user, submission)


def can_read_members_part(user) -> bool:
    """Approved members."""
    return is_member(user)


def access_authorship(viewer, submission: Submission, *, log: bool = True) -> list:
    """The accounts of those who wrote a submission, first the one who began it; empty for whoever may not know.

    The only way in which anybody but the authors themselves learns it. Reading it of a submission without names is
    written in the audit log, and only safeguarding editors may.
    """
    rows = Authorship.objects.filter(submission=submission).select_related("user").order_by("-first", "pk")
    people = [row.user for row in rows]
    if any(person.pk == getattr(viewer, "pk", None) for person in people):
        return people
    if AuthorInvitation.objects.visible_to(viewer).filter(submission=submission).exists():
        return people[:1]  # whoever is asked to write along learns who asks
    if submission.anonymous:
        if not can_safeguard(viewer, submission):
            return []
        if log:
            record(Action.AUTHORSHIP_READ, actor=viewer, thing=submission)
        return people
    if can_cosign(viewer, submission):
        return people
    on_desk = Submission.objects.on_desk(viewer).filter(pk=submission.pk).exists()
    return people if on_desk else []
