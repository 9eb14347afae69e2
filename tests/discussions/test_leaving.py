"""Taking one's words along, and what stays of them when one has left."""

import io
import json
import zipfile

import pytest

from members.discussions.keeping import accept_answer
from members.discussions.models import Membership, Post, PostVersion, Reaction, Report, Thread
from members.discussions.moderating import report
from members.discussions.writing import edit_post, react
from members.people import exporting
from members.people.leaving import leave

from .conftest import answer, put_in, say

pytestmark = pytest.mark.django_db


def archive_of(user) -> dict:
    archive = zipfile.ZipFile(io.BytesIO(exporting.archive(user)))
    return json.loads(archive.read("discussions.json")) if "discussions.json" in archive.namelist() else {}


def test_priv_02_my_data_holds_my_words_and_nobody_elses(space, thread, anna, ben):
    post = answer(thread, anna, "> Zanzibarry of Ben\n\nMine.")
    edit_post(post, by=anna, text="> Zanzibarry of Ben\n\nMine, better.", based_on=1)
    answer(thread, ben, "Zanzibarry of Ben")
    react(thread.posts.get(number=3), "useful", by=anna)
    report(thread.posts.get(number=3), by=anna, reason="other", text="My report.")
    told = archive_of(anna)
    assert [row["text"] for row in told["posts"]] == ["A question.", "> […]\n\nMine, better."]
    assert "Zanzibarry" not in json.dumps(told) and "Ben Inside" not in json.dumps(told)
    assert "My report." in json.dumps(told) and told["spaces"][0]["space"] == "The back room"


def test_a_space_i_am_out_of_is_not_named_in_my_data(space, thread, anna):
    space.memberships.filter(user=anna).update(state="left")
    told = archive_of(anna)
    assert "The back room" not in json.dumps(told)
    assert told["posts"][0]["text"] == "A question."


def test_who_said_nothing_has_no_file_about_it(make_member):
    assert archive_of(make_member()) == {}


def test_priv_03_posts_stay_without_a_name(space, thread, anna, ben):
    post = edit_post(answer(thread, anna, "Zanzibarry"), by=anna, text="Kept.", based_on=1)
    react(answer(thread, ben), "useful", by=anna)
    row = report(thread.posts.get(number=3), by=anna, reason="other", text="Zanzibarry")
    leave(anna, by=anna, posts="keep")
    assert Post.objects.visible_to(ben).get(pk=post.pk).text == "Kept."
    assert not PostVersion.objects.exists() and not Reaction.objects.exists()
    assert not Membership.objects.filter(user=anna).exists()
    row.refresh_from_db()
    assert (row.reporter, row.text, Report.objects.count()) == (None, "", 1)


def test_priv_03_posts_go_with_every_quotation_of_them(space, thread, anna, ben):
    post = answer(thread, anna, "Zanzibarry lives here.")
    quoting = answer(thread, ben, "> Zanzibarry lives\n> here.\n\nDoes she?", quotes=[post])
    quoting = edit_post(quoting, by=ben, text="> Zanzibarry lives here.\n\nDoes she still?", based_on=1)
    accept_answer(thread, post, by=anna)
    for _again in range(2):
        from members.discussions.leaving import on_leaving

        on_leaving(None, user=anna, posts="remove")
    leave(anna, by=anna, posts="remove")
    everything = json.dumps(
        [list(Post.objects.values_list("text", "html")), list(PostVersion.objects.values_list("text"))]
    )
    assert "anzibarry" not in everything
    assert "Does she still?" in everything
    thread.refresh_from_db()
    assert (thread.title, thread.accepted) == ("", None)
    assert str(thread)
    assert not Post.objects.visible_to(ben).filter(author=anna).exists()


def test_a_thread_that_nobody_else_wrote_into_goes_with_its_author(thread, space, anna, ben):
    kept = say(space, ben).thread
    leave(anna, by=anna, posts="remove")
    assert list(Thread.objects.all()) == [kept]


def test_where_a_facilitator_leaves_the_network_the_longest_in_takes_over(space, anna, ben, hosts):
    leave(hosts[0], by=hosts[0])
    facilitating = Membership.objects.facilitating().filter(space=space)
    assert set(facilitating.values_list("user", flat=True)) == {hosts[1].pk, anna.pk}


def test_a_pseudonym_under_which_posts_stay_is_kept_without_anybody_behind_it(make_space, make_member, hosts):
    space, user = make_space(attribution="pseudonym"), make_member()
    put_in(space, user, pseudonym="Grey Heron")
    say(space, user)
    leave(user, by=user, posts="keep")
    row = Membership.objects.get(space=space, pseudonym="Grey Heron")
    assert (row.state, row.part, row.joined_at) == ("left", "member", None)
    other = make_member()
    put_in(space, other, pseudonym="Red Kite")
    say(space, other)
    leave(other, by=other, posts="remove")
    assert not Membership.objects.filter(pseudonym="Red Kite").exists()
