"""Threads and posts: who writes, what twice does, what is kept, and what never happens to somebody's words."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from members.accounts.audit import AuditEntry
from members.discussions.keeping import turn
from members.discussions.models import Post, Thread
from members.discussions.moderating import moderate
from members.discussions.refusing import Meanwhile
from members.discussions.writing import edit_post, react, reply, start_thread, take_away

from .conftest import answer, put_in, say

pytestmark = pytest.mark.django_db


def test_who_is_in_starts_a_thread_and_others_answer(space, anna, ben, make_theme):
    values = {"title": "How  do you\u202e begin?", "text": "We *start* in May.", "kind": "request", "language": "fr"}
    values |= {"about_kind": "practice", "about_key": "3f2a"}
    post = start_thread(space, by=anna, form_key=uuid.uuid4(), values=values, themes=[make_theme()])
    thread = post.thread
    assert (thread.title, thread.kind, thread.language) == ("How do you begin?", "request", "fr")
    assert list(Thread.objects.about("practice", "3f2a")) == [thread]
    assert (post.number, post.html) == (1, "<p>We <em>start</em> in May.</p>\n")
    assert answer(thread, ben).number == 2


def test_reading_a_space_from_outside_is_not_writing_in_it(make_space, hosts, outsider):
    space = make_space(listing="members", access="members")
    thread = say(space, hosts[0]).thread
    for write in (lambda: answer(thread, outsider), lambda: say(space, outsider)):
        with pytest.raises(PermissionDenied):
            write()
    put_in(space, outsider)
    answer(thread, outsider)


def test_con_03_the_same_form_sent_twice_is_one_post(thread, space, anna, ben):
    key = uuid.uuid4()
    assert len({reply(thread, by=ben, form_key=key, text="Once.") for _time in range(2)}) == 1
    assert (
        len({start_thread(space, by=ben, form_key=key, values={"title": "x", "text": "y"}) for _time in range(2)}) == 1
    )
    assert Post.objects.filter(author=ben).count() == 1
    assert reply(thread, by=anna, form_key=key, text="Another's form.").number == 3


def test_a_form_sent_again_after_the_thread_was_locked_says_that_it_is_there(thread, ben, hosts):
    key = uuid.uuid4()
    post = reply(thread, by=ben, form_key=key, text="In time.")
    turn(thread, "lock", by=hosts[0])
    assert reply(thread, by=ben, form_key=key, text="In time.") == post


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b", "x" * 20_001])
def test_an_empty_or_endless_post_is_refused(thread, ben, text):
    with pytest.raises(ValidationError):
        answer(thread, ben, text)
    assert thread.posts.count() == 1


def test_invisible_signs_go_and_indents_stay(thread, ben):
    assert answer(thread, ben, "a\u202eb\n\n    code  here").text == "ab\n\n    code  here"


def test_an_edited_post_keeps_how_it_was(thread, ben):
    post = answer(thread, ben, "First.")
    post = edit_post(post, by=ben, text="Second.", based_on=1)
    assert (post.text, post.version, [row.text for row in post.versions.all()]) == ("Second.", 2, ["First."])
    assert edit_post(post, by=ben, text="Second.", based_on=1).version == 2


def test_con_01_a_newer_text_is_never_overwritten(thread, ben):
    post = answer(thread, ben, "First.")
    edit_post(post, by=ben, text="From the phone.", based_on=1)
    with pytest.raises(Meanwhile):
        edit_post(post, by=ben, text="From the desk.", based_on=1)
    post.refresh_from_db()
    assert post.text == "From the phone."


def test_nobody_changes_what_another_wrote(thread, anna, ben, hosts, staff):
    post = answer(thread, ben)
    for other in (anna, hosts[0], staff):
        with pytest.raises(PermissionDenied):
            edit_post(post, by=other, text="Mine.", based_on=1)
        with pytest.raises(PermissionDenied):
            take_away(post, by=other)


def test_who_left_the_space_changes_nothing_in_it(thread, space, ben):
    post = answer(thread, ben)
    space.memberships.filter(user=ben).update(state="left")
    with pytest.raises(PermissionDenied):
        edit_post(post, by=ben, text="Later.", based_on=1)


def test_a_post_that_is_taken_away_leaves_nothing_but_its_number(thread, anna, ben):
    post = edit_post(answer(thread, ben, "Zanzibarry"), by=ben, text="Zanzibarry again", based_on=1)
    react(post, "useful", by=anna)
    for _twice in range(2):
        take_away(post, by=ben)
    post.refresh_from_db()
    assert (post.text, post.html, post.number) == ("", "", 2)
    assert not post.versions.exists() and not post.reactions.exists()
    assert not Post.objects.visible_to(ben).filter(pk=post.pk).exists()
    assert answer(thread, anna).number == 3


def test_a_newcomers_posts_wait_until_one_is_let_through(make_space, make_member, hosts):
    space = make_space(first_posts_wait=True)
    new = make_member()
    put_in(space, new)
    thread = say(space, hosts[0]).thread
    first, second = answer(thread, new), answer(thread, new)
    assert [post.state for post in (first, second)] == ["waiting", "waiting"]
    assert first.number is None
    assert answer(thread, hosts[1]).number == 2
    assert moderate(first, "approve", by=hosts[0]).number == 3
    assert answer(thread, new).number == 4


def test_a_waiting_post_does_not_lift_its_thread_in_the_list(make_space, make_member, hosts):
    space = make_space(first_posts_wait=True)
    new = make_member()
    put_in(space, new)
    thread = say(space, hosts[0]).thread
    before = thread.last_post_at
    answer(thread, new)
    thread.refresh_from_db()
    assert thread.last_post_at == before


def test_a_reaction_counts_once_and_can_be_taken_back(thread, anna, ben):
    post = thread.posts.get()
    for _twice in range(2):
        react(post, "useful", by=ben)
    react(post, "tried", by=ben)
    assert sorted(post.reactions.values_list("kind", flat=True)) == ["tried", "useful"]
    for _twice in range(2):
        react(post, "tried", by=ben, on=False)
    assert post.reactions.count() == 1
    with pytest.raises(PermissionDenied):
        react(post, "useful", by=anna)  # their own


def test_nobody_reacts_in_an_archived_thread_or_from_outside(thread, ben, hosts, outsider):
    post = thread.posts.get()
    with pytest.raises(PermissionDenied):
        react(post, "useful", by=outsider)
    turn(thread, "archive", by=hosts[0])
    with pytest.raises(PermissionDenied):
        react(post, "useful", by=ben)
    turn(thread, "reopen", by=hosts[0])
    react(post, "useful", by=ben)


def test_only_posts_one_can_read_here_are_quoted(thread, space, ben, anna, make_space, hosts):
    elsewhere = say(make_space(), hosts[0])
    post = answer(thread, ben, quotes=[thread.posts.get(), elsewhere])
    assert list(post.quotes.all()) == [thread.posts.get(number=1)]


def test_the_log_knows_who_wrote_only_where_names_are_shown(make_space, make_member):
    for rule, told in (("named", True), ("chatham", False), ("pseudonym", False), ("role", False)):
        space, user = make_space(attribution=rule), make_member()
        put_in(space, user)
        post = edit_post(say(space, user, "Zanzibarry"), by=user, text="Zanzibarry!", based_on=1)
        take_away(post, by=user)
        entries = AuditEntry.objects.filter(thing_id__in=[str(post.key), str(post.thread.key)])
        assert entries.count() == 4
        assert {entry.actor == str(user.key) for entry in entries} == {told}
        assert not [entry for entry in entries if "anzibarry" in str(entry.facts)]


def test_a_form_of_another_language_or_kind_falls_back_to_what_exists(space, anna):
    post = say(space, anna, kind="sermon", language="xx", about_kind="person", about_key="1")
    assert (post.thread.kind, post.thread.language, post.thread.about_kind) == ("question", "en", "")


def test_a_thread_goes_with_the_only_post_in_it_unless_that_was_reported(space, anna, ben, hosts):
    from members.discussions.moderating import report

    lonely, reported = say(space, anna, title="Zanzibarry"), say(space, anna, title="Zanzibarry")
    report(reported, by=ben, reason="other")
    for post in (lonely, reported):
        take_away(post, by=anna)
    (left,) = Thread.objects.all()
    assert (left, left.title, left.shown) == (reported.thread, "", False)
    assert not Thread.objects.visible_to(ben).exists()


def test_an_answer_that_is_taken_away_answers_nothing_any_more(thread, anna, ben):
    from members.discussions.keeping import accept_answer

    post = answer(thread, ben)
    accept_answer(thread, post, by=anna)
    take_away(post, by=ben)
    thread.refresh_from_db()
    assert (thread.accepted, thread.state) == (None, "open")
