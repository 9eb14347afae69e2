"""The one way in which a submission gets from one state to another."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from members.notifications.actions import notify

from .calling import call_next
from .models import FieldNote, Step, Submission
from .moves import MOVES, Side, may_move
from .versions import FIELDS

# Nobody who wrote it needs to be told what they did themselves.
OWN_MOVES = ("submit", "withdraw", "appeal", "take_down")


class MovedMeanwhile(ValidationError):
    """Somebody else was quicker, and what was asked for is no way from where it stands now."""

    def __init__(self, submission: Submission) -> None:
        sentence = _("Somebody else was quicker: this submission is now “%(state)s”. Nothing of yours was sent.")
        super().__init__(sentence % {"state": submission.get_state_display()}, code="moved")


def locked(submission: Submission) -> Submission:
    """The row as it stands now, held until the transaction ends."""
    return Submission.objects.select_for_update().get(pk=submission.pk)


@transaction.atomic
def go(submission: Submission, name: str, *, by, note: str = "", side: Side | None = None) -> Submission:
    """Move a submission that the caller holds, write the timeline and the audit log, and tell its authors.

    `by` None is the site itself. Raises MovedMeanwhile where the table knows no such way any more, and
    ValidationError where words for the owner are demanded and missing.
    """
    move = MOVES[name]
    if not may_move(submission.state, name):
        raise MovedMeanwhile(submission)
    note = note.strip()
    if move.note and not note:
        raise ValidationError(
            _("Say in a few words why: the contributor gets no answer without a reason."), code="note"
        )
    now = timezone.now()
    submission.state, submission.since = move.target, now
    submission.due_on = (now + timedelta(days=move.days)).date() if move.days else None
    submission.save()
    step = Step.objects.create(
        submission=submission, move=name, side=side or move.side, state=move.target, on=now, note=note
    )
    nameless = submission.anonymous and move.side == Side.OWNER
    record(Action.SUBMISSION_MOVED, actor=None if nameless else by, thing=submission, result=move.target, move=name)
    call_next(submission, cause=f"{name}:{step.pk}")
    if name not in OWN_MOVES:
        tell_authors(submission, cause=f"step:{step.pk}")
    return submission


def tell_authors(submission: Submission, *, cause: str) -> None:
    """A notice and a mail that something happened, never what; those who are members no more get none."""
    for row in submission.authorships.select_related("user"):
        notify("submission-moved", row.user, target=str(submission.key), cause=cause)


def demand(allowed: bool, sentence: str) -> None:
    """Raise PermissionDenied with the sentence unless something is allowed."""
    if not allowed:
        raise PermissionDenied(sentence)


def ask_on_fields(submission: Submission, notes: Mapping[str, str], *, side: Side, shown: bool) -> None:
    """Keep what is asked on each field; a field that does not exist is an error, never left out in silence."""
    for field, text in notes.items():
        if field not in FIELDS:
            raise ValidationError(_("“%(name)s” is not a field here."), params={"name": field})
        if text.strip():
            FieldNote.objects.get_or_create(
                submission=submission,
                field=field,
                side=side,
                round=submission.round,
                text=text.strip()[:2000],
                defaults={"shown": shown},
            )
