"""Who may do what with questions to the network and with public notes. What they may see is `visible_to`."""

from members.accounts.permissions import has_second_factor, is_member
from members.accounts.roles import Role, has_role
from members.discussions.choices import MembershipState
from members.discussions.models import Membership

from .choices import NoteState, QuestionState
from .models import Note, Question, Routing
from .models.question import is_router


def is_askers(user, thing: Question | Note) -> bool:
    """Whether a question or a note is somebody's own."""
    return is_member(user) and thing.asker_id == user.pk


def can_pass_on(user, question: Question) -> bool:
    """A facilitator of the network who did not ask it: while it waits each of them, then the two who keep it."""
    return Question.objects.queue_of(user).filter(pk=question.pk).exists()


def can_answer_call(user, question: Question) -> bool:
    """Say yes or no: who was asked and has done neither, while the question is open."""
    if not is_member(user) or question.state != QuestionState.ROUTED:
        return False
    asked = Routing.objects.filter(question=question, user=user).exists()
    invited = Membership.objects.filter(space=question.space, user=user, state=MembershipState.INVITED).exists()
    return asked and invited


def can_close(user, question: Question) -> bool:
    """Say what helped: who asked, once others had it."""
    return is_askers(user, question) and question.state == QuestionState.ROUTED


def can_withdraw_question(user, question: Question) -> bool:
    return is_askers(user, question) and question.is_open


def can_write_note(user, question: Question) -> bool:
    """Make a public note of it: who asked, once it is closed."""
    return is_askers(user, question) and question.state == QuestionState.CLOSED


def can_publish(user, note: Note) -> bool:
    """A facilitator of the network who did not write it, once nobody's words stand in it without their yes."""
    return Note.objects.queue_of(user).filter(pk=note.pk).exists()


def can_withdraw_note(user, note: Note) -> bool:
    """Who wrote it, at any time; what is published also facilitators of the network and safeguarding editors."""
    if is_askers(user, note):
        return True
    if note.state != NoteState.PUBLISHED:
        return False
    if is_router(user):
        return True
    return has_second_factor(user) and has_role(user, Role.SAFEGUARDING)
