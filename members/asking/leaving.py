"""What becomes of somebody's questions and notes when they take their data along, or leave the network."""

from typing import Any

from members.discussions.models import Membership, Space
from members.people.choices import PostsChoice

from .choices import NoteState, QuestionState
from .models import Note, NoteWords, Question, Routing
from .notes import blank
from .routing import fill_up
from .words import send_back


def own_words(sender, user, **kwargs) -> list[tuple[str, Any]]:
    """All that somebody asked and wrote here; to whom it was passed on is in none of it."""
    asked = Question.objects.filter(asker=user).prefetch_related("themes")
    told = {
        "questions": [question_of(row) for row in asked],
        "public_notes": [note_of(row) for row in Note.objects.filter(asker=user)],
        "asked_of_me": list(Routing.objects.filter(user=user).values_list("sent_at", flat=True)),
        "words_of_mine": list(NoteWords.objects.filter(person=user).values("words", "consent", "asked_at")),
    }
    return [("questions.json", told)] if any(told.values()) else []


def question_of(row: Question) -> dict:
    names = (
        "key",
        "title",
        "situation",
        "tried",
        "kept",
        "by_when",
        "privacy",
        "language",
        "region",
        "size",
        "state",
        "result",
    )
    times = ("asked_at", "due_on", "routed_at", "closed_at")
    return {name: getattr(row, name) for name in (*names, *times)} | {
        "themes": [str(theme) for theme in row.themes.all()]
    }


def note_of(row: Note) -> dict:
    names = ("key", "language", "kept", "state", "message", "handed_at", "published_at")
    return row.texts | {name: getattr(row, name) for name in names}


def on_leaving(sender, user, posts: str = PostsChoice.KEEP, **kwargs) -> None:
    """Questions that wait go; those that others have are asked by nobody; notes stay without anybody, or go."""
    mine = Question.objects.filter(asker=user)
    mine.filter(state=QuestionState.WAITING).delete()
    mine.filter(state=QuestionState.ROUTED).update(state=QuestionState.WITHDRAWN)
    mine.update(asker=None)
    for note in Note.objects.filter(asker=user):
        if note.state != NoteState.PUBLISHED:
            note.delete()
        elif posts == PostsChoice.REMOVE:
            blank(note)
    Note.objects.filter(asker=user).update(asker=None)
    words_go(user, posts)
    Routing.objects.filter(user=user).delete()
    for space in Space.objects.filter(memberships__in=Membership.objects.facilitating().filter(user=user)):
        question = Question.objects.filter(space=space, state=QuestionState.ROUTED).first()
        if question:
            fill_up(question, but=user)


def words_go(user, posts: str) -> None:
    """Who takes their words away takes them out of public notes too. Who is asked and leaves has not said yes, and never does."""
    if posts != PostsChoice.REMOVE:
        return
    rows = NoteWords.objects.filter(person=user)
    standing = (NoteState.PUBLISHED, NoteState.HANDED)
    for note in Note.objects.filter(others_words__in=rows, state__in=standing).select_related("asker").distinct():
        if note.asker_id:
            send_back(note, "")
        else:
            blank(note)
    rows.delete()
