"""Who is told of questions and notes: rows written in the transaction of their cause, without a word of what was said."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef

from members.accounts.choices import Status
from members.accounts.permissions import FACTORS
from members.accounts.roles import Role
from members.discussions.models import Membership
from members.notifications.actions import notify, notify_all
from members.notifications.choices import Wish

from .models import Note, NoteWords, Question

WAITS, OVERDUE = "question-waits", "question-overdue"
PUT, ON_ITS_WAY = "question-put", "question-on-its-way"
NOTE_WAITS, NOTE_MOVED, WORDS = "note-waits", "note-moved", "note-words"


def routers():
    """The facilitators of the network, as the database knows them: a role, a second factor, and members today."""
    from allauth.mfa.models import Authenticator

    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    people = get_user_model().objects.filter(status=Status.APPROVED, groups__name=Role.FACILITATOR.value)
    return people.filter(Exists(factors))


def tell(kind: str, people: Iterable, target: Question | Note, cause: str) -> None:
    wishes = {user: Wish.AT_ONCE for user in people if user.pk != target.asker_id}
    notify_all(kind, wishes, target=str(target.key), cause=cause)


def tell_of_waiting(question: Question) -> None:
    """A question waits: every facilitator of the network hears it, but who asks."""
    tell(WAITS, routers(), question, f"{WAITS}:{question.key}")


def keepers(question: Question) -> list:
    """Those who facilitate the room of a question."""
    rows = Membership.objects.facilitating().filter(space=question.space).select_related("user")
    return [row.user for row in rows]


def tell_of_decline(question: Question, cause: str) -> None:
    """A place is free again; whose, its keepers read on the page."""
    tell(WAITS, keepers(question), question, cause)


def tell_of_overdue(question: Question, week: str, *, waiting: bool) -> None:
    """Nobody has answered in time: while it waits all facilitators hear it, then the two who keep it."""
    tell(OVERDUE, routers() if waiting else keepers(question), question, f"{OVERDUE}:{question.key}:{week}")


def tell_of_call(question: Question, people: Iterable) -> None:
    """Somebody is asked to help."""
    tell(PUT, people, question, f"{PUT}:{question.key}")


def tell_asker(question: Question) -> None:
    """The question is with members."""
    if question.asker:
        notify(ON_ITS_WAY, question.asker, target=str(question.key), cause=f"{ON_ITS_WAY}:{question.key}")


def tell_of_note(note: Note) -> None:
    """A note can be looked at."""
    tell(NOTE_WAITS, routers(), note, f"{NOTE_WAITS}:{note.key}:{note.revision}")


def tell_author(note: Note, step: str) -> None:
    """A note was given back, published or taken off the site by somebody else."""
    if note.asker:
        notify(NOTE_MOVED, note.asker, target=str(note.key), cause=f"{NOTE_MOVED}:{note.key}:{step}:{note.revision}")


def ask_for_words(row: NoteWords) -> None:
    notify(WORDS, row.person, target=str(row.key), cause=f"{WORDS}:{row.key}")
