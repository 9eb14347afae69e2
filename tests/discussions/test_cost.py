"""What pages of talk cost: as many questions with 500 posts as with 20, and nothing written by reading (issue 7, “Measured”)."""

import uuid

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext

from members.discussions.models import PostFile, ReadMark, Thread
from members.discussions.writing import add_post, locked, react

from ..work import work_off
from .conftest import answer, put_in, say
from .test_pages import browser

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def fill(thread, users, count: int) -> None:
    thread = locked(thread)
    for number in range(count):
        add_post(thread, by=users[number % len(users)], form_key=uuid.uuid4(), text=f"Post {number}", language="en")


def asked(user, address: str) -> list[str]:
    client = browser(user)
    client.get(address)
    work_off()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [row["sql"] for row in queries.captured_queries]


@pytest.mark.parametrize("rule", ["named", "chatham", "pseudonym"])
def test_a_thread_asks_at_most_twelve_questions_with_twenty_posts_and_with_500(
    make_space, make_member, make_city, make_theme, rule
):
    space = make_space(attribution=rule)
    people = [make_member(city=make_city(f"City {number}"), tells=["city"]) for number in range(5)]
    for user in people:
        put_in(space, user, pseudonym=f"Heron {user.pk}")
    thread = say(space, people[0]).thread
    thread.themes.add(make_theme())
    fill(thread, people, 19)
    few = asked(people[0], thread.get_absolute_url())
    fill(thread, people, 480)
    many = asked(people[0], thread.get_absolute_url())
    last = asked(people[0], f"{thread.get_absolute_url()}?page=25")
    assert len(few) == len(many) == len(last) <= 12, "\n".join(sql[:160] for sql in many)


@pytest.mark.parametrize("what", ["threads", "posts", "spaces"])
def test_a_list_asks_at_most_ten_questions_however_long_it_is(make_space, anna, space, what):
    address = "/discussions/" if what == "spaces" else space.get_absolute_url()

    def more(count: int) -> None:
        if what == "posts":
            fill(say(space, anna, title=f"Thread of {count}").thread, [anna], count - 1)
            return
        for number in range(count):
            if what == "spaces":
                put_in(make_space(f"Space {count} {number}"), anna)
            else:
                say(space, anna, title=f"Thread {count} {number}")

    more(20)
    few = asked(anna, address)
    more(480 if what == "posts" else 40)
    many = asked(anna, address)
    assert len(few) == len(many) <= 10, "\n".join(sql[:160] for sql in many)


def test_a_thread_about_a_practice_with_files_answers_and_a_summary_costs_no_more_than_twelve(
    space, anna, ben, hosts, make_theme, make_practice
):
    practice = make_practice("A school gate")
    about = {"about_kind": "practice", "about_key": str(practice.translation_key)}
    thread = say(space, anna, **about).thread
    thread.themes.add(make_theme())
    fill(thread, [anna, ben, *hosts], 19)
    for post in thread.posts.all():
        PostFile.objects.create(
            post=post, uploaded_by=post.author, name="plan.pdf", kind="pdf", digest=str(post.pk), state="clean", size=1
        )
        if post.author != ben:
            react(post, "useful", by=ben)
    Thread.objects.filter(pk=thread.pk).update(summary="It held.", accepted=thread.posts.get(number=2))
    found = asked(ben, thread.get_absolute_url())
    assert "A school gate" in browser(ben).get(thread.get_absolute_url()).content.decode()
    assert len(found) <= 12, "\n".join(sql[:160] for sql in found)


def written(client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code in (200, 302), address
    return [row["sql"] for row in queries.captured_queries if row["sql"].startswith(WRITES)]


def test_reading_writes_nothing_but_that_one_has_read(space, thread, anna, ben, hosts):
    one, room, page = (row.get_absolute_url() for row in (answer(thread, ben), space, thread))
    reader, host = browser(anna), browser(hosts[0])
    quiet = [
        "/discussions/",
        "/notices/",
        "/notices/count/",
        f"{page}news/?after=1",
        one,
        f"{one}versions/",
        f"{one}report/",
    ]
    quiet += [room, f"{room}?page=2", f"{room}new/", f"{room}names/?q=an"]
    for client in (reader, host):
        client.get("/account/")  # from here on the session was seen a moment ago
    assert {address: sql for address in quiet if (sql := written(reader, address))} == {}
    run = [f"{room}{name}/" for name in ("watch", "people", "settings")] + [f"{page}keep/"]
    assert {address: sql for address in run if (sql := written(host, address))} == {}
    (told,) = written(reader, page)
    assert "mark_read" in told
    assert not ReadMark.objects.exists()
    work_off()
    assert ReadMark.objects.get().number == 2
    assert written(reader, page) == []


def test_the_page_is_gone_before_it_is_noted_that_it_was_read(thread, anna, rf):
    from members.discussions.views.threads import ThreadView

    request = rf.get(thread.get_absolute_url())
    request.user, request.session = anna, {}
    with CaptureQueriesContext(connection) as queries:
        page = ThreadView.as_view()(request, key=thread.key)
        assert b"A question." in page.content
    assert [row["sql"] for row in queries.captured_queries if row["sql"].startswith(WRITES)] == []
    assert work_off_marks() == 0
    request_finished.disconnect(close_old_connections)  # they are the test's own
    try:
        page.close()
    finally:
        request_finished.connect(close_old_connections)
    assert work_off_marks() == 1


def work_off_marks() -> int:
    work_off()
    return ReadMark.objects.count()
