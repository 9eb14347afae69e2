"""Forgetting questions whose thread is not kept any more, and those that nobody passed on for half a year."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from members.discussions.choices import SpaceKind
from members.discussions.models import Space

from .choices import NoteState, QuestionState
from .models import Note, Question

WAITED = timedelta(days=180)
UNFINISHED = timedelta(days=180)


@transaction.atomic
def forget_old_questions() -> int:
    """Take away what is not needed any more, rooms and all; gives how many questions went."""
    now = timezone.now()
    old = Question.objects.filter(state=QuestionState.WAITING, asked_at__lt=now - WAITED)
    done = Question.objects.exclude(state=QuestionState.WAITING).filter(thread=None)
    count = old.count() + done.count()
    old.delete()
    done.delete()
    Space.objects.filter(kind=SpaceKind.QUESTION, question=None).delete()
    stale = Note.objects.exclude(state__in=(NoteState.PUBLISHED, NoteState.WITHDRAWN))
    stale.filter(question=None).delete()
    return count
