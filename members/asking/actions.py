"""Asking the network, and taking a question back."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from members.accounts.permissions import is_member
from members.cities.choices import PopulationBand, Region
from members.discussions.choices import MembershipState
from members.discussions.models import Membership, Thread
from members.discussions.refusing import demand, line_of, text_of
from members.discussions.writing import language_of

from .choices import Privacy, QuestionState
from .clock import due_day
from .marks import answered
from .models import Question
from .models.question import OPEN_STATES
from .permissions import can_withdraw_question
from .telling import tell_of_waiting

MOST_OPEN = 3  # questions of one member at a time
LONGEST = 6000


def locked(question: Question) -> Question:
    """The row as it stands now, held until the transaction ends."""
    return (
        Question.objects.select_for_update(of=("self",)).select_related("space", "thread", "asker").get(pk=question.pk)
    )


def teller(question: Question, user):
    """Who stands in the audit log for what the asker does: nobody, unless they ask with their name."""
    return user if question.privacy == Privacy.NAMED else None


@transaction.atomic
def ask(*, by, form_key: UUID, values: Mapping[str, Any], themes: Iterable, reasons: Mapping[str, Any]) -> Question:
    """Hand a question to the facilitators of the network. The same form sent twice asks once.

    What the screening marks is changed before, or has a reason in `reasons` by the name of its mark.
    """
    demand(is_member(by), _("Members ask the network."))
    there = Question.objects.filter(asker=by, form_key=form_key).first()
    if there:
        return there
    if Question.objects.of(by).filter(state__in=OPEN_STATES).count() >= MOST_OPEN:
        raise ValidationError(_("Three questions of yours are open. Close one of them first."), code="many")
    chosen = list(themes)
    if not chosen:
        raise ValidationError(_("Choose a theme: by it those are found who can help."), code="themes")
    question = Question(asker=by, form_key=form_key)
    take(question, values)
    texts = {"title": question.title, "situation": question.situation, "tried": question.tried}
    question.kept = answered(texts, question.language, reasons)
    question.save()
    question.themes.set(chosen)
    record(Action.QUESTION_ASKED, actor=teller(question, by), thing=question)
    tell_of_waiting(question)
    return question


def take(question: Question, values: Mapping[str, Any]) -> None:
    """Put what was typed on a question; what is on no list is as narrow as it can be."""
    question.title = line_of(values.get("title", ""), 140)
    question.situation = text_of(values.get("situation", ""), LONGEST)
    question.tried = text_of(values["tried"], LONGEST) if (values.get("tried") or "").strip() else ""
    question.language = language_of(values.get("language", ""))
    question.privacy = one_of(Privacy, values.get("privacy"), Privacy.CHATHAM)
    question.region = one_of(Region, values.get("region"), "")
    question.size = one_of(PopulationBand, values.get("size"), "")
    day = values.get("by_when")
    question.by_when = day if isinstance(day, date) and day >= timezone.localdate() else None
    question.due_on = due_day(timezone.localdate(question.asked_at), question.by_when)


def one_of(choices, value: Any, otherwise: str) -> str:
    return value if value in choices.values else otherwise


@transaction.atomic
def withdraw_question(question: Question, *, by) -> None:
    """Take a question back: one that waits goes without a trace; one that others have is asked of nobody any more."""
    found = Question.objects.of(by).filter(pk=question.pk).first()
    if found is None or found.state == QuestionState.WITHDRAWN:
        return
    question = locked(found)
    demand(can_withdraw_question(by, question), _("This question is closed."))
    record(Action.QUESTION_MOVED, actor=teller(question, by), thing=question, result=QuestionState.WITHDRAWN)
    if question.state == QuestionState.WAITING:
        question.delete()
        return
    end(question, QuestionState.WITHDRAWN)


def end(question: Question, state: QuestionState) -> None:
    """Nobody is asked any more, and nobody writes in its thread; what was said stays for those who read it."""
    question.state, question.closed_at = state, timezone.now()
    question.save(update_fields=["state", "closed_at", "result"])
    Membership.objects.filter(space=question.space, state=MembershipState.INVITED).update(state=MembershipState.LEFT)
    if question.thread_id:
        Thread.objects.filter(pk=question.thread_id).update(locked=True)
