"""The demonstration's rooms: spaces of each kind with what members say there, brought about by the verbs that people use."""

import uuid
from typing import Any

from members.accounts.permissions import has_second_factor
from members.discussions.joining import accept, ask_to_join, invite, join
from members.discussions.keeping import accept_answer, summarise
from members.discussions.models import Membership, Post, Space
from members.discussions.moderating import moderate
from members.discussions.spaces import create_space
from members.discussions.writing import react, reply, start_thread
from members.people.models import Profile
from network_site.themes.models import Theme
from practices.models import PracticePage

from .reading import BrokenContent
from .submissions import SPACE as KEYS
from .submissions import somebody

HOSTS = ("facilitator@causeway.example", "focal-point@causeway.example")


def address_of(role: str) -> str:
    return f"{role.replace(' ', '-')}@causeway.example"


def make_space(values: dict[str, Any]) -> None:
    """Open one space, let its people in, and say there what its file says; one that is there already is left as it is."""
    key = uuid.uuid5(KEYS, f"space {values['title']}")
    if Space.objects.filter(form_key=key).exists():
        return
    content = dict(values)
    threads, members, asking = content.pop("threads", []), content.pop("members", []), content.pop("asking", [])
    themes = Theme.objects.filter(name__in=content.pop("themes", []))
    hosts = [somebody(address) for address in HOSTS]
    space = create_space(by=hosts[0], form_key=key, facilitators=hosts, values=content, themes=themes)
    for role in members:
        let_in(space, somebody(address_of(role)), hosts[0])
    for role in asking:
        ask_to_join(space, by=somebody(address_of(role)))
    for number, thread in enumerate(threads):
        make_thread(space, thread, uuid.uuid5(key, str(number)), hosts)


def let_in(space: Space, user, host) -> Membership:
    """Somebody comes in as the space's rule has it."""
    if space.needs_second_factor and not has_second_factor(user):
        raise BrokenContent(f"“{space.title}” needs a second factor, which {user.email} does not have.")
    if space.joining == "open":
        return join(space, by=user, wish="digest")
    Profile.objects.filter(user=user).update(listed=True)
    invite(space, user.profile, by=host)
    return accept(space, by=user, wish="digest")


def make_thread(space: Space, values: dict[str, Any], key: uuid.UUID, hosts: list) -> None:
    """A thread with its posts: who says what, what was useful, which one answers it, and how it was summed up."""
    content = dict(values)
    posts, summary = content.pop("posts"), content.pop("summary", "")
    about = PracticePage.objects.live().filter(title=content.pop("practice", "")).first()
    if about:
        content |= {"about_kind": "practice", "about_key": str(about.translation_key)}
    first, *answers = posts
    opening = start_thread(
        space,
        by=somebody(address_of(first["by"])),
        form_key=uuid.uuid5(key, "0"),
        values=content | {"text": first["text"]},
    )
    opening = shown(opening, hosts[0])
    for number, row in enumerate(answers, start=1):
        made = reply(opening.thread, by=somebody(address_of(row["by"])), form_key=uuid.uuid5(key, str(number)), text=row["text"], language=row.get("language", ""))  # fmt: skip
        made = shown(made, hosts[0])
        for role in row.get("useful", []):
            react(made, "useful", by=somebody(address_of(role)))
        if row.get("answers"):
            accept_answer(opening.thread, made, by=hosts[0])
    if summary:
        summarise(opening.thread, summary, by=hosts[0], based_on="")


def shown(post: Post, host) -> Post:
    """A first post that waits is let through by a facilitator."""
    return post if post.is_shown else moderate(post, "approve", by=host)
