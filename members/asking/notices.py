"""What is told on the site of questions and notes, each to whom it concerns and only while they may know it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from members.notifications.kinds import Told, notice_kind

from .models import Note, NoteWords, Question
from .telling import NOTE_MOVED, NOTE_WAITS, ON_ITS_WAY, OVERDUE, PUT, WAITS, WORDS

Tells = Mapping[str, Told]


def told(rows, targets: Iterable[str], words: str, about: str, name: str) -> Tells:
    """The same words for each: which question it is, is read where it stands."""
    found = rows.filter(key__in=list(targets)).values_list("key", flat=True)
    return {str(key): Told(words, about, reverse(name, args=[key])) for key in found}


@notice_kind(WAITS)
def waits(user, targets: Iterable[str]) -> Tells:
    words = _("A question waits to be passed on.")
    return told(Question.objects.queue_of(user), targets, words, _("Ask the network"), "asking:route")


@notice_kind(OVERDUE)
def overdue(user, targets: Iterable[str]) -> Tells:
    words = _("A question has had no answer in time.")
    return told(Question.objects.queue_of(user), targets, words, _("Ask the network"), "asking:route")


@notice_kind(PUT)
def put(user, targets: Iterable[str]) -> Tells:
    words = _("Somebody of the network asks for your help. You can say no, and who asks is not told.")
    return told(Question.objects.put_to(user), targets, words, _("Ask the network"), "asking:question")


@notice_kind(ON_ITS_WAY)
def on_its_way(user, targets: Iterable[str]) -> Tells:
    words = _("Your question is with members of the network.")
    return told(Question.objects.of(user), targets, words, _("My questions"), "asking:question")


@notice_kind(NOTE_WAITS)
def note_waits(user, targets: Iterable[str]) -> Tells:
    words = _("A public note waits to be looked at.")
    return told(Note.objects.queue_of(user), targets, words, _("Public notes"), "asking:note")


@notice_kind(NOTE_MOVED)
def note_moved(user, targets: Iterable[str]) -> Tells:
    words, about = _("Something happened to your public note."), _("My questions")
    rows = Note.objects.of(user).filter(key__in=list(targets)).values_list("key", "question__key")
    return {
        str(key): Told(
            words, about, reverse("asking:note-write", args=[question]) if question else reverse("asking:mine")
        )
        for key, question in rows
    }


@notice_kind(WORDS)
def words_asked(user, targets: Iterable[str]) -> Tells:
    words = _("Somebody asks to take words of yours along in a public note.")
    return told(NoteWords.objects.visible_to(user), targets, words, _("Your words"), "asking:words")
