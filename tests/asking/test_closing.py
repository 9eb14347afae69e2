"""How a question ends: with what helped, in a public note if everybody agrees, or with its being taken back."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from members.asking.actions import withdraw_question
from members.asking.choices import QuestionState
from members.asking.closing import close
from members.asking.models import Note, NoteWords, Question, Routing
from members.asking.routing import answer_call
from members.discussions.models import Membership, Post, Reaction
from members.people.choices import PostsChoice
from members.people.exporting import archive
from members.people.leaving import leave

from .conftest import NOTE, TEXTS, browser, page, put_question, say

pytestmark = pytest.mark.django_db


def test_who_asked_marks_what_helped_says_it_and_closes(answered, asker, helpers, router):
    post = answered.thread.posts.get(author=helpers[0])
    text = page(asker, answered.get_absolute_url())
    assert "Eat together first." in text and "Helper" not in text
    data = {"do": "close", "helpful": [str(post.key)], "result": "helped", "words": "The meal did it."}
    shown = browser(asker).post(answered.get_absolute_url(), data, follow=True).content.decode()
    assert "it helped" in shown and "Write a public note" in shown
    answered.refresh_from_db()
    assert answered.state == QuestionState.CLOSED and answered.thread.locked
    assert answered.thread.accepted == post
    assert Reaction.objects.filter(post=post, user=asker, kind="useful").exists()
    assert "The meal did it." in page(helpers[0], answered.thread.get_absolute_url())


def test_closing_needs_words_and_a_result_and_loses_nothing(answered, asker):
    response = browser(asker).post(answered.get_absolute_url(), {"do": "close", "result": "helped", "words": " "})
    assert response.status_code == 422
    response = browser(asker).post(answered.get_absolute_url(), {"do": "close", "words": "The meal did it."})
    assert response.status_code == 422 and "The meal did it." in response.content.decode()
    with pytest.raises(ValidationError):
        close(answered, by=asker, result="x", words="Words.")
    assert Question.objects.get().state == QuestionState.ROUTED


def test_closing_twice_says_it_once(closed, asker):
    close(closed, by=asker, result="helped", words="The meal did it.")
    assert Post.objects.filter(text="The meal did it.").count() == 1


def test_only_who_asked_closes(answered, helpers, router):
    for user in (helpers[0], router):
        assert (
            browser(user)
            .post(answered.get_absolute_url(), {"do": "close", "result": "helped", "words": "x"})
            .status_code
            == 404
        )
        with pytest.raises(PermissionDenied):
            close(answered, by=user, result="helped", words="x")


def test_who_has_not_answered_yet_is_asked_no_more(closed, helpers):
    assert not Membership.objects.filter(space=closed.space, state="invited").exists()
    assert browser(helpers[1]).get(closed.get_absolute_url()).status_code == 404


def test_a_question_that_others_have_is_taken_back(answered, asker, helpers):
    browser(asker).post(answered.get_absolute_url(), {"do": "withdraw"})
    answered.refresh_from_db()
    assert answered.state == QuestionState.WITHDRAWN and answered.thread.locked
    withdraw_question(answered, by=asker)
    assert "taken back" in page(asker, "/ask/mine/").lower()


def test_the_thread_leads_who_asked_to_closing_and_who_keeps_it_to_who_was_asked(answered, asker, router, helpers):
    address = answered.thread.get_absolute_url()
    assert "Say what helped" in page(asker, address)
    assert "Who was asked" in page(router, address)
    text = page(helpers[0], address)
    assert "Say what helped" not in text and "Who was asked" not in text


@pytest.mark.parametrize("choice", list(PostsChoice))
def test_who_leaves_is_asked_for_by_nobody(asker, theme, answered, helpers, choice):
    waiting = put_question(asker, theme)
    leave(asker, by=asker, posts=choice)
    assert not Question.objects.filter(pk=waiting.pk).exists()
    left = Question.objects.get()
    assert left.asker is None and left.state == QuestionState.WITHDRAWN
    assert (TEXTS["situation"] in answered.thread.posts.get(number=1).text) == (choice == PostsChoice.KEEP)


@pytest.mark.parametrize("choice", list(PostsChoice))
def test_a_published_note_of_who_leaves_stays_without_anybody_or_goes(note, router, asker, choice):
    from members.asking.notes import publish

    publish(note, by=router, revision=note.revision)
    leave(asker, by=asker, posts=choice)
    assert Note.objects.get().asker is None
    status = browser(None).get(note.get_absolute_url()).status_code
    assert status == (200 if choice == PostsChoice.KEEP else 410)


def test_a_note_that_is_not_published_goes_with_who_leaves(note, asker):
    leave(asker, by=asker)
    assert not Note.objects.exists()


def test_where_somebody_who_keeps_a_question_leaves_another_facilitator_steps_in(routed, router, asker, make_member):
    from members.accounts.roles import Role

    heir = make_member("Third", roles=[Role.FACILITATOR])
    leave(router, by=router)
    assert TEXTS["title"] in page(heir, f"/ask/{routed.key}/pass-on/")
    assert Membership.objects.get(user=asker).part == "member"


def test_who_is_asked_and_leaves_has_the_question_no_more(routed, helpers):
    leave(helpers[0], by=helpers[0])
    assert Routing.objects.count() == 2


def test_priv_ones_own_data_hold_what_one_asked_and_nobody_else(answered, asker, helpers, theme):
    import io
    import zipfile

    put_question(asker, theme)
    with zipfile.ZipFile(io.BytesIO(archive(asker))) as zipped:
        text = zipped.read("questions.json").decode()
    assert TEXTS["situation"] in text and "Family work" in text
    assert not [user for user in helpers if str(user.key) in text or user.profile.display_name in text]
    with zipfile.ZipFile(io.BytesIO(archive(helpers[0]))) as zipped:
        text = zipped.read("questions.json").decode()
    assert TEXTS["situation"] not in text and str(asker.key) not in text and '"asked_of_me"' in text


def test_words_of_others_that_are_asked_for_stand_in_their_own_data(closed, asker, helpers):
    from .test_notes import THEIRS, hand

    post = closed.thread.posts.get(author=helpers[0])
    Post.objects.filter(pk=post.pk).update(text=THEIRS)
    hand(closed, asker, helped=THEIRS)
    assert NoteWords.objects.get().person == helpers[0]
    assert NOTE["title"] and uuid and answer_call and say
