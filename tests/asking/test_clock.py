"""The clock on the first answer: what stops it, and who hears when it runs over."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from members.asking.choices import QuestionState
from members.asking.clock import watch
from members.asking.models import Note, Question
from members.asking.retention import forget_old_questions
from members.asking.routing import answer_call
from members.discussions.models import Space, Thread
from members.discussions.moderating import moderate
from members.discussions.retention import forget_old_threads
from members.notifications.models import Notice
from members.notifications.reading import lines

from .conftest import page, put_question, say

pytestmark = pytest.mark.django_db
LATE = "A question has had no answer in time."


def late(question) -> None:
    Question.objects.filter(pk=question.pk).update(due_on=timezone.localdate() - timedelta(days=1))


def told(user) -> int:
    return [line.told.sentence for line in lines(user)].count(LATE)


def first_answer(question):
    return Question.objects.with_clock().get(pk=question.pk).first_answer


def test_the_first_answer_of_somebody_who_was_asked_stops_the_clock(routed, helpers):
    answer_call(routed, by=helpers[0], agree=True)
    assert first_answer(routed) is None
    post = say(routed, helpers[0])
    say(routed, helpers[0], "And more.")
    assert first_answer(routed) == post.created_at


def test_neither_who_asks_nor_a_facilitator_nor_a_hidden_post_stops_it(routed, helpers, asker, router):
    say(routed, asker, "I forgot to say.")
    say(routed, router, "Somebody will answer.")
    answer_call(routed, by=helpers[0], agree=True)
    post = say(routed, helpers[0])
    assert first_answer(routed)
    moderate(post, "hide", by=router, note="It names somebody.")
    assert first_answer(routed) is None


def test_over_time_while_it_waits_all_facilitators_hear_of_it_once_a_week(question, router, second, asker):
    assert watch() == 0
    late(question)
    assert watch() == watch() == 1
    assert told(router) == told(second) == 1 and told(asker) == 0
    assert Notice.objects.filter(kind="question-overdue", user=router).count() == 1
    watch(timezone.localdate() + timedelta(days=7))
    assert Notice.objects.filter(kind="question-overdue", user=router).count() == 2


def test_over_time_with_members_those_who_keep_it_hear_of_it(routed, router, second, make_member):
    from members.accounts.roles import Role

    other = make_member("Third", roles=[Role.FACILITATOR])
    late(routed)
    watch()
    assert (told(router), told(second), told(other)) == (1, 1, 0)


def test_what_is_answered_or_closed_runs_over_no_more(answered, question, asker):
    late(answered)
    assert watch() == 0
    Question.objects.filter(pk=answered.pk).update(state=QuestionState.CLOSED)
    assert watch() == 0


def test_what_runs_over_stands_first_in_the_queue_and_says_so(asker, theme, router, make_member):
    new = put_question(asker, theme, title="A newer one")
    old = put_question(make_member("Other"), theme, title="An older one")
    assert new
    late(old)
    text = page(router, "/ask/queue/")
    assert text.index("An older one") < text.index("A newer one") and text.count("overdue") == 1


def test_who_asks_reads_that_it_takes_longer(question, asker):
    assert "longer than promised" not in page(asker, question.get_absolute_url())
    late(question)
    assert "longer than promised" in page(asker, question.get_absolute_url())
    assert "Rosa" not in page(asker, question.get_absolute_url())


def test_the_nightly_command_is_harmless_twice(question, router):
    late(question)
    call_command("watch_questions")
    call_command("watch_questions")
    assert told(router) == 1 and Question.objects.count() == 1


def test_what_nobody_passed_on_for_half_a_year_goes(question):
    assert forget_old_questions() == 0
    Question.objects.update(asked_at=timezone.now() - timedelta(days=181))
    assert forget_old_questions() == 1 and not Question.objects.exists()


def test_a_question_goes_with_its_thread_and_its_room_and_a_published_note_stays(note, router, closed):
    Note.objects.filter(pk=note.pk).update(state="published", published_at=timezone.now())
    assert forget_old_questions() == 0
    Thread.objects.update(last_post_at=timezone.now() - timedelta(days=400))
    forget_old_threads()
    assert forget_old_questions() == 1
    assert not Space.objects.exists() and not Question.objects.exists()
    assert Note.objects.visible_to(None).get() == note
