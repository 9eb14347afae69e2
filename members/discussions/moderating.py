"""Reports, and what facilitators do about posts: one table of measures, each kept with its reason and written into the log."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record

from .choices import PostState, ReportReason, ReportState
from .files import take_off
from .keeping import follow_last_post, standing
from .models import Moderation, Post, Report, Thread
from .moves import MEASURES, Measure
from .permissions import can_handle, can_moderate, can_report
from .refusing import LONGEST_NOTE, demand, note_of, text_of
from .telling import tell_administrators, tell_author, tell_facilitators, tell_of_post
from .writing import locked_post, put_at_the_end, rewrite


@transaction.atomic
def report(post: Post, *, by, reason: str, text: str = "") -> Report:
    """Say that a post should not stand as it does. Asked again while that waits, it is the same report."""
    demand(can_report(by, post), _("This post cannot be reported."))
    words = text_of(text, LONGEST_NOTE) if text.strip() else ""
    row, made = Report.objects.get_or_create(
        post=post, reporter=by, state=ReportState.OPEN, defaults={"reason": ReportReason(reason), "text": words}
    )
    if made:  # the log does not say who it was: facilitators and administrators would learn it there
        record(Action.POST_REPORTED, thing=post, reason=row.reason)
        tell_facilitators(post.thread.space, f"report:{row.key}", but=[post.author_id])
    return row


@transaction.atomic
def dismiss(row: Report, *, by) -> Report:
    """Nothing has to be done about a report."""
    row = Report.objects.select_for_update().select_related("post__thread__space").get(pk=row.pk)
    demand(can_handle(by, row), _("Only a facilitator of this space can do this."))
    if row.state == ReportState.OPEN:
        settle([row], ReportState.DISMISSED, by)
        record(Action.POST_MODERATED, actor=by, thing=row.post, result="dismissed")
    return row


def settle(rows, state: ReportState, by) -> None:
    for row in rows:
        row.state, row.handled_by, row.handled_at = state, by, timezone.now()
        row.save(update_fields=["state", "handled_by", "handled_at"])


@transaction.atomic
def moderate(
    post: Post, name: str, *, by, note: str = "", text: str = "", based_on: int = 0, remove: Iterable[UUID] = ()
) -> Post:
    """Take a measure about a post. Taken already, with the same words, nothing happens.

    `text`, `based_on` and `remove` are for changing it: the words that had to go are kept for facilitators alone, files go.
    """
    post, measure = locked_post(post), MEASURES[name]
    demand(
        can_moderate(by, post), _("Only a facilitator of this space can do this, and not about a post of their own.")
    )
    note = note_of(note, demanded=measure.note)
    if taken_already(post, measure, note):
        return post
    if post.state not in measure.sources:
        raise ValidationError(_("This cannot be done any more: things have changed meanwhile."), code="moved")
    if measure.name == "edit":
        rewrite(post, text_of(text), by=by, based_on=based_on, by_facilitator=True)
        take_off(post, remove)
    elif measure.target:
        set_state(post, measure.target)
    row = Moderation.objects.create(post=post, by=by, move=measure.name, note=note)
    tell_author(row)
    if measure.name == "ask_suspension":
        tell_administrators(row)
    if measure.settles:
        settle(post.reports.filter(state=ReportState.OPEN), ReportState.HANDLED, by)
    record(Action.POST_MODERATED, actor=by, thing=post, result=post.state, move=measure.name)
    return post


def taken_already(post: Post, measure: Measure, note: str) -> bool:
    if measure.target:
        return post.state == measure.target
    return measure.name != "edit" and post.moderations.filter(move=measure.name, note=note).exists()


def set_state(post: Post, state: PostState) -> None:
    """Show or hide a post of a thread that the caller holds; with the first one the whole thread is shown or hidden."""
    post.state = state
    if state == PostState.SHOWN and post.number is None:
        put_at_the_end(post)
    post.save(update_fields=["state", "number"])
    thread = post.thread
    if is_opening(post, thread):
        thread.shown = state == PostState.SHOWN
        thread.save(update_fields=["shown"])
    if post.is_shown:
        tell_of_post(post)
    follow_last_post(thread)
    if state != PostState.SHOWN and thread.accepted_id == post.pk:
        thread.accepted = None
        thread.state = thread.state if thread.is_archived else standing(thread)
        thread.save(update_fields=["accepted", "state"])


def is_opening(post: Post, thread: Thread) -> bool:
    """Whether a post is the one its thread began with."""
    return post.number == 1 or (post.number is None and thread.last_number == 0)
