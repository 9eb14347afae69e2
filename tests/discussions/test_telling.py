"""What happens in a space is told to whom it concerns: on the site while they may know it, by mail never what it is."""

import pytest
from django.core import mail

from members.accounts.choices import Status
from members.discussions.glass import break_glass
from members.discussions.joining import admit, ask_to_join, invite, leave_space
from members.discussions.models import Membership
from members.discussions.moderating import moderate, report
from members.notifications.choices import Wish
from members.notifications.models import Notice
from members.notifications.reading import lines, unread_count

from ..work import work_off
from .conftest import answer, put_in, say

pytestmark = pytest.mark.django_db
SECRET = "zanzibarry"


@pytest.fixture
def room(make_space, make_member):
    """A space with a person for each wish, and somebody who writes."""
    space = make_space(f"The {SECRET} room", mail_rule="title")
    people = {wish: make_member(f"Wish {wish}") for wish in ("everything", "digest", "mentions", "nothing")}
    for wish, user in people.items():
        put_in(space, user, wish=wish)
    writer = make_member("The writer")
    put_in(space, writer, wish="everything")
    return space, people, writer


def told(user) -> list[tuple[str, str]]:
    return [(line.told.sentence, line.told.about) for line in lines(user)]


def letters() -> dict[str, str]:
    work_off()
    return {message.to[0]: str(message.message()) for message in mail.outbox}


def test_each_hears_of_a_post_as_loudly_as_they_wish(room):
    space, people, writer = room
    say(space, writer, f"About {SECRET}.", title=f"The {SECRET} question")
    assert {row.user: row.mail for row in Notice.objects.exclude(kind="space-waits")} == {
        people["everything"]: Wish.AT_ONCE,
        people["digest"]: Wish.WEEKLY,
    }
    found = letters()
    assert list(found) == [people["everything"].email]
    assert SECRET not in "".join(found.values())


def test_priv_07_no_letter_names_space_thread_writer_or_words_whatever_the_rule(room):
    space, _people, writer = room
    writer.profile.display_name = f"Byline {SECRET}"
    writer.profile.save()
    post = say(space, writer, f"@[Wish mentions] {SECRET}", title=f"The {SECRET} question")
    report(post, by=_people["digest"], reason="harm", text=SECRET)
    found = letters()
    assert len(found) >= 3
    for text in found.values():
        assert SECRET not in text
        assert str(space.key) not in text
        assert str(post.thread.key) not in text


def test_a_space_that_says_only_that_there_is_news_names_no_thread_on_the_page_of_notices(room):
    space, people, writer = room
    say(space, writer, title="The question")
    assert told(people["everything"]) == [("There is news in one of your spaces.", "The question")]
    space.mail_rule = "news"
    space.save()
    assert told(people["everything"]) == [("There is news in one of your spaces.", space.title)]


def test_priv_08_who_leaves_hears_no_more_of_what_was_said_before_either(room):
    space, people, writer = room
    say(space, writer)
    reader = people["everything"]
    assert unread_count(reader) == 1
    leave_space(space, by=reader)
    assert unread_count(reader) == 0
    assert not letters()


def test_priv_08_who_lapsed_or_whose_post_was_hidden_meanwhile_sends_no_letter(room, hosts):
    space, people, writer = room
    post = say(space, writer)
    moderate(post, "hide", by=hosts[0], note="Somebody could be recognised.")
    assert set(letters()) == {writer.email}
    people["everything"].status = Status.LAPSED
    people["everything"].save()
    answer(say(space, writer).thread, hosts[0])
    assert people["everything"].email not in letters()


def test_a_thread_of_a_hundred_answers_is_one_line(room):
    space, people, writer = room
    thread = say(space, writer).thread
    for number in range(20):
        answer(thread, writer, f"Answer {number}")
    assert len(told(people["everything"])) == 1


def test_as_many_questions_are_asked_for_thirty_readers_as_for_three(room, make_member, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    space, _people, writer = room
    thread = say(space, writer).thread
    counts = []
    for more in (0, 30):
        for _number in range(more):
            put_in(space, make_member(), wish="everything")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer(thread, writer, f"After {more}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_facilitators_hear_of_what_waits_for_them_and_others_do_not(make_space, make_member, hosts):
    space = make_space(joining="request", listing="members", first_posts_wait=True)
    newcomer, other = make_member("Newcomer"), make_member("Other")
    put_in(space, other, wish="everything")
    row = ask_to_join(space, by=newcomer)
    assert [told(host)[0][0] for host in hosts] == ["Something waits for a facilitator."] * 2
    assert not told(other)
    admit(row, by=hosts[0])
    assert told(newcomer) == [("You asked to join a space, and are in.", space.title)]
    say(space, newcomer)
    assert Notice.objects.filter(kind="space-waits", user=hosts[0]).count() == 2
    assert not told(other)


def test_an_invitation_is_told_to_the_invited_alone_and_is_gone_once_it_is_taken_back(make_space, make_member, hosts):
    space, friend, other = make_space("The back room"), make_member("Friend", listed=True), make_member("Other")
    invite(space, friend.profile, by=hosts[0])
    assert told(friend) == [("You are invited to a space.", "The back room")]
    assert not told(other)
    Membership.objects.filter(user=friend).update(state="left")
    assert not told(friend)


def test_a_report_is_not_told_to_the_facilitator_whose_post_it_is(make_space, make_member, hosts):
    space, reader = make_space(), make_member()
    put_in(space, reader, wish="nothing")
    report(say(space, hosts[0]), by=reader, reason="harm")
    assert not Notice.objects.filter(user=hosts[0], kind="space-waits").exists()
    assert told(hosts[1])


def test_an_author_hears_that_a_facilitator_did_something(room, hosts):
    space, _people, writer = room
    moderate(say(space, writer), "hide", by=hosts[0], note="Somebody could be recognised.")
    assert any("A facilitator did something" in sentence for sentence, _about in told(writer))


def test_acl_27_breaking_the_glass_is_told_to_everybody_in_the_space_at_once(room, administrator, outsider):
    space, people, writer = room
    break_glass(space, by=administrator, reason="A threat was reported to us.")
    for reader in (*people.values(), writer):
        assert any("emergency" in sentence for sentence, _about in told(reader))
    assert not told(outsider)
    assert people["nothing"].email in letters()
