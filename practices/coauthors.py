"""Writing together: the one who began asks, the asked answer, and either ends it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from members.accounts.models import normalise_address
from members.notifications.actions import notify
from members.people.models import Profile
from network_site.mail.delivery import send_later

from .letters import ASKED_ALONG
from .models import AuthorInvitation, Authorship, Submission
from .moving import demand, locked
from .permissions import can_invite_authors, can_share, is_author, is_first_author

MOST_AUTHORS = 8
OPEN_DAYS = 30


@transaction.atomic
def ask_along(submission: Submission, *, by, profile: Profile | None = None, address: str = "") -> AuthorInvitation:
    """Ask a member to write along: one of the directory, or whoever has an address.

    An address is kept whether or not a member has it, so that no answer tells. The same person asked twice is asked once,
    and whoever declined is not asked again.
    """
    submission = locked(submission)
    demand(can_invite_authors(by, submission), _("Only the one who began this can ask others to write along."))
    person = in_directory(profile, by) if profile else None
    address = "" if person else valid(address)
    if by == person or address == normalise_address(by.email):
        raise ValidationError(_("You write this already."), code="self")
    now = timezone.now()
    until = now + timedelta(days=OPEN_DAYS)
    row = submission.invitations.filter(person=person, address=address).first()
    if row and row.until > now:
        return row
    if places_taken(submission) >= MOST_AUTHORS:
        raise ValidationError(_("More than eight people cannot write one entry."), code="full")
    row = row or AuthorInvitation(submission=submission, person=person, address=address)
    row.asked_at, row.until = now, until
    row.save()
    note(Action.COAUTHOR_ASKED, submission, by)
    if person:
        notify("asked-along", person, target=str(row.key), cause=f"asked-along:{row.key}:{now.timestamp()}")
    else:
        send_later(ASKED_ALONG, address=address, values={"key": str(row.key)})
    return row


def asked(submission: Submission) -> QuerySet[AuthorInvitation]:
    """Who is asked, as the one who asks sees it: whoever declined stands there as before."""
    return submission.invitations.filter(until__gt=timezone.now()).select_related("person")


def in_directory(profile: Profile, viewer):
    """The account behind somebody the viewer finds in the directory."""
    found = Profile.objects.listed_for(viewer).select_related("user").filter(pk=profile.pk).first()
    if found is None:
        raise ValidationError(_("Choose somebody of the directory."), code="person")
    return found.user


def valid(address: str) -> str:
    address = normalise_address(address)
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(_("Write a whole e-mail address, such as name@city.example."), code="address")
    return address


def places_taken(submission: Submission) -> int:
    """Those who write, and those who are asked and could."""
    return submission.authorships.count() + asked(submission).count()


@transaction.atomic
def accept_invitation(invitation: AuthorInvitation, *, by) -> Authorship | None:
    """Write along from now on. Accepted already, nothing happens; None where it is not open any more."""
    submission = locked(invitation.submission)
    row = AuthorInvitation.objects.visible_to(by).filter(pk=invitation.pk).first()
    if row is None or not can_share(by):
        return submission.authorships.filter(user=by).first()
    if submission.authorships.count() >= MOST_AUTHORS:
        raise ValidationError(_("More than eight people cannot write one entry."), code="full")
    authorship, _made = Authorship.objects.get_or_create(submission=submission, user=by)
    submission.invitations.filter(Q(person=by) | Q(address=normalise_address(by.email))).delete()
    note(Action.COAUTHOR_JOINED, submission, by)
    return authorship


@transaction.atomic
def decline_invitation(invitation: AuthorInvitation, *, by) -> None:
    """Not to write along. Nobody is told, and nobody asks again."""
    row = AuthorInvitation.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if row is None:
        return
    row.declined_at = timezone.now()
    row.save(update_fields=["declined_at"])
    note(Action.COAUTHOR_DECLINED, row.submission, by)


@transaction.atomic
def take_back_invitation(submission: Submission, key, *, by) -> None:
    """Ask somebody no longer. That somebody declined is kept: asked anew they are asked in vain, and nobody can tell."""
    submission = locked(submission)
    demand(is_first_author(by, submission), _("Only the one who began this can ask others to write along."))
    row = submission.invitations.filter(key=key).first()
    if row is None:
        return
    if row.declined_at:
        AuthorInvitation.objects.filter(pk=row.pk).update(until=timezone.now())
    else:
        row.delete()
    note(Action.COAUTHOR_ASKED, submission, by, result="taken back")


@transaction.atomic
def end_writing_along(submission: Submission, authorship_pk: int, *, by) -> None:
    """End somebody's writing along: by the one who began it, or by themselves. Whoever began it stays."""
    submission = locked(submission)
    demand(is_author(by, submission), _("This is not yours."))
    row = submission.authorships.filter(pk=authorship_pk, first=False).first()
    if row is None:
        return
    demand(row.user_id == by.pk or is_first_author(by, submission), _("Only the one who began this can do that."))
    row.delete()
    note(Action.COAUTHOR_LEFT, submission, by)


def pass_on(submission: Submission) -> None:
    """Where the one who began it is gone, whoever joined first takes their place."""
    if submission.authorships.filter(first=True).exists():
        return
    heir = submission.authorships.order_by("pk").first()
    if heir:
        heir.first = True
        heir.save(update_fields=["first"])


def note(action: Action, submission: Submission, by, *, result: str = "done") -> None:
    """An audit entry; of a submission without names it does not say who."""
    record(action, actor=None if submission.anonymous else by, thing=submission, result=result)


def forget_invitations() -> int:
    """Take away what was not answered in its time; what was declined stays until the submission goes."""
    count, _by_model = AuthorInvitation.objects.filter(until__lte=timezone.now(), declined_at=None).delete()
    return count
