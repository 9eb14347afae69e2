"""Under which name a post reaches its reader. Pages, mail, search and exports all ask here; nobody sees through it by a role."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from members.accounts.choices import Status
from members.people.models import Profile
from members.people.visibility import role_signature, signature

from .choices import Attribution
from .models import BreakGlass, Membership, Post

# How much each rule tells of who wrote something, from nothing to the name.
TELLS = {Attribution.CHATHAM: 0, Attribution.PSEUDONYM: 1, Attribution.ROLE: 2, Attribution.NAMED: 3}


@dataclass(frozen=True)
class Byline:
    """What stands over a post: a name or what stands for one, and whether it is the reader's own."""

    name: str
    mine: bool = False


def rule_for(post: Post) -> Attribution:
    """The narrower of the rule a post was written under and the one its space has now.

    A pseudonym that came later is not put on older posts: it would tell whose it is.
    """
    written, now = Attribution(post.attribution), Attribution(post.thread.space.attribution)
    if now == Attribution.PSEUDONYM and written != now:
        return Attribution.CHATHAM
    return min(written, now, key=TELLS.__getitem__)


def named(post: Post, viewer, pseudonyms: dict) -> str:
    profile = profile_of(post)
    return signature(profile, viewer) if profile else without_profile(post)


def role(post: Post, viewer, pseudonyms: dict) -> str:
    profile = profile_of(post)
    return role_signature(profile, viewer) if profile else without_profile(post)


def pseudonym(post: Post, viewer, pseudonyms: dict) -> str:
    """Also of who left the network: that “Heron” went on the day somebody left would tell who Heron was."""
    return pseudonyms.get((post.thread.space_id, post.author_id)) or nobody(post, viewer, pseudonyms)


def nobody(post: Post, viewer, pseudonyms: dict) -> str:
    return _("A participant")


def without_profile(post: Post) -> str:
    """Who has left; or, of somebody who never told anything, that they are a member."""
    gone = post.author is None or post.author.status == Status.LEFT
    return _("Former member") if gone else _("Member")


RULES: dict[Attribution, Callable[[Post, object, dict], str]] = {
    Attribution.NAMED: named,
    Attribution.ROLE: role,
    Attribution.PSEUDONYM: pseudonym,
    Attribution.CHATHAM: nobody,
}


def profile_of(post: Post) -> Profile | None:
    """The profile of a post's author; None of somebody who has left, or whom nothing is known of."""
    author = post.author
    if author is None or author.status == Status.LEFT:
        return None
    return getattr(author, "profile", None)


def bylines(posts: Iterable[Post], viewer) -> dict[int, Byline]:
    """What stands over each of some posts, by their number in the database; as many questions for one as for many."""
    posts = list(posts)
    prefetch_related_objects(posts, "thread__space")
    signed = [post for post in posts if rule_for(post) in (Attribution.NAMED, Attribution.ROLE)]
    prefetch_related_objects(signed, "author__profile__city__country", "author__profile__user__groups")
    pseudonyms = pseudonyms_in({post.thread.space_id for post in posts if rule_for(post) == Attribution.PSEUDONYM})
    return {post.pk: Byline(RULES[rule_for(post)](post, viewer, pseudonyms), mine(post, viewer)) for post in posts}


def byline(post: Post, viewer) -> Byline:
    return bylines([post], viewer)[post.pk]


def mine(post: Post, viewer) -> bool:
    return post.author_id is not None and post.author_id == getattr(viewer, "pk", None)


def pseudonyms_in(spaces: set[int]) -> dict[tuple[int, int], str]:
    if not spaces:
        return {}
    rows = Membership.objects.filter(space__in=spaces).exclude(pseudonym="")
    return {(space, user): name for space, user, name in rows.values_list("space", "user", "pseudonym")}


def author_behind(post: Post, viewer):
    """The account of a post's author, for an administrator who broke the glass over this post; each reading is logged."""
    if not BreakGlass.objects.valid_for(viewer).filter(post=post).exists():
        return None
    record(Action.GLASS_READ, actor=viewer, thing=post)
    return post.author
