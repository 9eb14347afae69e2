"""Who is called when a submission waits for them: the city, a queue of the desk, or the editor who has it."""

from django.contrib.auth import get_user_model
from django.db.models import F
from django.utils import timezone

from members.accounts.choices import Status
from members.accounts.roles import Role
from members.notifications.actions import notify, notify_all

from .models import Assignment, AssignmentState, Submission
from .moves import State
from .told import loud, speakers_of

COSIGN_ASKED, DESK_WAITS, DESK_CALLED = "cosign-asked", "desk-waits", "desk-called"
REVIEW_ASKED = "review-asked"
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


def remind() -> int:
    """Once for each date that has passed: the city whose word is late, the reviewer, and the editor who waits for both.

    Run every night, harmless twice; gives how many were late.
    """
    today = timezone.localdate()
    late_cities = list(Submission.objects.filter(state=State.SUBMITTED, due_on__lt=today))
    for row in late_cities:
        call_city(row, cause=f"cosign-late:{row.key}:{row.due_on}")
    open_ones = Assignment.objects.filter(state__in=(AssignmentState.ASKED, AssignmentState.ACCEPTED), due_on__lt=today)
    current = open_ones.filter(submission__state=State.IN_REVIEW, round=F("submission__round"))
    late_reviews = list(current.select_related("submission__editor", "reviewer"))
    for one in late_reviews:
        notify(REVIEW_ASKED, one.reviewer, target=str(one.key), cause=f"review-late:{one.key}")
        call_editor(one.submission, cause=f"review-late:{one.key}")
    return len(late_cities) + len(late_reviews)
