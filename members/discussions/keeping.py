"""What is done to whole threads: answered, summarised, locked, archived, moved, split and merged."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record

from .choices import Attribution, PostState, ThreadState
from .models import Post, Space, Thread
from .moves import TURNS
from .permissions import can_accept, can_keep, is_wide, readers
from .refusing import LONGEST_SUMMARY, Meanwhile, demand, line_of, text_of
from .writing import locked


def standing(thread: Thread) -> ThreadState:
    """The state that a thread has by what it holds, archived or not."""
    if thread.summary:
        return ThreadState.SUMMARISED
    return ThreadState.ANSWERED if thread.accepted_id else ThreadState.OPEN


def note(thread: Thread, move: str, by) -> None:
    record(Action.THREAD_MOVED, actor=by, thing=thread, result=thread.state, move=move)


@transaction.atomic
def turn(thread: Thread, name: str, *, by) -> Thread:
    """Lock, unlock, archive or reopen a thread."""
    thread, row = locked(thread), TURNS[name]
    demand(can_keep(by, thread), _("Only a facilitator of this space can do this."))
    value = standing(thread) if row.value is None else row.value
    if row.value is None and not thread.is_archived:
        return thread
    if getattr(thread, row.field) != value:
        setattr(thread, row.field, value)
        thread.save(update_fields=[row.field])
        note(thread, name, by)
    return thread


@transaction.atomic
def accept_answer(thread: Thread, post: Post | None, *, by) -> Thread:
    """Say which post answers a thread; None takes it back."""
    thread = locked(thread)
    actor = by if thread.space.attribution == Attribution.NAMED else None
    demand(can_accept(by, thread), _("Only who began this thread, or a facilitator, says what answers it."))
    if post is not None and not thread.posts.filter(pk=post.pk, state=PostState.SHOWN).exists():
        raise ValidationError(_("Choose a post of this thread."), code="post")
    if thread.accepted_id != (post.pk if post else None):
        thread.accepted = post
        thread.state = standing(thread)
        thread.save(update_fields=["accepted", "state"])
        note(thread, "answer", actor)
    return thread


@transaction.atomic
def summarise(thread: Thread, text: str, *, by, based_on: str) -> Thread:
    """Write what came out of a thread on top of it; `based_on` is the summary as it was opened for writing."""
    thread = locked(thread)
    demand(can_keep(by, thread) and not thread.is_archived, _("Only a facilitator of this space can do this."))
    text = text_of(text, LONGEST_SUMMARY) if text.strip() else ""
    if thread.summary == text:
        return thread
    if thread.summary.split() != based_on.split():
        raise Meanwhile
    thread.summary = text
    thread.state = standing(thread)
    thread.save(update_fields=["summary", "state"])
    note(thread, "summarise", by)
    return thread


@transaction.atomic
def move_thread(thread: Thread, space: Space, *, by) -> Thread:
    """Take a thread into another space, if nobody reads it there who does not read it here."""
    thread = locked(thread)
    if thread.space_id == space.pk:
        return thread
    target = Space.objects.select_for_update().get(pk=space.pk)
    may = can_keep(by, thread) and can_keep(by, Thread(space=target))
    demand(may, _("A thread is moved by who facilitates both spaces."))
    newly_wide = is_wide(target) and not is_wide(thread.space)
    if newly_wide or readers(target).exclude(pk__in=readers(thread.space).values("pk")).exists():
        raise ValidationError(
            _("Some people there could not read this thread here. It was not written for them."), code="wider"
        )
    # A pseudonym belongs to one space: in another it would be somebody else's, or tell that two are one.
    thread.posts.filter(attribution=Attribution.PSEUDONYM).update(attribution=Attribution.CHATHAM)
    thread.space = target
    thread.save(update_fields=["space"])
    thread.merged.update(space=target)
    note(thread, "move", by)
    return thread


@transaction.atomic
def split(thread: Thread, posts: Iterable[Post], *, title: str, by) -> Thread:
    """Make a thread of its own of some posts of another; its first post stays where it is."""
    thread = locked(thread)
    demand(can_keep(by, thread), _("Only a facilitator of this space can do this."))
    keys = [post.pk for post in posts]
    rows = list(thread.posts.select_for_update().filter(pk__in=keys, number__gt=1).order_by("number"))
    if not rows:
        raise ValidationError(_("Choose posts that follow the first one."), code="posts")
    new = Thread.objects.create(
        space=thread.space, title=line_of(title, 140), kind=thread.kind, language=rows[0].language, started_by=rows[0].author
    )  # fmt: skip
    new.themes.set(thread.themes.all())
    take_over(rows, new)
    new.shown = rows[0].state == PostState.SHOWN
    new.save(update_fields=["shown"])
    if thread.accepted_id in {row.pk for row in rows}:
        thread.accepted = None
        thread.state = thread.state if thread.is_archived else standing(thread)
        thread.save(update_fields=["accepted", "state"])
    follow_last_post(thread)
    note(new, "split", by)
    return new


@transaction.atomic
def merge(thread: Thread, into: Thread, *, by) -> Thread:
    """Put the posts of a thread at the end of another of its space; its address leads there from now on."""
    first, second = sorted((thread, into), key=lambda row: row.pk)
    held = {row.pk: row for row in (locked(first), locked(second))}
    thread, into = held[thread.pk], held[into.pk]
    if thread.merged_into_id == into.pk:
        return into
    demand(can_keep(by, thread) and can_keep(by, into), _("Only a facilitator of this space can do this."))
    if thread.pk == into.pk or thread.space_id != into.space_id or into.merged_into_id or thread.merged_into_id:
        raise ValidationError(_("Choose another thread of this space."), code="thread")
    if not thread.shown or not into.shown:
        raise ValidationError(_("A thread that waits or is hidden is not merged."), code="hidden")
    take_over(list(thread.posts.order_by("number")), into)
    thread.merged_into, thread.accepted, thread.locked = into, None, True
    thread.save(update_fields=["merged_into", "accepted", "locked"])
    thread.merged.update(merged_into=into)
    note(thread, "merge", by)
    return into


def take_over(rows: list[Post], thread: Thread) -> None:
    """Give posts to a thread, at its end and in their order; what waits keeps waiting."""
    for row in rows:
        row.thread = thread
        if row.number is not None:
            thread.last_number += 1
            row.number = thread.last_number
        row.save(update_fields=["thread", "number"])
    thread.save(update_fields=["last_number"])
    follow_last_post(thread)


def follow_last_post(thread: Thread) -> None:
    """A thread stands in the list by the last post that is shown."""
    last = thread.posts.filter(state=PostState.SHOWN).aggregate(last=Max("created_at"))["last"]
    thread.last_post_at = last or thread.created_at
    thread.save(update_fields=["last_post_at"])
