"""What facilitators do to threads: answered, summarised, locked, archived, moved, split, merged."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from members.accounts.audit import AuditEntry
from members.discussions.attribution import byline
from members.discussions.keeping import accept_answer, merge, move_thread, split, summarise, turn
from members.discussions.models import Post, Thread
from members.discussions.refusing import Meanwhile
from members.discussions.writing import react

from .conftest import answer, put_in, say

pytestmark = pytest.mark.django_db


def test_who_asked_says_what_answered_and_others_do_not(thread, anna, ben, hosts):
    post = answer(thread, ben)
    with pytest.raises(PermissionDenied):
        accept_answer(thread, post, by=ben)
    for _twice in range(2):
        assert accept_answer(thread, post, by=anna).state == "answered"
    assert AuditEntry.objects.filter(action="thread-moved").count() == 1
    assert accept_answer(thread, None, by=hosts[0]).state == "open"


def test_an_answer_is_a_post_of_the_thread(thread, space, anna):
    elsewhere = say(space, anna)
    with pytest.raises(ValidationError):
        accept_answer(thread, elsewhere, by=anna)


def test_facilitators_keep_a_summary_and_never_overwrite_a_newer_one(thread, anna, hosts):
    with pytest.raises(PermissionDenied):
        summarise(thread, "Mine.", by=anna, based_on="")
    assert summarise(thread, "Start early.", by=hosts[0], based_on="").state == "summarised"
    with pytest.raises(Meanwhile):
        summarise(thread, "Start late.", by=hosts[1], based_on="")
    assert summarise(thread, "Start early, stay long.", by=hosts[1], based_on="Start early.").state == "summarised"
    assert summarise(thread, "", by=hosts[1], based_on="Start early, stay long.").state == "open"


def test_a_locked_thread_takes_no_posts_and_can_be_unlocked(thread, ben, anna, hosts):
    with pytest.raises(PermissionDenied):
        turn(thread, "lock", by=anna)
    for _twice in range(2):
        turn(thread, "lock", by=hosts[0])
    assert AuditEntry.objects.filter(action="thread-moved").count() == 1
    for writer in (ben, hosts[0]):
        with pytest.raises(PermissionDenied):
            answer(thread, writer)
    react(thread.posts.get(), "useful", by=ben)
    turn(thread, "unlock", by=hosts[1])
    answer(thread, ben)


def test_an_archived_thread_comes_back_as_what_it_was(thread, anna, ben, hosts):
    accept_answer(thread, answer(thread, ben), by=anna)
    turn(thread, "archive", by=hosts[0])
    with pytest.raises(PermissionDenied):
        answer(thread, ben)
    with pytest.raises(PermissionDenied):
        accept_answer(thread, None, by=anna)
    for _twice in range(2):
        assert turn(thread, "reopen", by=hosts[0]).state == "answered"


def test_a_thread_moves_only_to_where_nobody_new_reads_it(thread, space, make_space, hosts, anna, outsider):
    narrow, wide, other = make_space(), make_space(listing="members", access="members"), make_space()
    enterable = make_space(listing="members", joining="open")
    put_in(other, outsider)
    for target in (wide, other, enterable):
        with pytest.raises(ValidationError):
            move_thread(thread, target, by=hosts[0])
    assert move_thread(thread, narrow, by=hosts[0]).space == narrow
    assert not Thread.objects.visible_to(anna).filter(pk=thread.pk).exists()


def test_a_thread_is_moved_by_who_facilitates_both_spaces(thread, make_space, make_member, hosts):
    foreign = make_space(facilitators=[make_member(), make_member()])
    for by in (hosts[0], foreign.memberships.first().user):
        with pytest.raises(PermissionDenied):
            move_thread(thread, foreign, by=by)


def test_a_pseudonym_does_not_travel_to_another_space(make_space, hosts):
    one, other = make_space(attribution="pseudonym"), make_space(attribution="pseudonym")
    post = say(one, hosts[0])
    there = say(other, hosts[0])
    name = byline(there, hosts[1]).name
    assert byline(post, hosts[1]).name not in (name, "A participant")
    move_thread(post.thread, other, by=hosts[0])
    post = Post.objects.get(pk=post.pk)
    assert byline(post, hosts[1]).name == "A participant"


def test_posts_are_split_off_with_their_order(thread, anna, ben, hosts):
    second, third, fourth = (answer(thread, who, f"Post {n}") for n, who in ((2, ben), (3, anna), (4, ben)))
    with pytest.raises(PermissionDenied):
        split(thread, [third], title="New", by=anna)
    with pytest.raises(ValidationError):
        split(thread, [thread.posts.get(number=1)], title="New", by=hosts[0])
    new = split(thread, [fourth, second], title="Another matter", by=hosts[0])
    assert list(new.posts.order_by("number").values_list("number", "text")) == [(1, "Post 2"), (2, "Post 4")]
    assert list(thread.posts.order_by("number").values_list("number", flat=True)) == [1, 3]
    assert answer(new, ben).number == 3
    assert answer(thread, ben).number == 5
    assert new.started_by == ben


def test_threads_are_merged_and_the_old_address_leads_on(thread, space, anna, ben, hosts):
    other = say(space, ben, "The same question.").thread
    answer(thread, ben)
    for _twice in range(2):
        merge(other, thread, by=hosts[0])
    other.refresh_from_db()
    assert other.merged_into == thread
    assert list(thread.posts.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    assert thread.posts.get(number=3).text == "The same question."
    assert list(Thread.objects.visible_to(anna).standing()) == [thread]
    with pytest.raises(PermissionDenied):
        answer(other, ben)
    assert answer(thread, ben).number == 4


def test_threads_of_two_spaces_are_not_merged(thread, make_space, hosts):
    other = say(make_space(), hosts[0]).thread
    with pytest.raises(ValidationError):
        merge(thread, other, by=hosts[0])
    with pytest.raises(ValidationError):
        merge(thread, thread, by=hosts[0])


def test_old_threads_are_forgotten_where_the_space_says_so(space, thread, anna, make_space, hosts):
    from datetime import timedelta

    from members.discussions.retention import forget_old_threads

    kept = say(make_space(), hosts[0]).thread
    young = say(space, anna).thread
    Thread.objects.exclude(pk=young.pk).update(last_post_at=thread.last_post_at - timedelta(days=100))
    space.retention = 3
    space.save()
    assert forget_old_threads() == 1
    assert set(Thread.objects.all()) == {kept, young}
    assert forget_old_threads() == 0


def test_the_nightly_command_forgets_and_says_how_many(space, thread, capsys):
    from datetime import timedelta

    from django.core.management import call_command

    Thread.objects.update(last_post_at=thread.last_post_at - timedelta(days=40))
    space.retention = 1
    space.save()
    call_command("forget_old_threads")
    assert "threads: 1" in capsys.readouterr().out
