"""Who is told of what happens in spaces: rows written in the transaction of their cause, without a word of what was said."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model

from members.accounts.choices import Status
from members.accounts.roles import Role
from members.notifications.actions import notify, notify_all
from members.notifications.choices import Wish

from .choices import Access
from .hearing import Reason, who_hears
from .models import BreakGlass, Membership, Moderation, Post, Space
from .permissions import is_administrator, readers

SPOKEN, MENTIONED = "thread-spoken", "thread-mentioned"
INVITED, LET_IN, WAITS = "space-invited", "space-let-in", "space-waits"
MODERATED, OPENED, SUSPENSION = "post-moderated", "space-opened", "suspension-asked"

# How loudly each reason speaks, and as which kind of notice.
LOUDNESS = {
    Reason.MENTIONED: (MENTIONED, Wish.AT_ONCE),
    Reason.EVERYTHING: (SPOKEN, Wish.AT_ONCE),
    Reason.DIGEST: (SPOKEN, Wish.WEEKLY),
}


def tell_of_post(post: Post) -> None:
    """Tell everybody who is to hear of a post; of one that waits, those who let it through."""
    found: dict[str, dict] = {SPOKEN: {}, MENTIONED: {}}
    for user, reason in who_hears(post).items():
        kind, wish = LOUDNESS[reason]
        found[kind][user] = wish
    for kind, wishes in found.items():
        if wishes:
            notify_all(kind, wishes, target=str(post.thread.key), cause=f"post:{post.key}")


def tell_facilitators(space: Space, cause: str, *, but: Iterable[int | None] = ()) -> None:
    """Something waits for the facilitators: a post, a report, or somebody who would like to come in."""
    rows = Membership.objects.facilitating().filter(space=space).exclude(user__in=[key for key in but if key])
    wishes = {row.user: Wish.AT_ONCE for row in rows.select_related("user")}
    notify_all(WAITS, wishes, target=str(space.key), cause=cause)


def tell_of_membership(kind: str, row: Membership, step: str) -> None:
    """Somebody is invited, or was let in."""
    notify(kind, row.user, target=str(row.space.key), cause=f"{kind}:{row.key}:{step}")


def tell_author(measure: Moderation) -> None:
    """A facilitator did something about a post: its author hears it, and reads why on the site."""
    if measure.post.author:
        notify(MODERATED, measure.post.author, target=str(measure.post.key), cause=f"moderation:{measure.key}")


def tell_administrators(measure: Moderation) -> None:
    """Facilitators ask for a suspension: the administrators hear that something is asked of them."""
    people = get_user_model().objects.filter(status=Status.APPROVED)
    asked = [
        user
        for user in people.filter(groups__name=Role.ADMINISTRATOR.value)
        if is_administrator(user) and user.pk != measure.post.author_id
    ]
    wishes = dict.fromkeys(asked, Wish.AT_ONCE)
    notify_all(SUSPENSION, wishes, target=str(measure.key), cause=f"suspension:{measure.key}")


def tell_of_glass(glass: BreakGlass) -> None:
    """An administrator opened a space in an emergency: everybody who reads it hears it at once."""
    people = readers(glass.space) if glass.space.access == Access.SPACE else people_in(glass.space)
    wishes = {user: Wish.AT_ONCE for user in people if user.pk != glass.who_id}
    notify_all(OPENED, wishes, target=str(glass.space.key), cause=f"glass:{glass.key}")


def people_in(space: Space) -> list:
    """Its own members: not every member of the network, where all may read it."""
    return [row.user for row in Membership.objects.present().filter(space=space).select_related("user")]
