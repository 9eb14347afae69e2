"""Starting a thread, answering, changing and taking away what one wrote, reacting to what others wrote."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record

from .choices import AboutKind, Attribution, MembershipState, PostState, ReactionKind, ThreadKind, ThreadState
from .files import hang_on, take_off
from .hearing import mentioned_in
from .markup import rendered
from .models import Membership, Post, PostFile, PostVersion, Reaction, Space, Thread
from .permissions import can_edit, can_facilitate, can_react, can_reply, can_write
from .pseudonyms import given_pseudonym
from .refusing import Meanwhile, demand, line_of, text_of
from .spaces import locked as locked_space
from .telling import tell_facilitators, tell_of_post

LANGUAGES = frozenset(code for code, _name in Post._meta.get_field("language").choices or ())


def locked(thread: Thread) -> Thread:
    """The row as it stands now, held until the transaction ends."""
    return Thread.objects.select_for_update(of=("self",)).select_related("space").get(pk=thread.pk)


def locked_post(post: Post) -> Post:
    """A post with its thread, both held; always the thread first, so that two never wait for each other."""
    thread = locked(post.thread)
    post = Post.objects.select_for_update().get(pk=post.pk)
    post.thread = thread
    return post


@transaction.atomic
def start_thread(space: Space, *, by, form_key: UUID, values: dict[str, Any], themes: Iterable = ()) -> Post:
    """Begin a thread with its first post, which is returned. The same form sent twice begins one."""
    space = locked_space(space)
    there = sent_before(by, form_key)
    if there:
        return there
    demand(can_write(by, space), _("Only those who are in this space write here, while it is open."))
    kind, about = values.get("kind"), values.get("about_kind") or ""
    thread = Thread(
        space=space, title=line_of(values.get("title", ""), 140), language=language_of(values.get("language", "")),
        kind=kind if kind in ThreadKind.values else ThreadKind.QUESTION, started_by=by,
    )  # fmt: skip
    if about in AboutKind.values and values.get("about_key"):
        thread.about_kind, thread.about_key = about, str(values["about_key"])[:64]
    thread.shown = not has_to_wait(by, space)
    thread.save()
    thread.themes.set(themes)
    record(Action.THREAD_STARTED, actor=teller(by, space), thing=thread)
    return add_post(thread, by=by, form_key=form_key, text=values.get("text", ""), language=thread.language)


@transaction.atomic
def reply(thread: Thread, *, by, form_key: UUID, text: str, language: str = "", quotes: Iterable[Post] = ()) -> Post:
    """Write a post into a thread. The same form sent twice writes one; numbers follow each other without a gap."""
    thread = locked(thread)
    there = sent_before(by, form_key)
    if there:
        return there
    demand(can_reply(by, thread), _("Nobody writes here now. Your text is still in the form."))
    return add_post(thread, by=by, form_key=form_key, text=text, language=language or thread.language, quotes=quotes)


def add_post(thread: Thread, *, by, form_key: UUID, text: str, language: str, quotes: Iterable[Post] = ()) -> Post:
    """Write a post into a thread that the caller holds."""
    space, text = thread.space, text_of(text)
    post = Post(
        thread=thread, author=by, form_key=form_key, text=text, html=rendered(text), language=language_of(language),
        attribution=space.attribution, state=PostState.WAITING if has_to_wait(by, space) else PostState.SHOWN,
    )  # fmt: skip
    if space.attribution == Attribution.PSEUDONYM:
        name_in(space, by)
    if post.is_shown:
        put_at_the_end(post)
    post.save()
    known = Post.objects.visible_to(by).filter(thread=thread, pk__in=[row.pk for row in quotes])
    post.quotes.set(known)
    post.mentioned.set(mentioned_in(text, space, by))
    hang_on(post, by)
    record(Action.POST_WRITTEN, actor=teller(by, space), thing=post, result=post.state)
    if post.is_shown:
        tell_of_post(post)
    else:
        tell_facilitators(space, f"waits:{post.key}", but=[by.pk])
    return post


def sent_before(by, form_key: UUID) -> Post | None:
    """The post that this form has brought already."""
    return Post.objects.filter(author=by, form_key=form_key).first()


def put_at_the_end(post: Post) -> None:
    """Give a post the next number of its thread, which the caller holds."""
    thread = post.thread
    thread.last_number += 1
    thread.last_post_at = timezone.now()
    thread.save(update_fields=["last_number", "last_post_at"])
    post.number = thread.last_number


def has_to_wait(user, space: Space) -> bool:
    """Whether a facilitator looks first: in spaces that wish it, until one post of somebody stands there."""
    if not space.first_posts_wait:
        return False
    if can_facilitate(user, space):
        return False
    return not Post.objects.filter(thread__space=space, author=user, state=PostState.SHOWN).exists()


def name_in(space: Space, user) -> None:
    """Whoever was in before the space took pseudonyms is given one with the first post."""
    row = Membership.objects.filter(space=space, user=user, state=MembershipState.IN, pseudonym="").first()
    if row:
        row.pseudonym = given_pseudonym(space)
        row.save(update_fields=["pseudonym"])


def teller(user, space: Space):
    """Who stands in the audit log: nobody where the space shows no names, or the log would be the way around its rule."""
    return user if space.attribution == Attribution.NAMED else None


def language_of(code: str) -> str:
    return code if code in LANGUAGES else "en"


@transaction.atomic
def edit_post(post: Post, *, by, text: str, based_on: int, remove: Iterable[UUID] = ()) -> Post:
    """Change one's own post; how it was is kept, but for files that are taken off.

    Raises Meanwhile where it has changed since it was opened.
    """
    post = locked_post(post)
    demand(can_edit(by, post), _("This post cannot be changed."))
    post = rewrite(post, text_of(text), by=by, based_on=based_on)
    take_off(post, remove)
    hang_on(post, by)
    return post


def rewrite(post: Post, text: str, *, by, based_on: int, by_facilitator: bool = False) -> Post:
    """Put another text into a post that the caller holds, and keep the old one. The same text again changes nothing."""
    if post.text == text:
        return post
    if post.version != based_on:
        raise Meanwhile
    PostVersion.objects.create(
        post=post, number=post.version, text=post.text, by_facilitator=by_facilitator, withheld=by_facilitator
    )
    if by_facilitator:  # what has to go may stand in every earlier text as well
        post.versions.update(withheld=True)
    post.text, post.html, post.edited_at = text, rendered(text), timezone.now()
    post.version += 1
    post.save(update_fields=["text", "html", "edited_at", "version"])
    if not by_facilitator:
        post.mentioned.set(mentioned_in(text, post.thread.space, by))
    record(Action.POST_EDITED, actor=teller(by, post.thread.space), thing=post)
    return post


@transaction.atomic
def take_away(post: Post, *, by) -> None:
    """Take one's own post away, words, earlier versions and all; what others answered stays.

    A thread in which nothing else was said goes with it, unless somebody reported the post.
    """
    post = locked_post(post)
    if post.state == PostState.DELETED:
        return
    demand(post.author_id == by.pk and can_write(by, post.thread.space), _("This post cannot be changed."))
    blank(post)
    record(Action.POST_EDITED, actor=teller(by, post.thread.space), thing=post, result=post.state)
    if not post.thread.posts.exclude(state=PostState.DELETED).exists():
        Thread.objects.filter(pk=post.thread_id).update(shown=False, title="")
        if not post.reports.exists() and not post.thread.merged.exists():
            post.thread.delete()


def blank(post: Post) -> None:
    """Leave nothing of a post but its place."""
    post.state, post.text, post.html = PostState.DELETED, "", ""
    post.save(update_fields=["state", "text", "html"])
    post.versions.all().delete()
    PostFile.objects.filter(post=post).delete()
    post.reactions.all().delete()
    post.quotes.clear()
    post.mentioned.clear()
    Thread.objects.filter(accepted=post, state=ThreadState.ANSWERED).update(state=ThreadState.OPEN)
    Thread.objects.filter(accepted=post).update(accepted=None)


@transaction.atomic
def react(post: Post, kind: str, *, by, on: bool = True) -> None:
    """Say that a post was useful, or that one tried it; or take that back."""
    post = locked_post(post)
    kind = ReactionKind(kind)
    demand(can_react(by, post), _("Nobody reacts to this post now."))
    if on:
        Reaction.objects.get_or_create(post=post, user=by, kind=kind)
    else:
        Reaction.objects.filter(post=post, user=by, kind=kind).delete()
