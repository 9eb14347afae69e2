"""Opening a closed space in an emergency: with a reason, for an hour, in the log, and in sight of everybody in it."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from members.people.plain import plain

from .models import BreakGlass, Post, Space
from .permissions import can_break_glass
from .refusing import demand
from .telling import tell_of_glass

SHORTEST_REASON = 10


@transaction.atomic
def break_glass(space: Space, *, by, reason: str, post: Post | None = None) -> BreakGlass:
    """Let an administrator read a space, or learn who wrote one post of it. While that is open, asked again it is the same.

    It stands at once on top of every page of the space: that, until when and why; never about whose post.
    """
    demand(can_break_glass(by), _("Only an administrator with a second factor can do this."))
    reason = plain(reason)[:400]
    if len(reason) < SHORTEST_REASON:
        raise ValidationError(_("Say why. The members of the space read it."), code="reason")
    if post is not None and post.thread.space_id != space.pk:
        raise ValidationError(_("This post is not of this space."), code="post")
    there = BreakGlass.objects.valid_for(by).filter(space=space, post=post).first()
    if there:
        return there
    row = BreakGlass.objects.create(who=by, space=space, post=post, reason=reason, announced_at=timezone.now())
    tell_of_glass(row)
    record(Action.GLASS_BROKEN, actor=by, thing=post or space, until=f"{row.until:%Y-%m-%dT%H:%M}")
    return row


def break_glass_at(*, space: UUID, post: UUID | None, reason: str, by) -> BreakGlass:
    """The same by the keys that stand in addresses: whoever opens a space has not been able to read its name."""
    demand(can_break_glass(by), _("Only an administrator with a second factor can do this."))
    found = Space.objects.filter(key=space).first()
    row = Post.objects.filter(key=post).select_related("thread").first() if post else None
    if found is None or (post and row is None):
        raise ValidationError(_("There is nothing under this key."), code="key")
    return break_glass(found, by=by, reason=reason, post=row)
