"""Who is to hear of a post, and whom one can mention: both only among those who may read it, asked anew each time."""

import re

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from members.people.visibility import signature

from .choices import Attribution, Part, PostState, Wish
from .models import Membership, Post, ReadMark, Space
from .permissions import can_read, readers

MENTION = re.compile(r"@\[([^\[\]\n]{2,80})\]")
MOST_MENTIONS = 20
MOST_OFFERED = 10


class Reason(models.TextChoices):
    """Why somebody hears of a post."""

    MENTIONED = "mentioned", _("you are mentioned")
    EVERYTHING = "everything", _("you wish to hear of every post")
    DIGEST = "digest", _("it stands in your digest")


# What each wish lets through, for one who is mentioned and for one who is not.
HEARS: dict[str, tuple[Reason | None, Reason | None]] = {
    Wish.EVERYTHING: (Reason.MENTIONED, Reason.EVERYTHING),
    Wish.DIGEST: (Reason.MENTIONED, Reason.DIGEST),
    Wish.MENTIONS: (Reason.MENTIONED, None),
    Wish.NOTHING: (None, None),
}


def who_hears(post: Post) -> dict:
    """Everybody in the space who is to hear of a post, with the reason; never its author, never who may not read it.

    The wish for a thread goes before the one for its space. Of what waits or is hidden nobody hears.
    """
    space = post.thread.space
    if post.state != PostState.SHOWN or not post.thread.shown:
        return {}
    rows = Membership.objects.present().filter(space=space, user__in=readers(space).values("pk"))
    rows = rows.exclude(user=post.author_id).select_related("user")
    wishes = dict(ReadMark.objects.filter(thread=post.thread).exclude(wish="").values_list("user", "wish"))
    mentioned = set(post.mentioned.values_list("pk", flat=True))
    found = {}
    for row in rows:
        when_mentioned, else_ = HEARS[wishes.get(row.user_id, row.wish)]
        reason = when_mentioned if row.user_id in mentioned else else_
        if reason:
            found[row.user] = reason
    return found


def mentionable(space: Space, viewer, words: str) -> list[str]:
    """Names that begin with or hold some words, of people in the space who may read it; at least two letters are asked for.

    Somebody who may not read the space gets the answer that nobody is there, whatever is asked.
    """
    words = words.strip().casefold()
    if len(words) < 2 or not can_read(viewer, space):
        return []
    names = {name for name, row in names_in(space, viewer) if words in name.casefold() and row.user_id != viewer.pk}
    return sorted(names, key=str.casefold)[:MOST_OFFERED]


def names_in(space: Space, viewer) -> list[tuple[str, Membership]]:
    """Under which name each can be mentioned: in a named space all who show theirs, under a pseudonym all who have one.

    Where posts have no names, only those who facilitate can be called: the others' names would tell who is in the room.
    """
    rows = Membership.objects.present().filter(space=space, user__in=readers(space).values("pk"))
    if space.attribution == Attribution.PSEUDONYM:
        return [(row.pseudonym, row) for row in rows.exclude(pseudonym="")]
    if space.attribution != Attribution.NAMED:
        rows = rows.filter(part=Part.FACILITATOR)
    rows = rows.filter(user__profile__protected_name=False).exclude(user__profile__display_name="")
    people = list(rows)
    prefetch_related_objects(people, "user__profile__city__country", "user__profile__user__groups")
    return [(signature(row.user.profile, viewer), row) for row in people]


def mentioned_in(text: str, space: Space, writer) -> list[int]:
    """The accounts that a text mentions as `@[name]`, as far as the writer could have been offered them."""
    asked = {name.strip().casefold() for name in MENTION.findall(text)[:MOST_MENTIONS]}
    if not asked:
        return []
    return [row.user_id for name, row in names_in(space, writer) if name.casefold() in asked]
