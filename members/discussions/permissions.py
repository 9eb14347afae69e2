"""Who may do what in spaces. What somebody may read is `Space.objects.open_to(user)`, and everything hangs on that."""

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, QuerySet

from members.accounts.choices import Status
from members.accounts.permissions import FACTORS, has_second_factor, is_member
from members.accounts.roles import Role, has_role

from .choices import Access, Joining, Listing, MembershipState, PostState, SpaceState
from .models import Membership, Post, Report, Space, Thread
from .models.watch import is_administrator


def can_open_space(user) -> bool:
    """Facilitators and administrators of the network, with a second factor."""
    if is_administrator(user):
        return True
    return has_second_factor(user) and has_role(user, Role.FACILITATOR)


def membership_of(user, space: Space) -> Membership | None:
    """Somebody's row in a space, whatever its state; None for who never stood to it in any way."""
    if not is_member(user):
        return None
    return Membership.objects.filter(space=space, user=user).first()


def takes_part(membership: Membership | None, space: Space) -> bool:
    """Whether somebody with this row writes in a space: being in, while it is open."""
    if space.state != SpaceState.OPEN:
        return False
    return membership is not None and membership.state == MembershipState.IN


def takes_posts(thread: Thread) -> bool:
    """Whether a thread is neither locked nor archived nor merged away."""
    if thread.locked:
        return False
    if thread.is_archived:
        return False
    return not thread.merged_into_id


def can_see(user, space: Space) -> bool:
    return Space.objects.visible_to(user).filter(pk=space.pk).exists()


def can_read(user, space: Space) -> bool:
    return Space.objects.open_to(user).filter(pk=space.pk).exists()


def lacks_factor_for(user, space: Space) -> bool:
    """Whether a second factor is all that stands between somebody and what is said in a space."""
    if not space.needs_second_factor:
        return False
    if has_second_factor(user):
        return False
    return Space.objects.meant_for(user).filter(pk=space.pk).exists()


def can_facilitate(user, space: Space) -> bool:
    """Its own facilitators, with a second factor."""
    return Space.objects.run_by(user).filter(pk=space.pk).exists()


def can_write(user, space: Space) -> bool:
    """Those who are in and may read it, while it is open. Reading a space from outside is not being in it."""
    if not takes_part(membership_of(user, space), space):
        return False
    return can_read(user, space)


def can_join(user, space: Space) -> bool:
    """Come in without being asked or asking."""
    if space.joining != Joining.OPEN or space.is_archived:
        return False
    return can_see(user, space)


def can_ask(user, space: Space) -> bool:
    if space.joining != Joining.REQUEST or space.is_archived:
        return False
    return can_see(user, space)


def can_invite(user, space: Space) -> bool:
    """Its facilitators; into the room of a question nobody comes but by the question itself."""
    if space.is_archived:
        return False
    if space.is_of_question:
        return False
    return can_facilitate(user, space)


def can_reply(user, thread: Thread) -> bool:
    """Those who may write in the space, in a thread they see that still takes posts."""
    if not takes_posts(thread):
        return False
    if not takes_part(membership_of(user, thread.space), thread.space):
        return False
    return Thread.objects.visible_to(user).filter(pk=thread.pk).exists()


def can_edit(user, post: Post) -> bool:
    """Its author, while others could still answer it."""
    if not is_member(user) or post.author_id != user.pk:
        return False
    if post.state not in (PostState.SHOWN, PostState.WAITING):
        return False
    return can_reply(user, post.thread)


def can_react(user, post: Post) -> bool:
    """Whoever is in, to a shown post of somebody else, until the thread or the space is archived."""
    if not is_member(user) or post.author_id == user.pk:
        return False
    if post.state != PostState.SHOWN:
        return False
    if post.thread.is_archived:
        return False
    if not can_write(user, post.thread.space):
        return False
    return Thread.objects.visible_to(user).filter(pk=post.thread_id).exists()


def can_keep(user, thread: Thread) -> bool:
    """Summarise, move, split, merge, lock, archive: the facilitators of its space, while that is open."""
    if thread.space.is_archived:
        return False
    return can_facilitate(user, thread.space)


def can_accept(user, thread: Thread) -> bool:
    """Say which post answers it: who began it, and the facilitators."""
    if thread.is_archived or thread.merged_into_id:
        return False
    if can_keep(user, thread):
        return True
    return is_member(user) and thread.started_by_id == user.pk and can_write(user, thread.space)


def can_report(user, post: Post) -> bool:
    """Whoever reads a post of somebody else; also from outside the space, and where nobody writes any more."""
    if not is_member(user) or post.author_id == user.pk:
        return False
    return Post.objects.visible_to(user).filter(pk=post.pk).exists()


def can_moderate(user, post: Post) -> bool:
    """The facilitators of its space, nothing of their own."""
    if not is_member(user) or post.author_id == user.pk:
        return False
    return can_facilitate(user, post.thread.space)


def can_handle(user, report: Report) -> bool:
    return Report.objects.queue_of(user).filter(pk=report.pk).exists()


def can_break_glass(user) -> bool:
    return is_administrator(user)


def is_wide(space: Space) -> bool:
    """Whether every member reads a space, or could by coming in without being asked: by all three settings together."""
    if space.listing != Listing.MEMBERS:
        return False
    if space.access == Access.MEMBERS:
        return True
    return space.joining == Joining.OPEN


def readers(space: Space) -> QuerySet:
    """Everybody who may read a space, as `open_to` decides it for one of them; broken glass is not counted."""
    from allauth.mfa.models import Authenticator

    people = get_user_model().objects.filter(status=Status.APPROVED)
    if not (space.access == Access.MEMBERS and space.listing == Listing.MEMBERS):
        people = people.filter(memberships__space=space, memberships__state=MembershipState.IN)
    if space.needs_second_factor:
        people = people.filter(Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)))
    return people
