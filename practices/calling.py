"""Who is called when a submission waits for them: the city, a queue of the desk, or the editor who has it."""

from django.contrib.auth import get_user_model
from django.utils import timezone

from members.accounts.choices import Status
from members.accounts.roles import Role
from members.notifications.actions import notify, notify_all

from .models import Submission
from .moves import State
from .told import loud, speakers_of

COSIGN_ASKED, DESK_WAITS, DESK_CALLED = "cosign-asked", "desk-waits", "desk-called"
# Queues that somebody must look into, and whose they are.
WORKED_BY = {State.SAFEGUARDING: Role.SAFEGUARDING, State.TRIAGE: Role.EDITOR}


def call_city(submission: Submission, *, cause: str) -> None:
    """The city's focal points are asked to co-sign."""
    notify_all(COSIGN_ASKED, loud(speakers_of([submission.city_id])), target=str(submission.key), cause=cause)


def call_queue(state: State) -> None:
    """Those who work on a queue hear once a day that something came; all of them, so that nobody's silence tells a city."""
    people = get_user_model().objects.filter(status=Status.APPROVED, groups__name=WORKED_BY[state].value).distinct()
    notify_all(DESK_WAITS, loud(people), target=state.value, cause=f"desk:{state.value}:{timezone.localdate()}")


def call_editor(submission: Submission, *, cause: str) -> None:
    """The editor who took it on hears that it needs them."""
    if submission.editor:
        notify(DESK_CALLED, submission.editor, target=str(submission.key), cause=cause)


def call_next(submission: Submission, *, cause: str) -> None:
    """After a move, whoever has it now."""
    state = State(submission.state)
    if state in WORKED_BY:
        call_queue(state)
    elif state == State.DECISION or (state == State.IN_REVIEW and cause.startswith("appeal")):
        call_editor(submission, cause=cause)
