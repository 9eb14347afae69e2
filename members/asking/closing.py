"""How a question ends: its asker says what helped, and marks the answers that did."""

from collections.abc import Iterable
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from members.discussions.choices import PostState, ReactionKind
from members.discussions.keeping import accept_answer
from members.discussions.models import Post
from members.discussions.permissions import can_react
from members.discussions.refusing import LONGEST_SUMMARY, demand, text_of
from members.discussions.writing import react, reply

from .actions import end, locked, teller
from .choices import QuestionState, Result
from .models import Question
from .permissions import can_close


def answers_to(question: Question, viewer):
    """The posts of others in a question's thread, as its asker may mark them."""
    rows = Post.objects.visible_to(viewer).filter(thread=question.thread_id, state=PostState.SHOWN)
    return rows.exclude(author=viewer).in_order()


@transaction.atomic
def close(question: Question, *, by, result: str, words: str, helpful: Iterable[Post] = ()) -> Question:
    """Say what helped, in words that those who answered read, and close. Closing again changes nothing."""
    question = locked(question)
    if question.state == QuestionState.CLOSED and question.asker_id == by.pk:
        return question
    demand(can_close(by, question), _("This question is closed."))
    if result not in Result.values:
        raise ValidationError(_("Say whether it helped."), code="result")
    words = text_of(words, LONGEST_SUMMARY)
    marked = list(answers_to(question, by).filter(pk__in=[post.pk for post in helpful]))
    for post in marked:
        if can_react(by, post):
            react(post, ReactionKind.USEFUL, by=by)
    if question.thread is None:
        raise ValidationError(_("Its thread is not kept any more."), code="thread")
    if len(marked) == 1:
        accept_answer(question.thread, marked[0], by=by)
    reply(question.thread, by=by, form_key=uuid5(question.key, "closed"), text=words)
    question.result = Result(result)
    end(question, QuestionState.CLOSED)
    record(
        Action.QUESTION_MOVED, actor=teller(question, by), thing=question, result=question.state, answers=len(marked)
    )
    return question
